// Merging: what is left of two blocks becomes one, its rows in order of entry, then hash. That order lets an entry be
// found by halving, and makes the content of an index one sequence of bytes whatever the order it was added in.

import { type Block, isRemoved, makeBlock, rowOf } from './block.ts'
import type { IndexKernelMaker } from './kernel.ts'

export interface Merging {
  readonly kernel: IndexKernelMaker
  /** A block of at least so many rows gets slots. */
  readonly slotsFrom: number
  /** In order already. */
  readonly sorted: Block | null
  /** In any order; none of it removed. */
  readonly added: Block
}

/** One block with all rows of both that are not removed, in order, its slots sorted where it has them. */
export function mergeBlocks({ kernel, slotsFrom, sorted, added }: Merging): Block {
  const order = orderOf(added)
  const left = sorted === null ? new Uint32Array() : rowsLeft(sorted)
  const count = left.length + order.length
  const merged = makeBlock(kernel, count, count >= slotsFrom)
  for (let i = 0, j = 0; i < left.length || j < order.length; ) {
    const isAdded =
      i === left.length || (j < order.length && compareRows(added, order[j]!, sorted!, left[i]!) < 0)
    if (isAdded) append(merged, added, order[j++]!)
    else append(merged, sorted!, left[i++]!)
  }
  if (merged.layout.hasSlots) merged.kernel.sortSlots()
  return merged
}

/** Copies a row to the end of a block that has room for it. */
export function append(block: Block, from: Block, row: number): void {
  block.rows.set(rowOf(from, row), block.count * 32)
  block.entries[block.count] = from.entries[row]!
  block.count++
}

function rowsLeft(block: Block): Uint32Array {
  const left = new Uint32Array(block.count)
  let count = 0
  for (let row = 0; row < block.count; row++) if (!isRemoved(block, row)) left[count++] = row
  return left.subarray(0, count)
}

/** The rows of a block by entry, then hash. Most banks come in order, and sorting a million for nothing is slow. */
function orderOf(block: Block): Uint32Array {
  const order = Uint32Array.from({ length: block.count }, (_, row) => row)
  let isSorted = true
  for (let row = 1; row < block.count && isSorted; row++)
    isSorted = compareRows(block, row - 1, block, row) <= 0
  return isSorted ? order : order.sort((a, b) => compareRows(block, a, block, b) || a - b)
}

function compareRows(a: Block, i: number, b: Block, j: number): number {
  const byEntry = a.entries[i]! - b.entries[j]!
  if (byEntry !== 0) return byEntry
  for (let byte = 0; byte < 32; byte++) {
    const byHash = a.rows[i * 32 + byte]! - b.rows[j * 32 + byte]!
    if (byHash !== 0) return byHash
  }
  return 0
}
