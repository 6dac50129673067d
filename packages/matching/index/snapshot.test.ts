import { createHash } from 'node:crypto'
import { type Sha256, sourceOfBytes } from '@manumit/base'
import {
  contentPieces,
  loadSnapshot,
  type MultiIndex,
  multiIndex,
  plainKernel,
  snapshotOf,
} from '@manumit/matching'
import { randomHashes, suiteRuns } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('the snapshot of an index', () => {
  for (const [size, slotsFrom] of [
    [0, 1000],
    [1, 1000],
    [700, 1000],
    [700, 1],
  ] as const)
    it(`gives the same index back (${size} hashes, ${size >= slotsFrom ? 'with' : 'without'} slots)`, () => {
      const index = indexOf(size, slotsFrom)
      const loaded = loadSnapshot({ source: sourceOfBytes(fileOf(index)), content: contentOf(size) })
      expect(loaded.ok).toBe(true)
      if (!loaded.ok) return
      expect(loaded.value.size).toBe(size)
      for (const query of randomHashes(size, 1).slice(0, 30))
        expect(loaded.value.query(query, 31)).toEqual(index.query(query, 31))
      expect(fileOf(loaded.value)).toEqual(fileOf(index))
      loaded.value.add(9999, randomHashes(1, 2)[0]!)
      expect(loaded.value.query(randomHashes(1, 2)[0]!, 0)).toEqual([{ entry: 9999, distance: 0 }])
      expect(loaded.value.remove(0)).toBe(size > 0)
    })

  it('is read by any kernel, since the block is the same', () => {
    const source = sourceOfBytes(fileOf(indexOf(200, 1)))
    const loaded = loadSnapshot({
      source,
      content: contentOf(200),
      kernel: { ...plainKernel, id: 'another' },
    })
    expect(loaded.ok && loaded.value.query(randomHashes(200, 1)[77]!, 31)).toEqual([
      { entry: 77, distance: 0 },
    ])
  })

  it('is read from a source that gives buffers and uses them again', () => {
    const file = fileOf(indexOf(100, 1))
    const buffer = Buffer.alloc(1 << 21)
    const source = {
      size: file.length,
      read: (offset: number, length: number) => {
        const piece = file.subarray(offset, offset + length)
        buffer.fill(0xff).set(piece, 3)
        return buffer.subarray(3, 3 + piece.length)
      },
    }
    const loaded = loadSnapshot({ source, content: contentOf(100) })
    expect(loaded.ok && loaded.value.query(randomHashes(100, 1)[5]!, 0)).toEqual([{ entry: 5, distance: 0 }])
  })

  it('is refused where the bank holds something else by now', () => {
    const source = sourceOfBytes(fileOf(indexOf(20, 1000)))
    expect(codeOf(loadSnapshot({ source, content: contentOf(21) }))).toBe('E_SNAPSHOT_STALE')
  })

  it('is refused where it is another file, or one of a later version', () => {
    const content = contentOf(20)
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('SQLite format 3, or whatever else')])
      expect(codeOf(loadSnapshot({ source: sourceOfBytes(bytes), content }))).toBe('E_SNAPSHOT_FOREIGN')
    const later = fileOf(indexOf(20, 1000))
    later[8] = 2
    expect(codeOf(loadSnapshot({ source: sourceOfBytes(later), content }))).toBe('E_SNAPSHOT_NEWER')
  })

  it('is refused wherever it is cut, and with whatever bit altered', () => {
    const content = contentOf(300)
    for (const file of [fileOf(indexOf(300, 1000)), fileOf(indexOf(300, 1))])
      fc.assert(
        fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => {
          const cut = loadSnapshot({ source: sourceOfBytes(file.subarray(0, at)), content })
          expect(codeOf(cut)).toBe(at < 8 ? 'E_SNAPSHOT_FOREIGN' : 'E_SNAPSHOT_TORN')
          const altered = file.slice()
          altered[at]! ^= 1 << bit
          expect(codeOf(loadSnapshot({ source: sourceOfBytes(altered), content }))).toMatch(/^E_SNAPSHOT_/)
        }),
        { numRuns: suiteRuns(30) },
      )
  })

  it('makes no room for a count that the file is too short for', () => {
    const file = fileOf(indexOf(3, 1000))
    new DataView(file.buffer).setUint32(12, 30_000_000, true)
    // Even with a header that agrees with itself the file is too short: here it does not.
    expect(codeOf(loadSnapshot({ source: sourceOfBytes(file), content: contentOf(3) }))).toBe(
      'E_SNAPSHOT_TORN',
    )
  })

  it('has the content of its bank, in whatever pieces and order that came', () => {
    const forwards = indexOf(2500, 1)
    const backwards = multiIndex()
    const hashes = randomHashes(2500, 1)
    for (let i = 2499; i >= 0; i--) backwards.add(i, hashes[i]!)
    const contents = [forwards, backwards].map((index) => snapshotOf(index, digestOf)[0]!.slice(32, 64))
    expect(contents[0]).toEqual(contents[1])
    expect(Buffer.from(contents[0]!).toString('hex')).toBe(contentOf(2500))
  })
})

function indexOf(size: number, slotsFrom: number): MultiIndex {
  const index = multiIndex({ slotsFrom })
  for (const [entry, hash] of randomHashes(size, 1).entries()) index.add(entry, hash)
  return index
}

const fileOf = (index: MultiIndex): Uint8Array => new Uint8Array(Buffer.concat(snapshotOf(index, digestOf)))

const contentOf = (size: number): Sha256 =>
  digestOf(contentPieces(randomHashes(size, 1).map((hash, entry) => ({ entry, hash }))))

function digestOf(pieces: Iterable<Uint8Array>): Sha256 {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex') as Sha256
}

const codeOf = (loaded: ReturnType<typeof loadSnapshot>): string | null =>
  loaded.ok ? null : loaded.error.code
