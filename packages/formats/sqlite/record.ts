// A record: a header of types, then a body of values. `checkRecord` settles whether it is one, from its whole header, so
// that a row stands or falls by its bytes and never by the columns asked for; `decodeRecord` then reads what is wanted.

import type { RowPlan } from './row-plan.ts'
import type { SqliteValue } from './types.ts'
import { varintAt, varintLength } from './varint.ts'

/** Body bytes of the serial types 0 to 11; 10 and 11 are reserved and stop a record. */
const SIZES = Uint8Array.of(0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
const RESERVED_FROM = 10
const BLOB_FROM = 12

export interface RecordBytes {
  bytes: Uint8Array
  /** Offset of the record's first byte. */
  start: number
  /** Length of the whole record; `bytes` may hold fewer where the end was not needed. */
  length: number
}

/**
 * Whether the header is consistent: it ends where it says, names no reserved type, and its sizes add up to the length.
 *
 * @returns number of fields, or -1
 */
export function checkRecord({ bytes, start, length }: RecordBytes): number {
  const headerBytes = varintAt(bytes, start)
  if (headerBytes > length) return -1
  const headerEnd = start + headerBytes
  let at = start + varintLength(bytes, start)
  let body = headerBytes
  let fields = 0
  while (at < headerEnd) {
    let type = bytes[at]!
    if (type <= 0x7f) at++
    else {
      type = varintAt(bytes, at)
      at += varintLength(bytes, at)
    }
    if (type >= BLOB_FROM) body += Math.floor((type - BLOB_FROM) / 2)
    else if (type >= RESERVED_FROM) return -1
    else body += SIZES[type]!
    fields++
  }
  return at === headerEnd && body === length ? fields : -1
}

/** Bytes from the start of a record to the end of the last wanted field: what must be at hand to decode it. */
export function neededBytes({ bytes, start }: RecordBytes, plan: RowPlan): number {
  const headerBytes = varintAt(bytes, start)
  const headerEnd = start + headerBytes
  const last = plan.wanted.length === 0 ? -1 : plan.wanted[plan.wanted.length - 1]!
  let at = start + varintLength(bytes, start)
  let body = headerBytes
  for (let field = 0; field <= last && at < headerEnd; field++) {
    const type = varintAt(bytes, at)
    at += varintLength(bytes, at)
    body += type < BLOB_FROM ? SIZES[type]! : Math.floor((type - BLOB_FROM) / 2)
  }
  return body
}

/**
 * Reads the wanted fields of a checked record into `values`.
 *
 * @param badText  gets the places of the row whose text was invalid and stayed bytes
 */
export function decodeRecord(
  { bytes, start }: RecordBytes,
  { plan, values, badText }: { plan: RowPlan; values: SqliteValue[]; badText: number[] },
): void {
  const { wanted, slots, isReal, bigints, decodeText } = plan
  const headerBytes = varintAt(bytes, start)
  const headerEnd = start + headerBytes
  const count = wanted.length
  let at = start + varintLength(bytes, start)
  let body = start + headerBytes
  let field = 0
  let next = 0
  while (next < count && at < headerEnd) {
    let type = bytes[at]!
    if (type <= 0x7f) at++
    else {
      type = varintAt(bytes, at)
      at += varintLength(bytes, at)
    }
    const size = type < BLOB_FROM ? SIZES[type]! : (type - BLOB_FROM) >>> 1
    while (next < count && wanted[next] === field) {
      const slot = slots[next]!
      if (type >= BLOB_FROM) {
        const text = (type & 1) === 1 && decodeText !== null ? decodeText(bytes, body, body + size) : null
        values[slot] = text ?? bytes.slice(body, body + size)
        if (text === null && (type & 1) === 1 && decodeText !== null) badText.push(slot)
      } else if (type === 7) values[slot] = realAt(bytes, body)
      else if (type !== 0) {
        const integer = integerAt(bytes, body, type)
        values[slot] = isReal[next] === 1 ? Number(integer) : bigints ? BigInt(integer) : integer
      }
      next++
    }
    body += size
    field++
  }
  for (; next < count; next++) values[slots[next]!] = plan.whenMissing[next]!
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
      const low = int32At(bytes, at + 4) >>> 0
      const number = high * 0x1_0000_0000 + low
      return Number.isSafeInteger(number) ? number : (BigInt(high) << 32n) | BigInt(low)
    }
    default:
      return type - 8
  }
}

const int32At = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

const realBytes = new DataView(new ArrayBuffer(8))

/** A double; NaN is stored by nobody and reads NULL in the engine too. */
function realAt(bytes: Uint8Array, at: number): number | null {
  realBytes.setInt32(0, int32At(bytes, at))
  realBytes.setInt32(4, int32At(bytes, at + 4))
  const real = realBytes.getFloat64(0)
  return Number.isNaN(real) ? null : real
}
