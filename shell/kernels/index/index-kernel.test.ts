import { type IndexKernelMaker, multiIndex, plainKernel } from '@manumit/matching'
import { hashIndexSuite, randomHashes } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { makeIndexKernel } from './index-kernel.ts'

const kernel = makeIndexKernel()
const eagerly = (maker: IndexKernelMaker): IndexKernelMaker => ({ ...maker, costs: { probe: 0, scan: 1 } })

hashIndexSuite('the multi-index by WASM', () => multiIndex({ kernel }))

hashIndexSuite('the multi-index by WASM that always probes', () =>
  multiIndex({ kernel: eagerly(kernel), slotsFrom: 1 }),
)

describe('the WASM loops of the index', () => {
  it('sort the slots as the TypeScript ones do, byte for byte', () => {
    const [plain, wasm] = [plainKernel, kernel].map((maker) => {
      const index = multiIndex({ kernel: maker, slotsFrom: 1 })
      for (const [entry, hash] of randomHashes(5000, 3).entries()) index.add(entry, hash)
      return index.block()
    })
    const { starts, bytes } = { starts: plain!.layout.at.starts, bytes: plain!.layout.bytes }
    const part = (memory: ArrayBuffer) => Buffer.from(memory, starts, bytes - starts)
    expect(part(wasm!.kernel.memory).equals(part(plain!.kernel.memory))).toBe(true)
  })

  it('give what the TypeScript ones give on a large index, at every distance', () => {
    const hashes = randomHashes(50_000, 4)
    const [plain, wasm] = [plainKernel, kernel].map((maker) => {
      const index = multiIndex({ kernel: eagerly(maker) })
      for (const [entry, hash] of hashes.entries()) index.add(entry % 40_000, hash)
      return index
    })
    for (let distance = 0; distance <= 64; distance++) {
      const query = hashes[distance * 700]!.slice()
      for (let bit = 0; bit < distance; bit++) query[(bit * 7) % 32]! ^= 1 << (bit >> 5)
      const found = wasm!.query(query, distance)
      expect(found).toEqual(plain!.query(query, distance))
      expect(found).toContainEqual({ entry: (distance * 700) % 40_000, distance })
    }
  })
})
