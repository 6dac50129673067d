// The loops of the multi-index by WASM SIMD: the same rows as `plainKernel`, several times as fast. One small module, and
// for each block an instance with a memory of its own, which the block owns.

import { readFileSync } from 'node:fs'
import type { BlockLayout, IndexKernel, IndexKernelMaker } from '@manumit/matching'

const PAGE = 65_536

interface IndexExports {
  configure(...numbers: number[]): void
  sortSlots(): void
  probe(distance: number): number
  scan(from: number, to: number, distance: number): number
}

/** Loads the kernel. Its blocks are not safe to share between threads. */
export function makeIndexKernel(): IndexKernelMaker {
  const module = new WebAssembly.Module(readFileSync(new URL('./hash-index.wasm', import.meta.url)))
  return {
    id: 'wasm',
    costs: { probe: 50, scan: 2.5 },
    make: (layout) => kernelOver(layout, module),
  }
}

function kernelOver(layout: BlockLayout, module: WebAssembly.Module): IndexKernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / PAGE) })
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as IndexExports
  const { at } = layout
  wasm.configure(
    layout.capacity,
    layout.keyBits,
    layout.restBits,
    layout.room,
    at.flips,
    at.ranges,
    at.rows,
    at.settled,
    at.shortlist,
    at.distances,
    at.starts,
    at.ids,
  )
  return {
    memory: memory.buffer,
    sortSlots: () => wasm.sortSlots(),
    probe: (distance) => wasm.probe(distance),
    // A result beyond 2^31 would come back negative; a stretch is never that long.
    scan: (from, to, distance) => wasm.scan(from, to, distance),
  }
}
