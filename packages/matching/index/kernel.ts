// The port of the three hot loops of the multi-index. `plainKernel` is the reference in TypeScript; `shell/kernels` offers
// the same in WASM, which must give the same rows in any order.

import type { BlockLayout } from './block-layout.ts'

export interface IndexKernel {
  /** The block, `layout.bytes` long or longer, zero at first. Whoever owns the kernel writes rows and question into it. */
  readonly memory: ArrayBuffer
  /** Fills `starts` and `ids` for rows 0 … capacity − 1. */
  sortSlots(): void
  /**
   * Rows within `distance` of the query found through the slots, each once, written to `shortlist` and `distances`.
   *
   * @returns how many, or −1 where looking on would cost more than a scan (crowded keys, a full shortlist)
   */
  probe(distance: number): number
  /** Rows from … to − 1 within `distance`, written likewise. to − from ≤ `room`. Returns how many. */
  scan(from: number, to: number, distance: number): number
}

/** A kind of kernel, and what its steps cost beside each other, by which the index chooses between probing and scanning. */
export interface IndexKernelMaker {
  readonly id: string
  /** Nanoseconds, measured on one machine; only their ratio matters: looking up one key, and comparing one row of a scan. */
  readonly costs: { readonly probe: number; readonly scan: number }
  make(layout: BlockLayout): IndexKernel
}
