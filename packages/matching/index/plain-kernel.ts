// The loops of the multi-index in TypeScript: the reference for every faster build, and quick enough without one.

import { type BlockLayout, SLOT_BITS, SLOTS } from './block-layout.ts'
import type { IndexKernel, IndexKernelMaker } from './kernel.ts'
import { setBits } from './set-bits.ts'

/** A name of this module's own: tests run with imports made into property look-ups, too slow for the innermost loop. */
const ones = setBits

export const plainKernel: IndexKernelMaker = {
  id: 'typescript',
  costs: { probe: 60, scan: 9 },
  make: (layout) => kernelOver(layout, new ArrayBuffer(layout.bytes)),
}

function kernelOver(layout: BlockLayout, memory: ArrayBuffer): IndexKernel {
  const { at, capacity, keyBits, restBits, room } = layout
  const query = new Uint32Array(memory, at.query, 8)
  const radii = new Int32Array(memory, at.radii, SLOTS)
  const flipEnds = new Uint32Array(memory, at.flipEnds, 16)
  const flips = new Uint32Array(memory, at.flips, (at.ranges - at.flips) >> 2)
  const rows = new Uint32Array(memory, at.rows, capacity * 8)
  const settled = new Uint32Array(memory, at.settled, Math.ceil(capacity / 32))
  const shortlist = new Uint32Array(memory, at.shortlist, room)
  const distances = new Uint16Array(memory, at.distances, room)
  const keys = 2 ** keyBits
  const starts = new Uint32Array(memory, at.starts, layout.hasSlots ? SLOTS * (keys + 1) : 0)
  const ids = new Uint32Array(memory, at.ids, layout.hasSlots ? SLOTS * capacity : 0)
  const rowBits = 32 - restBits
  const rowMask = 2 ** rowBits - 1

  /** Counting sort of one slot: count each key, sum up to each key's end, then place rows from the last to the first. */
  function sortSlot(slot: number): void {
    const start = starts.subarray(slot * (keys + 1), (slot + 1) * (keys + 1)).fill(0)
    const list = ids.subarray(slot * capacity, (slot + 1) * capacity)
    for (let row = 0; row < capacity; row++) start[slotOf(rows, row, slot) >>> restBits]!++
    for (let key = 0, end = 0; key <= keys; key++) {
      end += start[key]!
      start[key] = end
    }
    for (let row = capacity - 1; row >= 0; row--) {
      const bits = slotOf(rows, row, slot)
      const place = start[bits >>> restBits]! - 1
      start[bits >>> restBits] = place
      list[place] = (row | ((bits & (2 ** restBits - 1)) << rowBits)) >>> 0
    }
  }

  function probe(distance: number): number {
    let listed = 0
    let looked = 0
    for (let slot = 0; slot < SLOTS; slot++) {
      const radius = radii[slot]!
      const asked = slotOf(query, 0, slot)
      const key = asked >>> restBits
      const rest = asked & (2 ** restBits - 1)
      const start = slot * (keys + 1)
      const list = slot * capacity
      for (let weight = 0, flip = 0; weight <= radius; weight++) {
        for (; flip < flipEnds[weight]!; flip++) {
          const from = starts[start + (key ^ flips[flip]!)]!
          const to = starts[start + (key ^ flips[flip]!) + 1]!
          looked += to - from
          if (looked > capacity >>> 1) return release(listed)
          for (let i = from; i < to; i++) {
            const id = ids[list + i]!
            // The key differs by `weight`; the rest may differ by what the radius leaves.
            if (ones((id >>> rowBits) ^ rest) > radius - weight) continue
            const row = id & rowMask
            const mark = 1 << (row & 31)
            if (settled[row >>> 5]! & mark) continue
            if (listed === room) return release(listed)
            settled[row >>> 5]! |= mark
            shortlist[listed++] = row
          }
        }
      }
    }
    release(listed)
    let found = 0
    for (let i = 0; i < listed; i++) found = keep(shortlist[i]!, distance, found)
    return found
  }

  /** Takes this query's marks off; those of removed rows were never listed, and stay. */
  function release(listed: number): -1 {
    for (let i = 0; i < listed; i++) settled[shortlist[i]! >>> 5]! &= ~(1 << (shortlist[i]! & 31))
    return -1
  }

  function scan(from: number, to: number, distance: number): number {
    let found = 0
    for (let row = from; row < to; row++) {
      const before = found
      found = keep(row, distance, found)
      if (found > before && settled[row >>> 5]! & (1 << (row & 31))) found = before
    }
    return found
  }

  /** Writes a row within `distance` at place `found` of the shortlist; gives how many there are now. */
  function keep(row: number, distance: number, found: number): number {
    const at = row * 8
    // Most rows are out after 96 of the 256 bits.
    let near = ones(rows[at]! ^ query[0]!) + ones(rows[at + 1]! ^ query[1]!) + ones(rows[at + 2]! ^ query[2]!)
    if (near > distance) return found
    for (let word = 3; word < 8; word++) near += ones(rows[at + word]! ^ query[word]!)
    if (near > distance) return found
    shortlist[found] = row
    distances[found] = near
    return found + 1
  }

  return {
    memory,
    sortSlots() {
      for (let slot = 0; slot < SLOTS; slot++) sortSlot(slot)
    },
    probe,
    scan,
  }
}

/** The 23 bits of a slot, key above rest. */
function slotOf(words: Uint32Array, row: number, slot: number): number {
  const bit = slot * SLOT_BITS
  const at = row * 8 + (bit >>> 5)
  const shift = bit & 31
  const low = words[at]! >>> shift
  // A shift by 32 would be one by 0, hence in two steps.
  const bits = shift + SLOT_BITS > 32 ? low | ((words[at + 1]! << 1) << (31 - shift)) : low
  return bits & (2 ** SLOT_BITS - 1)
}
