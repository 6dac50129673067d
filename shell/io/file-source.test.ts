import { createHash } from 'node:crypto'
import {
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { FileSource } from './file-source.ts'
import { fileSource } from './file-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-file-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

const content = Uint8Array.from({ length: 700_001 }, (_, i) => (i * 2_654_435_761) >>> 24)
const file = join(folder, 'content')
writeFileSync(file, content)

function opened(path: string): FileSource {
  const source = fileSource(path)
  if (!source.ok) throw new Error(source.error.code)
  return source.value
}

/** Where a descriptor points; the one that lists them is gone by now. */
function targetOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

describe('fileSource', () => {
  it('gives the bytes of any range, cut at the end, whatever was read before', () => {
    const source = opened(file)
    const offset = fc.integer({ min: -10, max: content.length + 10 })
    const length = fc.oneof(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 600_000 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, length), { maxLength: 8 }), (reads) => {
        for (const [at, n] of reads) {
          const expected = content.subarray(Math.max(0, at), Math.max(0, at + n))
          expect(Buffer.compare(source.read(at, n), expected)).toBe(0)
        }
      }),
      { numRuns: 60 },
    )
    source.close()
  })

  it('leaves content and every time of the file as they were', () => {
    const path = join(folder, 'untouched')
    writeFileSync(path, content)
    utimesSync(path, 1_000_000_000, 1_000_000_000)
    const before = statSync(path, { bigint: true })
    const source = opened(path)
    const read = createHash('sha256').update(source.read(0, source.size)).digest('hex')
    expect(source.close()).toEqual([])
    const after = statSync(path, { bigint: true })
    expect(read).toBe(createHash('sha256').update(content).digest('hex'))
    expect([after.size, after.mtimeNs, after.ctimeNs]).toEqual([before.size, before.mtimeNs, before.ctimeNs])
    if (process.platform === 'linux') expect(after.atimeNs).toBe(before.atimeNs)
  })

  it.runIf(process.platform === 'linux')('opens for reading only, by flag', () => {
    const source = opened(file)
    const flags = readdirSync('/proc/self/fd')
      .filter((fd) => targetOf(`/proc/self/fd/${fd}`) === realpathSync(file))
      .map((fd) =>
        Number.parseInt(/flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))![1]!, 8),
      )
    expect(flags.map((bits) => bits & (constants.O_WRONLY | constants.O_RDWR))).toEqual([0])
    source.close()
  })

  it('says so when the file grows, shrinks or is rewritten under it', () => {
    const path = join(folder, 'changing')
    for (const change of [
      () => appendFileSync(path, 'more'),
      () => truncateSync(path, 10),
      () => utimesSync(path, 5, 5),
    ]) {
      writeFileSync(path, content)
      const source = opened(path)
      expect(source.changeSinceOpened()).toBeNull()
      change()
      expect(source.changeSinceOpened()?.code).toBe('E_EVIDENCE_CHANGED')
      expect(source.close().map((issue) => issue.code)).toEqual(['E_EVIDENCE_CHANGED'])
      expect(source.close()).toEqual([])
    }
  })

  it('gives fewer bytes, and does not hang, where the file was cut while open', () => {
    const path = join(folder, 'cut')
    writeFileSync(path, content)
    const source = opened(path)
    truncateSync(path, 5)
    expect(source.read(0, 100)).toHaveLength(5)
    expect(source.read(50, 100)).toHaveLength(0)
    source.close()
  })

  // The kernel lists these with 4096 bytes and answers EINVAL when a loopback device's speed is asked for.
  const UNREADABLE = '/sys/class/net/lo/speed'
  it.runIf(existsSync(UNREADABLE))('ends, and says where and why, where the system does not read on', () => {
    const source = opened(realpathSync(UNREADABLE))
    expect(source.read(0, 100)).toHaveLength(0)
    expect(source.read(10, 100)).toHaveLength(0)
    expect(source.close().map(({ code, data }) => [code, data])).toEqual([
      ['E_FILE_READ_FAILED', { offset: 0, reason: 'EINVAL' }],
    ])
  })

  it('refuses links, folders and what is not there, by name', () => {
    symlinkSync(file, join(folder, 'link'))
    mkdirSync(join(folder, 'inner'))
    const codes = ['link', 'inner', 'absent'].map((name) => {
      const source = fileSource(join(folder, name))
      return source.ok ? 'opened' : [source.error.code, source.error.data?.reason]
    })
    expect(codes).toEqual([
      ['E_FILE_IS_LINK', 'ELOOP'],
      ['E_FILE_SPECIAL', undefined],
      ['E_FILE_UNREADABLE', 'ENOENT'],
    ])
  })
})
