// The multi-index: exact for every distance, and quick where a scan is slow. A large sorted block with slots, and a tail of
// what was added since, which is scanned. Neither adding nor removing rebuilds anything; the next question after a large
// change merges both blocks, or `settle` does at a time of the caller's choosing.
//
// Costs for n hashes, t of them in the tail: add O(1); remove O(log n + t); query as block-layout.ts says, plus a scan of
// t ≤ max(16,384, n / 16); merge O(n), about 0.2 s a million by WASM. 104 bytes a hash, 42 below 49,152 hashes.
// Crowded keys (a bank of near copies) are met by giving the probing up for a scan, so no query costs more than both.

import { checkRow, type HashIndex, type IndexMatch } from '../index-port.ts'
import { type Block, isRemoved, makeBlock, markRemoved, search } from './block.ts'
import { HASH_BYTES, MAX_ROWS, ROWS_WORTH_SLOTS } from './block-layout.ts'
import type { IndexKernelMaker } from './kernel.ts'
import { append, mergeBlocks } from './merge.ts'
import { plainKernel } from './plain-kernel.ts'

const LEAST_TAIL = 16_384
const TAIL_SHARE = 1 / 16
const REMOVED_SHARE = 1 / 4

export interface MultiIndex extends HashIndex {
  /** Bytes of all blocks: rows, entry numbers, slots and working room. */
  readonly memoryBytes: number
  /** Merges what was added and drops what was removed; nothing to do gives nothing to pay. */
  settle(): void
  /** Settles, and gives the one block that then holds everything, in order of entry, then hash. To be read only. */
  block(): Block
}

export interface MultiIndexOptions {
  /** The loops; those in TypeScript unless `shell/kernels` hands in its own. */
  readonly kernel?: IndexKernelMaker
  /** How many hashes are about to be added; spares the tail its growing. */
  readonly expected?: number
  /** Merged blocks of at least so many hashes get slots. Lower only in tests. */
  readonly slotsFrom?: number
  /** A settled block to start from, as `loadSnapshot` reads it. */
  readonly block?: Block
}

/** An index, empty unless started from a block. Holds at most 2^25 hashes; a larger bank wants several. */
export function multiIndex({
  kernel = plainKernel,
  expected = 1024,
  slotsFrom = ROWS_WORTH_SLOTS,
  block,
}: MultiIndexOptions = {}): MultiIndex {
  let base: Block | null = block?.layout.hasSlots ? block : null
  let tail = block && !base ? block : makeBlock(kernel, Math.max(1, expected), false)
  let removed = 0
  let isSettled = true

  function settle(): void {
    if (isSettled) return
    const merged = mergeBlocks({ kernel, slotsFrom, sorted: base, added: tail })
    base = merged.layout.hasSlots ? merged : null
    tail = base ? makeBlock(kernel, 1024, false) : merged
    removed = 0
    isSettled = true
  }

  function settleIfDue(): void {
    const most = base ? Math.max(LEAST_TAIL, base.count * TAIL_SHARE) : slotsFrom - 1
    if (tail.count > most || (base && removed > base.count * REMOVED_SHARE)) settle()
  }

  return {
    get size() {
      return (base?.count ?? 0) - removed + tail.count
    },
    get memoryBytes() {
      return (base?.kernel.memory.byteLength ?? 0) + tail.kernel.memory.byteLength
    },
    add(entry, hash) {
      checkRow(entry, hash)
      if ((base?.count ?? 0) + tail.count >= MAX_ROWS)
        throw new RangeError(`An index holds ${MAX_ROWS} hashes`)
      if (tail.count === tail.layout.capacity) tail = grown(kernel, tail)
      tail.rows.set(hash, tail.count * HASH_BYTES)
      tail.entries[tail.count] = entry
      tail.count++
      isSettled = false
    },
    remove(entry) {
      settleIfDue()
      const fromBase = base ? removeSorted(base, entry) : 0
      const fromTail = removeAppended(tail, entry)
      removed += fromBase
      if (fromBase + fromTail > 0) isSettled = false
      return fromBase + fromTail > 0
    },
    query(hash, distance) {
      checkRow(0, hash)
      settleIfDue()
      const matches: IndexMatch[] = []
      // No two hashes are further apart than 256; below 0, and for NaN, nothing is.
      const whole = Math.min(256, Math.floor(distance))
      if (!(whole >= 0)) return matches
      if (base) search(base, hash, whole, matches)
      search(tail, hash, whole, matches)
      return matches.sort((a, b) => a.distance - b.distance || a.entry - b.entry)
    },
    settle,
    block() {
      settle()
      return base ?? tail
    },
  }
}

/** The same rows in a block of twice the room. */
function grown(kernel: IndexKernelMaker, block: Block): Block {
  const larger = makeBlock(kernel, Math.max(1024, block.layout.capacity * 2), false)
  larger.rows.set(block.rows.subarray(0, block.count * HASH_BYTES))
  larger.entries.set(block.entries.subarray(0, block.count))
  larger.count = block.count
  return larger
}

/** Marks the rows of an entry in a block sorted by entry; how many were not marked before. */
function removeSorted(block: Block, entry: number): number {
  let low = 0
  for (let high = block.count; low < high; ) {
    const middle = (low + high) >>> 1
    if (block.entries[middle]! < entry) low = middle + 1
    else high = middle
  }
  let count = 0
  for (let row = low; row < block.count && block.entries[row] === entry; row++) {
    if (isRemoved(block, row)) continue
    markRemoved(block, row)
    count++
  }
  return count
}

/** Takes the rows of an entry out of a tail, the last row filling each gap; how many there were. */
function removeAppended(block: Block, entry: number): number {
  const before = block.count
  for (let row = block.count - 1; row >= 0; row--) {
    if (block.entries[row] !== entry) continue
    const last = block.count - 1
    block.count = row
    if (row < last) append(block, block, last)
    block.count = last
  }
  return before - block.count
}
