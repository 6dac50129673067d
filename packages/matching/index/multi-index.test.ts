import {
  type HashIndex,
  type IndexKernelMaker,
  linearIndex,
  multiIndex,
  plainKernel,
} from '@manumit/matching'
import { hashIndexSuite, randomHashes } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { layoutBlock } from './block-layout.ts'

/** A kernel that calls probing free, so that every distance goes through the slots that can. */
const eager: IndexKernelMaker = { ...plainKernel, costs: { probe: 0, scan: 1 } }

hashIndexSuite('the multi-index', multiIndex)

// Over blocks that have slots however small.
hashIndexSuite('the multi-index that always probes', () => multiIndex({ kernel: eager, slotsFrom: 1 }))

describe('the multi-index', () => {
  it('answers from its slots up to distance 54, and by a scan beyond', () => {
    const calls: string[] = []
    const counting: IndexKernelMaker = {
      ...eager,
      make: (layout) => {
        const kernel = eager.make(layout)
        return {
          ...kernel,
          probe: (distance) => {
            const found = kernel.probe(distance)
            calls.push(found < 0 ? 'gave up' : 'probed')
            return found
          },
        }
      },
    }
    const index = filled(multiIndex({ kernel: counting, slotsFrom: 1 }), randomHashes(3000, 1))
    for (let distance = 0; distance <= 54; distance++)
      expect(index.query(randomHashes(1, 1)[0]!, distance)).toEqual([{ entry: 0, distance: 0 }])
    expect(calls.filter((call) => call === 'probed').length).toBeGreaterThan(45)
    calls.length = 0
    index.query(randomHashes(1, 1)[0]!, 55)
    expect(calls).toEqual([])
  })

  it('gives probing up where keys are crowded, and leaves no mark of it', () => {
    const same = randomHashes(1, 5)[0]!
    const index = filled(multiIndex({ kernel: eager, slotsFrom: 1 }), [
      ...Array(2000).fill(same),
      ...randomHashes(10, 6),
    ])
    for (let round = 0; round < 2; round++) expect(index.query(same, 31)).toHaveLength(2000)
    expect(index.query(randomHashes(10, 6)[4]!, 31)).toEqual([{ entry: 2004, distance: 0 }])
  })

  it('answers as the linear scan does at full size, with a tail and with removals', () => {
    const hashes = randomHashes(60_000, 7)
    const index = filled(multiIndex(), hashes)
    const oracle = filled(linearIndex(), hashes)
    const both = [index, oracle]
    const agree = (): void => {
      for (const [i, query] of near(hashes).entries())
        expect(index.query(query, [0, 31, 45, 63][i % 4]!)).toEqual(
          oracle.query(query, [0, 31, 45, 63][i % 4]!),
        )
      expect(index.size).toBe(oracle.size)
    }
    agree()
    for (const each of both) for (const entry of [0, 59_999, 31_007]) expect(each.remove(entry)).toBe(true)
    for (const each of both) for (const [i, hash] of randomHashes(500, 8).entries()) each.add(i, hash)
    agree()
    index.settle()
    agree()
  })

  it('merges when the tail has grown and when much was removed, and shrinks', () => {
    const index = multiIndex({ kernel: eager, slotsFrom: 64 })
    for (const [i, hash] of randomHashes(200, 9).entries()) index.add(i, hash)
    index.settle()
    const full = index.memoryBytes
    for (let i = 0; i < 150; i++) index.remove(i)
    expect(index.query(randomHashes(200, 9)[180]!, 0)).toEqual([{ entry: 180, distance: 0 }])
    expect(index.size).toBe(50)
    expect(index.memoryBytes).toBeLessThan(full)
  })

  it('holds the same block in whatever order its hashes came', () => {
    const hashes = randomHashes(300, 10)
    const forwards = multiIndex({ slotsFrom: 1 })
    const backwards = multiIndex({ slotsFrom: 1 })
    for (let i = 0; i < 300; i++) forwards.add(i % 100, hashes[i]!)
    for (let i = 299; i >= 0; i--) backwards.add(i % 100, hashes[i]!)
    expect(new Uint8Array(backwards.block().kernel.memory)).toEqual(
      new Uint8Array(forwards.block().kernel.memory),
    )
  })

  it('takes 104 bytes for each of a million hashes and less than half of it for each of a few', () => {
    expect(layoutBlock(1_000_000, true).bytes / 1_000_000).toBeLessThan(104.5)
    expect(layoutBlock(40_000, false).bytes / 40_000).toBeLessThan(49)
  })
})

function filled<I extends HashIndex>(index: I, hashes: readonly Uint8Array[]): I {
  for (const [entry, hash] of hashes.entries()) index.add(entry, hash)
  return index
}

/** Forty of the hashes, each with up to 40 bits flipped, and four strangers. */
function near(hashes: readonly Uint8Array[]): Uint8Array[] {
  const flipped = Array.from({ length: 40 }, (_, i) => {
    const hash = hashes[(i * 1499) % hashes.length]!.slice()
    for (let bit = 0; bit < i; bit++) hash[(bit * 5) % 32]! ^= 1 << (bit % 8)
    return hash
  })
  return [...flipped, ...randomHashes(4, 99)]
}
