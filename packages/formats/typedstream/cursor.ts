// A place in a typedstream and the smallest things read there: heads, integers, reals, runs of bytes, references. After the
// first fault nothing more is read.

import type { Issue } from '@manumit/base'
import { issue } from '../errors.ts'
import type { ByteRange } from '../reading.ts'
import type { Encoding } from './encoding.ts'
import type { TypedstreamEntity, TypedstreamValue } from './types.ts'

/** Heads with a meaning of their own; any other byte is a small integer or a reference. */
export const TAG = {
  int16: 0x81,
  int32: 0x82,
  real: 0x83,
  fresh: 0x84,
  nil: 0x85,
  end: 0x86,
  int64: 0x87,
} as const
/** Up to here heads are reserved; the first reference is the head behind it, read as a signed byte. */
const LAST_TAG = 0x91
const FIRST_REFERENCE = -110

/** Where reading stands, and what was read. */
export interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly little: boolean
  at: number
  failed: boolean
  budget: number
  depth: number
  /** Shared strings by number, with their parsed form once it was needed. */
  readonly strings: SharedString[]
  readonly entities: TypedstreamEntity[]
  readonly issues: Issue[]
}

/** A string that later ones may refer to: type encodings, class names, C strings. */
export interface SharedString {
  readonly text: string
  readonly range: ByteRange
  /** As a type encoding, once it was used as one; null where it is none. */
  parsed: readonly Encoding[] | null | undefined
}

type FaultCode =
  | 'E_TYPEDSTREAM_TORN'
  | 'E_TYPEDSTREAM_TAG'
  | 'E_TYPEDSTREAM_REFERENCE'
  | 'E_TYPEDSTREAM_ENCODING'
  | 'E_TYPEDSTREAM_LIMIT'

/** No value. */
export const NIL: TypedstreamValue = { kind: 'nil' }

/** After the first fault the place of each later byte is unknown, so reading ends there. */
export function fail(cursor: Cursor, code: FaultCode): void {
  if (!cursor.failed) cursor.issues.push(issue(code, { offset: cursor.at }))
  cursor.failed = true
}

/** The next byte; past the end a fault, and the tag for nil. */
export function readHead(cursor: Cursor): number {
  if (cursor.at >= cursor.bytes.length) {
    fail(cursor, 'E_TYPEDSTREAM_TORN')
    return TAG.nil
  }
  return cursor.bytes[cursor.at++]!
}

/** Steps over bytes that are there; false, and a fault, where they are not. */
export function skip(cursor: Cursor, length: number): boolean {
  if (cursor.failed) return false
  if (length > cursor.bytes.length - cursor.at) {
    fail(cursor, 'E_TYPEDSTREAM_TORN')
    return false
  }
  cursor.at += length
  return true
}

/** Bytes of a known length, with their place. */
export function readBytes(cursor: Cursor, length: number): TypedstreamValue {
  const offset = cursor.at
  if (!skip(cursor, length)) return NIL
  return { kind: 'bytes', bytes: cursor.bytes.subarray(offset, cursor.at), range: { offset, length } }
}

/** The integer a head begins: itself, or 2, 4 or 8 bytes behind it. */
export function readInteger(cursor: Cursor, head: number, signed: boolean): number | bigint {
  if (head < 0x80 || head > LAST_TAG) return signed ? (head << 24) >> 24 : head
  const width = head === TAG.int16 ? 2 : head === TAG.int32 ? 4 : head === TAG.int64 ? 8 : 0
  if (width === 0) {
    fail(cursor, 'E_TYPEDSTREAM_TAG')
    return 0
  }
  const at = cursor.at
  if (!skip(cursor, width)) return 0
  const { view, little } = cursor
  if (width === 2) return signed ? view.getInt16(at, little) : view.getUint16(at, little)
  if (width === 4) return signed ? view.getInt32(at, little) : view.getUint32(at, little)
  const wide = signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little)
  return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide
}

/** A float or a double. */
export function readReal(cursor: Cursor, width: 4 | 8): number {
  const head = readHead(cursor)
  // A whole number is stored as an integer even where the type says float.
  if (head !== TAG.real) return Number(readInteger(cursor, head, true))
  const at = cursor.at
  if (!skip(cursor, width)) return 0
  return width === 4 ? cursor.view.getFloat32(at, cursor.little) : cursor.view.getFloat64(at, cursor.little)
}

/** The number a head refers to, below `count`; else a fault. */
export function readReference(cursor: Cursor, head: number, count: number): number {
  const to = Number(readInteger(cursor, head, true)) - FIRST_REFERENCE
  if (!cursor.failed && (to < 0 || to >= count)) fail(cursor, 'E_TYPEDSTREAM_REFERENCE')
  return to
}
