import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { makeSpool } from './spool.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-spool-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('makeSpool', () => {
  it('gives back what was written, from memory or from a file, at any range', () => {
    const spool = makeSpool(folder, { memoryBytes: 1000 })
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }),
        fc.integer({ min: -5, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
        (chunks, at, length) => {
          const place = spool.spool()
          for (const chunk of chunks) place.write(chunk)
          const whole = Buffer.concat(chunks)
          const source = place.finish()
          expect(source.size).toBe(whole.length)
          const expected = whole.subarray(Math.max(0, at), Math.max(0, at + length))
          expect(Buffer.compare(source.read(at, length), expected)).toBe(0)
          source.close()
        },
      ),
      { numRuns: 200 },
    )
    spool.close()
  })

  it('writes nothing to disk while it is small', () => {
    const spool = makeSpool(folder)
    const place = spool.spool()
    place.write(new Uint8Array(100_000))
    place.finish().close()
    expect(readdirSync(folder)).toEqual([])
    spool.close()
  })

  it('copies what it is given', () => {
    const chunk = new Uint8Array([1, 2, 3])
    const place = makeSpool(folder).spool()
    place.write(chunk)
    chunk.fill(9)
    expect([...place.finish().read(0, 3)]).toEqual([1, 2, 3])
  })

  it.runIf(process.platform !== 'win32')(
    'keeps large pieces in a folder of its own, private and without names',
    () => {
      const spool = makeSpool(folder, { memoryBytes: 10 })
      const place = spool.spool()
      place.write(new Uint8Array(11))
      const [name] = readdirSync(folder)
      expect(statSync(join(folder, name!)).mode & 0o777).toBe(0o700)
      // Unlinked while open: after a crash the system frees the bytes, and no evidence is left lying about.
      expect(readdirSync(join(folder, name!))).toEqual([])
      const source = place.finish()
      expect(source.read(0, 20)).toHaveLength(11)
      source.close()
      spool.close()
      expect(existsSync(join(folder, name!))).toBe(false)
    },
  )
})
