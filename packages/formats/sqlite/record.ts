// A record: a header of types, then a body of values. `scanRecord` goes through the whole header, so that a row stands or
// falls by its bytes and never by the columns asked for, and marks where the wanted fields lie; `decodeFields` reads those.

import type { RowPlan } from './row-plan.ts'
import type { TextReader } from './text.ts'
import type { SqliteValue } from './types.ts'
import { varintAt, varintLength } from './varint.ts'

/** Body bytes of the one-byte types; -1 for 10 and 11, which are reserved and stop a record. */
const SIZES = Int16Array.from({ length: 128 }, (_, type) =>
  type < 12 ? [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, -1, -1][type]! : (type - 12) >> 1,
)
const REAL = 7
const BLOB_FROM = 12

export interface RecordBytes {
  bytes: Uint8Array
  /** Offset of the record's first byte. */
  start: number
  /** Length of the whole record; `bytes` may hold fewer where the end was not needed. */
  length: number
}

/** Where the wanted fields of the record scanned last are. The arrays are used again. */
export interface FieldPlaces {
  /** Fields in the record. */
  fields: number
  /** How many of the wanted fields it has; the others were added to the table later. */
  found: number
  /** Bytes from its start that hold all of those. */
  needed: number
  readonly types: Uint32Array
  /** Offsets from the start of the record. */
  readonly offsets: Uint32Array
}

export const makeFieldPlaces = (wanted: number): FieldPlaces => ({
  fields: 0,
  found: 0,
  needed: 0,
  types: new Uint32Array(wanted),
  offsets: new Uint32Array(wanted),
})

/**
 * Whether the header is consistent: it ends where it says, names no reserved type, and its sizes add up to the length.
 * Marks the wanted fields on the way.
 */
export function scanRecord(
  { bytes, start, length }: RecordBytes,
  wanted: Int32Array,
  places: FieldPlaces,
): boolean {
  let at = start
  let headerBytes = bytes[at]!
  if (headerBytes <= 0x7f) at++
  else {
    headerBytes = varintAt(bytes, start)
    at += varintLength(bytes, start)
  }
  if (headerBytes > length) return false
  const headerEnd = start + headerBytes
  const count = wanted.length
  let body = headerBytes
  let field = 0
  let next = 0
  let nextField = count === 0 ? -1 : wanted[0]!
  places.needed = headerBytes
  while (at < headerEnd) {
    let type = bytes[at]!
    let size: number
    if (type <= 0x7f) {
      at++
      size = SIZES[type]!
      if (size < 0) return false
    } else {
      type = varintAt(bytes, at)
      at += varintLength(bytes, at)
      if (type > 0xffff_ffff) return false
      size = type < 128 ? SIZES[type]! : Math.floor((type - BLOB_FROM) / 2)
      if (size < 0) return false
    }
    if (field === nextField) {
      do {
        places.types[next] = type
        places.offsets[next] = body
        next++
      } while (next < count && wanted[next] === field)
      nextField = next < count ? wanted[next]! : -1
      places.needed = body + size
    }
    body += size
    field++
  }
  places.fields = field
  places.found = next
  return at === headerEnd && body === length
}

export interface RowBeingRead {
  readonly plan: RowPlan
  readonly text: TextReader
  readonly values: SqliteValue[]
  /** Gets the places in the row whose text was invalid and stayed bytes. */
  readonly badText: number[]
}

/** Reads the fields that `scanRecord` marked into `values`. */
export function decodeFields(
  { bytes, start }: RecordBytes,
  { found, types, offsets }: FieldPlaces,
  { plan, text: reader, values, badText }: RowBeingRead,
): void {
  const { slots, isReal, bigints, asBytes, sharesBlobs } = plan
  for (let i = 0; i < found; i++) {
    const type = types[i]!
    const at = start + offsets[i]!
    if (type === 0) continue
    const slot = slots[i]!
    if (type >= BLOB_FROM) {
      const end = at + ((type - BLOB_FROM) >>> 1)
      if ((type & 1) === 0 || asBytes)
        values[slot] = sharesBlobs ? bytes.subarray(at, end) : bytes.slice(at, end)
      else {
        const text = reader.decode(bytes, at, end)
        values[slot] = text ?? bytes.slice(at, end)
        if (text === null) badText.push(slot)
      }
    } else if (type === REAL) values[slot] = realAt(bytes, at)
    else {
      const integer = integerAt(bytes, at, type)
      values[slot] = isReal[i] === 1 ? Number(integer) : bigints ? BigInt(integer) : integer
    }
  }
  for (let i = found; i < slots.length; i++) values[slots[i]!] = plan.whenMissing[i]!
}

/** An integer of serial type 1 to 6, 8 or 9. */
function integerAt(bytes: Uint8Array, at: number, type: number): number | bigint {
  switch (type) {
    case 1:
      return (bytes[at]! << 24) >> 24
    case 2:
      return ((bytes[at]! << 24) >> 16) | bytes[at + 1]!
    case 3:
      return ((bytes[at]! << 24) >> 8) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    case 4:
      return int32At(bytes, at)
    case 5:
      return (((bytes[at]! << 24) >> 16) | bytes[at + 1]!) * 0x1_0000_0000 + (int32At(bytes, at + 2) >>> 0)
    case 6: {
      const high = int32At(bytes, at)
      // Within ±2^53 the sum of the halves is exact.
      if (high >= -0x20_0000 && high < 0x20_0000) {
        const number = high * 0x1_0000_0000 + (int32At(bytes, at + 4) >>> 0)
        if (number !== -0x20_0000_0000_0000) return number
      }
      eightBytes.setInt32(0, high)
      eightBytes.setInt32(4, int32At(bytes, at + 4))
      return eightBytes.getBigInt64(0)
    }
    default:
      return type - 8
  }
}

const int32At = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

/** Eight bytes on their way into a number; nothing is kept in them. */
const eightBytes = new DataView(new ArrayBuffer(8))

/** A double; NaN is stored by nobody and reads NULL in the engine too. */
function realAt(bytes: Uint8Array, at: number): number | null {
  eightBytes.setInt32(0, int32At(bytes, at))
  eightBytes.setInt32(4, int32At(bytes, at + 4))
  const real = eightBytes.getFloat64(0)
  return Number.isNaN(real) ? null : real
}
