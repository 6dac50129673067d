// The loops of the multi-index over one block of memory, in AssemblyScript with SIMD. What a block is stands in
// packages/matching/index/block-layout.ts, what each loop answers in plain-kernel.ts beside it, which is the reference.
// The memory is imported and laid out by the caller; nothing is allocated here.

// As in block-layout.ts.
const SLOTS: u32 = 11
const SLOT_BITS: u32 = 23
const ROW: usize = 32
const QUERY: usize = 0
const RADII: usize = 64
const FLIP_ENDS: usize = 128
/** A word of the question block that `probe` writes and nobody reads: it keeps the early touches from being left out. */
const SINK: usize = 248

let capacity: u32 = 0
let keyBits: u32 = 0
let restBits: u32 = 0
let room: u32 = 0
let flips: usize = 0
let ranges: usize = 0
let rows: usize = 0
let settled: usize = 0
let shortlist: usize = 0
let distances: usize = 0
let starts: usize = 0
let ids: usize = 0

/** Where the parts of the block are, in bytes; once, before anything else. */
export function configure(
  capacityIs: u32,
  keyBitsAre: u32,
  restBitsAre: u32,
  roomIs: u32,
  flipsAt: u32,
  rangesAt: u32,
  rowsAt: u32,
  settledAt: u32,
  shortlistAt: u32,
  distancesAt: u32,
  startsAt: u32,
  idsAt: u32,
): void {
  capacity = capacityIs
  keyBits = keyBitsAre
  restBits = restBitsAre
  room = roomIs
  flips = flipsAt
  ranges = rangesAt
  rows = rowsAt
  settled = settledAt
  shortlist = shortlistAt
  distances = distancesAt
  starts = startsAt
  ids = idsAt
}

/** The 23 bits of a slot, key above rest. A slot lies within eight bytes from its first. */
// @ts-ignore: decorator
@inline
function slotOf(row: usize, slot: u32): u32 {
  const bit = slot * SLOT_BITS
  return <u32>(load<u64>(row + (bit >> 3)) >> (<u64>bit & 7)) & ((1 << SLOT_BITS) - 1)
}

/** Counting sort of each slot, stable: rows keep their order under a key. */
export function sortSlots(): void {
  const keys: u32 = 1 << keyBits
  const restMask: u32 = (1 << restBits) - 1
  const rowBits: u32 = 32 - restBits
  for (let slot: u32 = 0; slot < SLOTS; slot++) {
    const start = starts + <usize>slot * (keys + 1) * 4
    const list = ids + <usize>slot * capacity * 4
    memory.fill(start, 0, (<usize>keys + 1) * 4)
    for (let row: u32 = 0; row < capacity; row++) {
      const place = start + (<usize>(slotOf(rows + <usize>row * ROW, slot) >> restBits) << 2)
      store<u32>(place, load<u32>(place) + 1)
    }
    let end: u32 = 0
    for (let key: u32 = 0; key <= keys; key++) {
      const place = start + (<usize>key << 2)
      end += load<u32>(place)
      store<u32>(place, end)
    }
    for (let row: u32 = capacity; row > 0; ) {
      row--
      const bits = slotOf(rows + <usize>row * ROW, slot)
      const place = start + (<usize>(bits >> restBits) << 2)
      const at = load<u32>(place) - 1
      store<u32>(place, at)
      store<u32>(list + (<usize>at << 2), row | ((bits & restMask) << rowBits))
    }
  }
}

/**
 * As `probe` of the reference, in passes that wait for memory as seldom as they can: (1) the ranges of all keys of one
 * weight, touching the ids of each so that they are on their way; (2) ids whose rest is near, four at a time; (3) those
 * not listed before, touching their rows; (4) distances.
 */
export function probe(distance: u32): i32 {
  const keys: u32 = 1 << keyBits
  const restMask: u32 = (1 << restBits) - 1
  const rowBits: u32 = 32 - restBits
  const rowMask: u32 = <u32>((<u64>1 << <u64>rowBits) - 1)
  const most = capacity >> 1
  const lanes = i32x4(0, 1, 2, 3)
  let touched: u32 = 0
  let looked: u32 = 0
  let listed: u32 = 0
  for (let slot: u32 = 0; slot < SLOTS; slot++) {
    const radius = load<i32>(RADII + (<usize>slot << 2))
    const asked = slotOf(QUERY, slot)
    const key = asked >> restBits
    const rest = i32x4.splat(asked & restMask)
    const start = starts + <usize>slot * (keys + 1) * 4
    const list = ids + <usize>slot * capacity * 4
    let flip: u32 = 0
    for (let weight: i32 = 0; weight <= radius; weight++) {
      const left = i32x4.splat(radius - weight)
      const last = load<u32>(FLIP_ENDS + (<usize>weight << 2))
      let end = ranges
      for (; flip < last; flip++) {
        const range = load<u64>(start + (<usize>(key ^ load<u32>(flips + (<usize>flip << 2))) << 2))
        const from = <u32>range
        const to = <u32>(range >> 32)
        store<u64>(end, range)
        end += <usize>(to > from) << 3
        looked += to - from
        touched += load<u32>(list + (<usize>from << 2))
      }
      if (looked > most) return -1
      for (let at = ranges; at < end; at += 8) {
        const to = load<u32>(at, 4)
        for (let from = load<u32>(at); from < to; from += 4) {
          const four = v128.load(list + (<usize>from << 2))
          const apart = i8x16.popcnt(v128.xor(i32x4.shr_u(four, rowBits), rest))
          const within = i32x4.gt_s(i32x4.splat(to - from), lanes)
          let near = i32x4.bitmask(v128.and(i32x4.le_s(apart, left), within))
          while (near != 0) {
            if (listed == room) return -1
            store<u32>(shortlist + (<usize>listed << 2), load<u32>(list + (<usize>(from + ctz(near)) << 2)) & rowMask)
            near &= near - 1
            listed++
          }
        }
      }
    }
  }
  let kept: u32 = 0
  for (let i: u32 = 0; i < listed; i++) {
    const row = load<u32>(shortlist + (<usize>i << 2))
    const word = settled + (<usize>(row >> 5) << 2)
    const marks = load<u32>(word)
    const mark: u32 = 1 << (row & 31)
    store<u32>(word, marks | mark)
    store<u32>(shortlist + (<usize>kept << 2), row)
    kept += <u32>((marks & mark) == 0)
    touched += load<u32>(rows + <usize>row * ROW)
  }
  store<u32>(SINK, touched)
  // Takes this query's marks off again; those of removed rows were never kept, and stay.
  for (let i: u32 = 0; i < kept; i++) {
    const row = load<u32>(shortlist + (<usize>i << 2))
    const word = settled + (<usize>(row >> 5) << 2)
    store<u32>(word, load<u32>(word) & ~(1 << (row & 31)))
  }
  const q0 = load<u64>(QUERY)
  const q1 = load<u64>(QUERY, 8)
  const q2 = load<u64>(QUERY, 16)
  const q3 = load<u64>(QUERY, 24)
  let found: u32 = 0
  for (let i: u32 = 0; i < kept; i++) {
    const row = load<u32>(shortlist + (<usize>i << 2))
    const at = rows + <usize>row * ROW
    const near =
      popcnt(load<u64>(at) ^ q0) +
      popcnt(load<u64>(at, 8) ^ q1) +
      popcnt(load<u64>(at, 16) ^ q2) +
      popcnt(load<u64>(at, 24) ^ q3)
    if (near > <u64>distance) continue
    store<u32>(shortlist + (<usize>found << 2), row)
    store<u16>(distances + (<usize>found << 1), <u16>near)
    found++
  }
  return found
}

/** Rows from … to − 1 within `distance`, removed ones left out. to − from ≤ room. */
export function scan(from: u32, to: u32, distance: u32): u32 {
  const q0 = load<u64>(QUERY)
  const q1 = load<u64>(QUERY, 8)
  const q2 = load<u64>(QUERY, 16)
  const q3 = load<u64>(QUERY, 24)
  let found: u32 = 0
  for (let row = from; row < to; row++) {
    const at = rows + <usize>row * ROW
    // After 192 bits: at 128, half of all rows would be out at a distance of 63, and no processor guesses that.
    let near = popcnt(load<u64>(at) ^ q0) + popcnt(load<u64>(at, 8) ^ q1) + popcnt(load<u64>(at, 16) ^ q2)
    if (near > <u64>distance) continue
    near += popcnt(load<u64>(at, 24) ^ q3)
    if (near > <u64>distance) continue
    if (load<u32>(settled + (<usize>(row >> 5) << 2)) & (1 << (row & 31))) continue
    store<u32>(shortlist + (<usize>found << 2), row)
    store<u16>(distances + (<usize>found << 1), <u16>near)
    found++
  }
  return found
}
