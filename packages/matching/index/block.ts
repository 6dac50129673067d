// A block: rows with their entry numbers in a kernel's memory, and how they are asked. With slots it is full from the
// start and only loses rows (a bit each); without, rows are appended and scanned.

import type { HashBytes, IndexMatch } from '../index-port.ts'
import { type BlockLayout, HASH_BYTES, layoutBlock, MAX_RADIUS, SLOTS } from './block-layout.ts'
import type { IndexKernel, IndexKernelMaker } from './kernel.ts'
import { flipsWithin, radiiOf } from './radii.ts'

export interface Block {
  readonly layout: BlockLayout
  readonly kernel: IndexKernel
  readonly costs: IndexKernelMaker['costs']
  /** 32 bytes for each row. */
  readonly rows: Uint8Array
  readonly entries: Uint32Array
  /** One bit for each row that was removed. */
  readonly settled: Uint32Array
  /** How many keys have at most 0, 1, … bits flipped. */
  readonly flipEnds: readonly number[]
  /** Rows in use, removed ones included. */
  count: number
}

/** An empty block for `capacity` rows. One with slots wants its rows written and `sortSlots` called before it is asked. */
export function makeBlock(maker: IndexKernelMaker, capacity: number, hasSlots: boolean): Block {
  const layout = layoutBlock(capacity, hasSlots)
  const kernel = maker.make(layout)
  const { at } = layout
  const { flips, ends } = hasSlots
    ? flipsWithin(layout.keyBits, MAX_RADIUS)
    : { flips: new Uint32Array(), ends: [] }
  new Uint32Array(kernel.memory, at.flips, flips.length).set(flips)
  new Uint32Array(kernel.memory, at.flipEnds, ends.length).set(ends)
  return {
    layout,
    kernel,
    costs: maker.costs,
    rows: new Uint8Array(kernel.memory, at.rows, capacity * HASH_BYTES),
    entries: new Uint32Array(kernel.memory, at.entries, capacity),
    settled: new Uint32Array(kernel.memory, at.settled, Math.ceil(capacity / 32)),
    flipEnds: ends,
    count: 0,
  }
}

/** The hash of a row: a view, not a copy. */
export const rowOf = (block: Block, row: number): HashBytes =>
  block.rows.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES)

export const isRemoved = (block: Block, row: number): boolean =>
  (block.settled[row >>> 5]! & (1 << (row & 31))) !== 0

export function markRemoved(block: Block, row: number): void {
  block.settled[row >>> 5]! |= 1 << (row & 31)
}

/** Appends to `into` each row within `distance`, in no order: through the slots where that is cheaper, else by a scan. */
export function search(block: Block, hash: HashBytes, distance: number, into: IndexMatch[]): void {
  const { kernel, layout } = block
  if (block.count === 0) return
  new Uint8Array(kernel.memory, layout.at.query, HASH_BYTES).set(hash)
  const found = isWorthProbing(block, distance) ? kernel.probe(distance) : -1
  if (found >= 0) take(block, found, into)
  else
    for (let from = 0; from < block.count; from += layout.room)
      take(block, kernel.scan(from, Math.min(block.count, from + layout.room), distance), into)
}

/** Writes each slot's radius; whether looking up their keys costs less than a scan. */
function isWorthProbing({ layout, kernel, costs, count, flipEnds }: Block, distance: number): boolean {
  if (!layout.hasSlots) return false
  const radii = radiiOf(distance, SLOTS)
  if (radii[0]! > MAX_RADIUS) return false
  const probes = radii.reduce((sum, radius) => sum + (flipEnds[radius] ?? 0), 0)
  new Int32Array(kernel.memory, layout.at.radii, SLOTS).set(radii)
  return probes * costs.probe < count * costs.scan
}

function take({ layout, kernel, entries }: Block, found: number, into: IndexMatch[]): void {
  const shortlist = new Uint32Array(kernel.memory, layout.at.shortlist, found)
  const distances = new Uint16Array(kernel.memory, layout.at.distances, found)
  for (let i = 0; i < found; i++) into.push({ entry: entries[shortlist[i]!]!, distance: distances[i]! })
}
