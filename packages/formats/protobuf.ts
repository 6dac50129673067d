// Protocol buffers without a schema: fields by number and wire type, with their places. What a run of bytes means, a
// schema alone could say; so each meaning it may have is given beside the others, and none is chosen.
// Source: Protocol Buffers documentation, Encoding.

import type { Issue } from '@manumit/base'
import { issue, makeIssueList } from './errors.ts'
import type { ByteRange, Reading } from './reading.ts'
import { decodeUtf8 } from './text.ts'

export interface ProtobufField {
  readonly number: number
  readonly value: ProtobufValue
  /** Tag and value together, in the bytes given. */
  readonly range: ByteRange
}

export type ProtobufValue =
  /** As unsigned; signedVarint and zigzagVarint give its other readings. */
  | { readonly wire: 'varint'; readonly value: number | bigint }
  | { readonly wire: 'fixed64'; readonly value: number | bigint; readonly double: number }
  | { readonly wire: 'fixed32'; readonly value: number; readonly float: number }
  | {
      readonly wire: 'bytes'
      readonly bytes: Uint8Array
      readonly range: ByteRange
      readonly may: ProtobufMeanings
    }
  | { readonly wire: 'group'; readonly fields: readonly ProtobufField[] }

/** What a length-delimited field may be besides plain bytes; null where it cannot be. An empty one may be each. */
export interface ProtobufMeanings {
  /** Well-formed UTF-8 without control characters but tab and line ends. */
  readonly text: string | null
  /** Each byte belongs to a field that can be read. */
  readonly message: readonly ProtobufField[] | null
  /** Each byte belongs to a varint. Given up to MAX_PACKED bytes. */
  readonly varints: readonly (number | bigint)[] | null
}

export interface ProtobufOptions {
  readonly maxDepth?: number
  readonly maxFields?: number
}

const MAX_PACKED = 4_096
const MAX_FIELD_NUMBER = 2 ** 29 - 1

/**
 * Fields up to the first fault.
 *
 * @issues E_PROTOBUF_TORN, E_PROTOBUF_TAG, E_PROTOBUF_LIMIT
 */
export function readProtobuf(
  bytes: Uint8Array,
  { maxDepth = 24, maxFields = 200_000 }: ProtobufOptions = {},
): Reading<readonly ProtobufField[]> {
  const issues = makeIssueList()
  const cursor: Cursor = {
    bytes,
    at: 0,
    end: bytes.length,
    fault: null,
    budget: { fields: maxFields },
    depth: maxDepth,
  }
  const value = readFields(cursor, null)
  if (cursor.fault) issues.push(cursor.fault)
  if (cursor.budget.fields <= 0) issues.push(issue('E_PROTOBUF_LIMIT', { offset: cursor.at }))
  return { value, issues: issues.all() }
}

/** A varint read as int64: two's complement. */
export const signedVarint = (value: number | bigint): number | bigint =>
  narrow(BigInt.asIntN(64, BigInt(value)))

/** A varint read as sint64: zigzag. */
export function zigzagVarint(value: number | bigint): number | bigint {
  const wide = BigInt(value)
  return narrow((wide >> 1n) ^ -(wide & 1n))
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
  readonly end: number
  fault: Issue | null
  readonly budget: { fields: number }
  readonly depth: number
}

function fail(cursor: Cursor, code: 'E_PROTOBUF_TORN' | 'E_PROTOBUF_TAG'): void {
  cursor.fault ??= issue(code, { offset: cursor.at })
}

/** Fields to the end, or to the end tag of the group that is open. */
function readFields(cursor: Cursor, group: number | null): readonly ProtobufField[] {
  const fields: ProtobufField[] = []
  while (cursor.at < cursor.end && cursor.budget.fields > 0) {
    const offset = cursor.at
    const tag = Number(readVarint(cursor))
    const number = Math.floor(tag / 8)
    if (cursor.fault) return fields
    if (tag % 8 === 4 && number === group) return fields
    if (number < 1 || number > MAX_FIELD_NUMBER) {
      cursor.at = offset
      fail(cursor, 'E_PROTOBUF_TAG')
      return fields
    }
    cursor.budget.fields--
    const value = readValue(cursor, number, tag % 8)
    if (value === null || cursor.fault) return fields
    fields.push({ number, value, range: { offset, length: cursor.at - offset } })
  }
  if (group !== null) fail(cursor, 'E_PROTOBUF_TORN')
  return fields
}

function readValue(cursor: Cursor, number: number, wire: number): ProtobufValue | null {
  switch (wire) {
    case 0:
      return { wire: 'varint', value: readVarint(cursor) }
    case 1: {
      const view = take(cursor, 8)
      return (
        view && {
          wire: 'fixed64',
          value: narrow(view.getBigUint64(0, true)),
          double: view.getFloat64(0, true),
        }
      )
    }
    case 2:
      return readDelimited(cursor)
    case 3: {
      if (cursor.depth <= 0) break
      const inner: Cursor = { ...cursor, depth: cursor.depth - 1 }
      const fields = readFields(inner, number)
      cursor.at = inner.at
      cursor.fault = inner.fault
      return { wire: 'group', fields }
    }
    case 5: {
      const view = take(cursor, 4)
      return view && { wire: 'fixed32', value: view.getUint32(0, true), float: view.getFloat32(0, true) }
    }
  }
  fail(cursor, 'E_PROTOBUF_TAG')
  return null
}

function take(cursor: Cursor, length: number): DataView | null {
  if (length > cursor.end - cursor.at) {
    fail(cursor, 'E_PROTOBUF_TORN')
    return null
  }
  cursor.at += length
  return new DataView(cursor.bytes.buffer, cursor.bytes.byteOffset + cursor.at - length, length)
}

function readDelimited(cursor: Cursor): ProtobufValue | null {
  const length = Number(readVarint(cursor))
  const offset = cursor.at
  if (cursor.fault || take(cursor, length) === null) return null
  const bytes = cursor.bytes.subarray(offset, cursor.at)
  return {
    wire: 'bytes',
    bytes,
    range: { offset, length },
    may: { text: textOf(bytes), message: messageIn(cursor, offset), varints: varintsIn(bytes) },
  }
}

function textOf(bytes: Uint8Array): string | null {
  const { text, valid } = decodeUtf8(bytes)
  return valid && !/\p{Cc}/u.test(text.replace(/[\t\n\r]/g, '')) ? text : null
}

/** The bytes from `offset` to where the cursor stands, as a message; places stay those of the whole. */
function messageIn(cursor: Cursor, offset: number): readonly ProtobufField[] | null {
  if (cursor.depth <= 0) return null
  const inner: Cursor = { ...cursor, at: offset, end: cursor.at, fault: null, depth: cursor.depth - 1 }
  const fields = readFields(inner, null)
  return inner.fault === null && inner.at === inner.end ? fields : null
}

function varintsIn(bytes: Uint8Array): readonly (number | bigint)[] | null {
  if (bytes.length > MAX_PACKED) return null
  const cursor: Cursor = { bytes, at: 0, end: bytes.length, fault: null, budget: { fields: 0 }, depth: 0 }
  const values: (number | bigint)[] = []
  while (cursor.at < cursor.end && cursor.fault === null) values.push(readVarint(cursor))
  return cursor.fault === null ? values : null
}

/** Up to ten bytes of seven bits, the lowest first; as an unsigned number of 64 bits. */
function readVarint(cursor: Cursor): number | bigint {
  let value = 0
  for (let i = 0; i < 7; i++) {
    if (cursor.at >= cursor.end) return torn(cursor)
    const byte = cursor.bytes[cursor.at++]!
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return value
  }
  let wide = BigInt(value)
  for (let i = 7; i < 10; i++) {
    if (cursor.at >= cursor.end) return torn(cursor)
    const byte = cursor.bytes[cursor.at++]!
    wide |= BigInt(byte & 0x7f) << BigInt(7 * i)
    if (byte < 0x80) return narrow(BigInt.asUintN(64, wide))
  }
  fail(cursor, 'E_PROTOBUF_TAG')
  return 0
}

function torn(cursor: Cursor): number {
  fail(cursor, 'E_PROTOBUF_TORN')
  return 0
}

const narrow = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value
