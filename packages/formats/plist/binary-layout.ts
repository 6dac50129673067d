// The layout of a binary property list: trailer, offset table, and the head of each object. Nothing is followed here, so
// nothing can be cyclic. Source: Apple, CFBinaryPList.c, comment at its top.

import type { ByteRange } from '../reading.ts'

export type ObjectType =
  | 'null'
  | 'false'
  | 'true'
  | 'int'
  | 'real'
  | 'date'
  | 'data'
  | 'ascii'
  | 'utf16'
  | 'utf8'
  | 'uid'
  | 'array'
  | 'set'
  | 'dict'

export interface ObjectHead {
  readonly type: ObjectType
  /** Bytes of content, or number of UTF-16 units or of entries. */
  readonly count: number
  /** Where the content begins. */
  readonly start: number
  /** Head and content together. */
  readonly range: ByteRange
}

export interface BinaryLayout {
  readonly bytes: Uint8Array
  readonly refSize: number
  readonly top: number
  /** Objects whose entry in the offset table is there. */
  readonly objects: number
  /** Objects the trailer names. */
  readonly named: number
  offsetOf(object: number): number
}

const TRAILER_BYTES = 32
export const HEADER_BYTES = 8

/** `bplist` and two digits. */
export function isBinaryPlist(bytes: Uint8Array): boolean {
  return [0x62, 0x70, 0x6c, 0x69, 0x73, 0x74].every((byte, i) => bytes[i] === byte)
}

/** Trailer and offset table; null where they cannot be those of these bytes. */
export function layoutOf(bytes: Uint8Array): BinaryLayout | null {
  const trailer = bytes.length - TRAILER_BYTES
  if (trailer < HEADER_BYTES) return null
  const offsetSize = bytes[trailer + 6]!
  const refSize = bytes[trailer + 7]!
  const named = numberAt(bytes, trailer + 8, 8)
  const top = numberAt(bytes, trailer + 16, 8)
  const table = numberAt(bytes, trailer + 24, 8)
  const fits = offsetSize >= 1 && offsetSize <= 8 && refSize >= 1 && refSize <= 8
  if (!fits || table < HEADER_BYTES || table >= trailer) return null
  const objects = Math.min(named, Math.floor((trailer - table) / offsetSize))
  if (top >= objects) return null
  return {
    bytes,
    refSize,
    top,
    objects,
    named,
    offsetOf: (object) => numberAt(bytes, table + object * offsetSize, offsetSize),
  }
}

/** Head of the object at an offset; null where no object of these bytes can begin there. */
export function headAt(bytes: Uint8Array, offset: number, refSize: number): ObjectHead | null {
  const marker = bytes[offset]
  if (marker === undefined) return null
  const low = marker & 0x0f
  const simple = (type: ObjectType, size: number) =>
    headOf(bytes, { type, count: size, offset, start: offset + 1, size })
  switch (marker >> 4) {
    case 0x0:
      return low === 0
        ? simple('null', 0)
        : low === 8
          ? simple('false', 0)
          : low === 9
            ? simple('true', 0)
            : null
    case 0x1:
      return low <= 4 ? simple('int', 1 << low) : null
    case 0x2:
      return low === 2 || low === 3 ? simple('real', 1 << low) : null
    case 0x3:
      return low === 3 ? simple('date', 8) : null
    case 0x8:
      return simple('uid', low + 1)
    default:
      return countedHead(bytes, offset, refSize)
  }
}

/** Types by high nibble of the marker, and the bytes one item takes (0: two references or one, by type). */
const COUNTED: Readonly<Record<number, readonly [ObjectType, number]>> = {
  4: ['data', 1],
  5: ['ascii', 1],
  6: ['utf16', 2],
  7: ['utf8', 1],
  10: ['array', 0],
  11: ['set', 0],
  12: ['set', 0],
  13: ['dict', 0],
}

function countedHead(bytes: Uint8Array, offset: number, refSize: number): ObjectHead | null {
  const marker = bytes[offset]!
  const [type, unit] = COUNTED[marker >> 4] ?? [null, 0]
  if (type === null) return null
  let count = marker & 0x0f
  let start = offset + 1
  if (count === 0x0f) {
    // A count of 15 and more follows as an integer object.
    const intMarker = bytes[start] ?? 0
    if (intMarker >> 4 !== 1 || (intMarker & 0x0f) > 3) return null
    const width = 1 << (intMarker & 0x0f)
    if (start + 1 + width > bytes.length) return null
    count = numberAt(bytes, start + 1, width)
    start += 1 + width
  }
  const each = unit > 0 ? unit : type === 'dict' ? 2 * refSize : refSize
  return headOf(bytes, { type, count, offset, start, size: count * each })
}

function headOf(
  bytes: Uint8Array,
  {
    type,
    count,
    offset,
    start,
    size,
  }: { type: ObjectType; count: number; offset: number; start: number; size: number },
): ObjectHead | null {
  // NaN-free and bounded: a count past the end names no object of these bytes.
  if (!(start + size <= bytes.length)) return null
  return { type, count, start, range: { offset, length: start + size - offset } }
}

/** Big-endian unsigned number of up to 8 bytes; past 2^53 it is inexact, and far past any length. */
export function numberAt(bytes: Uint8Array, offset: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[offset + i] ?? 0)
  return value
}
