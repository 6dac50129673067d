// One block of memory holds an index: rows, and for a large one the slots that find them. The layout is the same for the
// TypeScript loops, the WASM ones and the snapshot file; all numbers in it are little-endian.
//
// A row's bits are numbered from the lowest bit of its first byte. Slot i is the 23 bits from bit 23·i on; its lowest
// `restBits` are the rest, those above the key. 11 slots leave three bits out, which only the full distance looks at.
// ids[slot] lists the rows in order of key; starts[slot][key] says where a key's rows begin. An id keeps the row's number
// in its low bits and the rest in its high `restBits`, so that most rows of a key are told apart without touching them.
// Why 11 × 23 and a key of about log2(n) − 1 bits: at a million uniform hashes and distance 31 it makes 1,930 probes of
// 1.9 ids and about 330 rows to compare, in 104 bytes a hash. 16 × 16 bits (272 probes, 4,150 rows) took twice as long.

/** Bits of a hash and of a slot, and how many slots there are. */
export const HASH_BYTES = 32
export const SLOTS = 11
export const SLOT_BITS = 23

/** Slots are searched up to this radius; a distance that needs more is scanned. */
export const MAX_RADIUS = 4

/** Indices of fewer rows have no slots: scanning them is as quick. */
export const ROWS_WORTH_SLOTS = 49_152

/** Most rows of one block: beyond it the id lists would pass the 4 GiB a WASM memory can have. */
export const MAX_ROWS = 1 << 25

/** A block's parts, as byte offsets. The first 256 bytes are the question: what is asked, and how far each slot goes. */
export interface BlockLayout {
  readonly capacity: number
  readonly hasSlots: boolean
  readonly keyBits: number
  readonly restBits: number
  /** How many rows a shortlist can hold: what `probe` may find, and the greatest stretch of one `scan`. */
  readonly room: number
  readonly bytes: number
  readonly at: {
    /** The hash asked for: 32 bytes. */
    readonly query: number
    /** i32 for each slot: its radius, −1 to skip it. */
    readonly radii: number
    /** u32 for each weight: how many flips have at most this weight. */
    readonly flipEnds: number
    /** u32 for each flip, fewest bits first. */
    readonly flips: number
    /** Room for the ranges one slot's probes find: two u32 each. */
    readonly ranges: number
    readonly rows: number
    /** u32 for each row: its entry number. */
    readonly entries: number
    /** One bit for each row: set while it is removed, or already on the shortlist. */
    readonly settled: number
    /** u32 each: rows found. */
    readonly shortlist: number
    /** u16 each: the distances of the rows found. */
    readonly distances: number
    /** u32, 2^keyBits + 1 for each slot. */
    readonly starts: number
    /** u32, `capacity` for each slot. */
    readonly ids: number
  }
}

/** Flips of a key of `bits` bits by at most MAX_RADIUS. */
function flipCount(bits: number): number {
  let term = 1
  let sum = 1
  for (let weight = 1; weight <= MAX_RADIUS; weight++) {
    term = (term * (bits - weight + 1)) / weight
    sum += term
  }
  return sum
}

/** The layout of a block for `capacity` rows, with slots or without. */
export function layoutBlock(capacity: number, hasSlots: boolean): BlockLayout {
  const keyBits = hasSlots ? Math.min(SLOT_BITS - 1, Math.max(15, Math.ceil(Math.log2(capacity)) - 1)) : 0
  const restBits = hasSlots ? Math.min(8, SLOT_BITS - keyBits) : 0
  const flips = hasSlots ? flipCount(keyBits) : 0
  const room = hasSlots ? Math.ceil(capacity / 8) : Math.min(capacity, 65_536)
  let bytes = 256
  const part = (size: number): number => {
    const at = bytes
    // 64: a cache line. A row never straddles two, and reading a vector past the last id stays inside.
    bytes += Math.ceil((size + 16) / 64) * 64
    return at
  }
  const at = {
    query: 0,
    radii: 64,
    flipEnds: 128,
    flips: part(flips * 4),
    ranges: part(flips * 8),
    rows: part(capacity * HASH_BYTES),
    entries: part(capacity * 4),
    settled: part(Math.ceil(capacity / 32) * 4),
    shortlist: part(room * 4),
    distances: part(room * 2),
    starts: part(hasSlots ? SLOTS * (2 ** keyBits + 1) * 4 : 0),
    ids: part(hasSlots ? SLOTS * capacity * 4 : 0),
  }
  return { capacity, hasSlots, keyBits, restBits, room, bytes, at }
}
