// Apple's typedstream (NSArchiver), the format of `attributedBody`: a header, then groups of typed values. Objects,
// classes and C strings share one numbering and refer back to it; so do type encodings. The result is a flat table with
// references, not a nested tree: cycles and sharing are then harmless to whoever walks it.
// It does not interpret classes; attributed-string.ts does.
// Learned from the NeXT/Darwin headers and the notes of python-typedstream and crabstep, checked against real streams.

import { issue } from '../errors.ts'
import type { ByteRange, Reading } from '../reading.ts'
import { decodeLatin1 } from '../text.ts'
import {
  type Cursor,
  fail,
  NIL,
  readBytes,
  readHead,
  readInteger,
  readReal,
  readReference,
  skip,
  TAG,
} from './cursor.ts'
import { type Encoding, parseEncodings } from './encoding.ts'
import type { Typedstream, TypedstreamGroup, TypedstreamValue } from './types.ts'

/** Deeper nesting than this is refused; real attributed strings stay under 20. */
const MAX_DEPTH = 64

/**
 * Reads a whole typedstream as far as it goes.
 *
 * @returns the table read up to the first fault; null where the header is none
 * @issues  E_TYPEDSTREAM_HEADER, E_TYPEDSTREAM_TORN, E_TYPEDSTREAM_TAG, E_TYPEDSTREAM_REFERENCE,
 *          E_TYPEDSTREAM_ENCODING, E_TYPEDSTREAM_LIMIT
 */
export function readTypedstream(bytes: Uint8Array): Reading<Typedstream | null> {
  const byteOrder = byteOrderOf(bytes)
  if (byteOrder === null) return { value: null, issues: [issue('E_TYPEDSTREAM_HEADER', { offset: 0 })] }
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    little: byteOrder === 'little',
    at: 13,
    failed: false,
    // Each value takes a byte at least, but for `!`, which a hostile encoding could repeat for nothing.
    budget: bytes.length * 2,
    depth: 0,
    strings: [],
    entities: [],
    issues: [],
  }
  const systemVersion = Number(readInteger(cursor, readHead(cursor), false))
  const groups: TypedstreamGroup[] = []
  while (!cursor.failed && cursor.at < bytes.length) groups.push(readGroup(cursor, readHead(cursor)))
  return {
    value: { byteOrder, streamerVersion: bytes[0]!, systemVersion, entities: cursor.entities, groups },
    issues: cursor.issues,
  }
}

/** Does it begin with a typedstream's header? Which byte order does it name? */
function byteOrderOf(bytes: Uint8Array): 'little' | 'big' | null {
  if (bytes[0] !== 4 || bytes[1] !== 11) return null
  const signature = decodeLatin1(bytes.subarray(2, 13))
  return signature === 'streamtyped' ? 'little' : signature === 'typedstream' ? 'big' : null
}

function readUnshared(cursor: Cursor, head: number): TypedstreamValue {
  if (head === TAG.nil) return NIL
  return readBytes(cursor, Number(readInteger(cursor, head, false)))
}

/** A shared string → its number; null where it is nil or could not be read. */
function readShared(cursor: Cursor, head: number): number | null {
  if (head === TAG.nil) return null
  if (head !== TAG.fresh) {
    const to = readReference(cursor, head, cursor.strings.length)
    return cursor.failed ? null : to
  }
  const length = Number(readInteger(cursor, readHead(cursor), false))
  const offset = cursor.at
  if (!skip(cursor, length)) return null
  const text = decodeLatin1(cursor.bytes, offset, cursor.at)
  return cursor.strings.push({ text, range: { offset, length }, parsed: undefined }) - 1
}

function readGroup(cursor: Cursor, head: number): TypedstreamGroup {
  const offset = cursor.at - 1
  const number = readShared(cursor, head)
  const shared = number === null ? undefined : cursor.strings[number]
  const values: TypedstreamValue[] = []
  if (shared === undefined) fail(cursor, 'E_TYPEDSTREAM_ENCODING')
  else {
    if (shared.parsed === undefined) shared.parsed = parseEncodings(shared.text)
    if (shared.parsed === null) fail(cursor, 'E_TYPEDSTREAM_ENCODING')
    else
      for (const encoding of shared.parsed) {
        if (cursor.failed) break
        values.push(readValue(cursor, encoding))
      }
  }
  return { encoding: shared?.text ?? '', values, range: { offset, length: cursor.at - offset } }
}

function readValue(cursor: Cursor, encoding: Encoding): TypedstreamValue {
  if (cursor.budget-- <= 0) {
    fail(cursor, 'E_TYPEDSTREAM_LIMIT')
    return NIL
  }
  switch (encoding.type) {
    case 'signed':
      return { kind: 'integer', value: readInteger(cursor, readHead(cursor), true) }
    case 'unsigned':
      return { kind: 'integer', value: readInteger(cursor, readHead(cursor), false) }
    case 'char':
      return { kind: 'integer', value: (readHead(cursor) << 24) >> 24 }
    case 'uchar':
      return { kind: 'integer', value: readHead(cursor) }
    case 'float':
      return { kind: 'real', value: readReal(cursor, 4) }
    case 'double':
      return { kind: 'real', value: readReal(cursor, 8) }
    case 'unshared':
      return readUnshared(cursor, readHead(cursor))
    case 'shared': {
      const number = readShared(cursor, readHead(cursor))
      return number === null ? NIL : { kind: 'bytes', ...storedString(cursor, number) }
    }
    case 'cstring':
      return readCString(cursor)
    case 'class':
      return referenceTo(readClass(cursor))
    case 'object':
      return readObject(cursor)
    case 'ignored':
      return NIL
    case 'chars':
      return readBytes(cursor, encoding.count)
    case 'list':
      return readList(cursor, encoding.items, encoding.repeat)
  }
}

function storedString(cursor: Cursor, number: number): { bytes: Uint8Array; range: ByteRange } {
  const { range } = cursor.strings[number]!
  return { bytes: cursor.bytes.subarray(range.offset, range.offset + range.length), range }
}

const referenceTo = (to: number | null): TypedstreamValue => (to === null ? NIL : { kind: 'reference', to })

function readList(cursor: Cursor, items: readonly Encoding[], repeat: number): TypedstreamValue {
  const values: TypedstreamValue[] = []
  for (let i = 0; i < repeat && !cursor.failed; i++) {
    // An element without members takes no byte; the budget ends such a list.
    if (items.length === 0 && cursor.budget-- <= 0) fail(cursor, 'E_TYPEDSTREAM_LIMIT')
    for (const item of items) {
      if (cursor.failed) break
      values.push(readValue(cursor, item))
    }
  }
  return { kind: 'list', values }
}

function readCString(cursor: Cursor): TypedstreamValue {
  const head = readHead(cursor)
  if (head === TAG.nil) return NIL
  if (head !== TAG.fresh) return referenceTo(readReference(cursor, head, cursor.entities.length))
  const number = readShared(cursor, readHead(cursor))
  if (number === null) return NIL
  return referenceTo(cursor.entities.push({ kind: 'cstring', ...storedString(cursor, number) }) - 1)
}

/** A class and the chain of its parents → its number; null for none. */
function readClass(cursor: Cursor): number | null {
  let first: number | null = null
  let child: { parent: number | null } | null = null
  let head = readHead(cursor)
  while (head === TAG.fresh && !cursor.failed) {
    const name = readShared(cursor, readHead(cursor))
    if (name === null) {
      fail(cursor, 'E_TYPEDSTREAM_TAG')
      return first
    }
    const version = Number(readInteger(cursor, readHead(cursor), true))
    const named = { kind: 'class' as const, name: cursor.strings[name]!.text, version, parent: null }
    const number = cursor.entities.push(named) - 1
    if (child) child.parent = number
    else first = number
    child = named
    head = readHead(cursor)
  }
  if (head === TAG.nil || cursor.failed) return first
  const known = readReference(cursor, head, cursor.entities.length)
  if (cursor.failed) return first
  if (child) child.parent = known
  return first ?? known
}

function readObject(cursor: Cursor): TypedstreamValue {
  const offset = cursor.at
  const head = readHead(cursor)
  if (head === TAG.nil) return NIL
  if (head !== TAG.fresh) return referenceTo(readReference(cursor, head, cursor.entities.length))
  if (cursor.depth >= MAX_DEPTH) {
    fail(cursor, 'E_TYPEDSTREAM_LIMIT')
    return NIL
  }
  cursor.depth++
  const groups: TypedstreamGroup[] = []
  // The object takes its number before its class and its contents, which may refer back to it.
  const range = { offset, length: 0 }
  const object = { kind: 'object' as const, class: null as number | null, groups, range }
  const number = cursor.entities.push(object) - 1
  object.class = readClass(cursor)
  let next = cursor.failed ? TAG.end : readHead(cursor)
  while (next !== TAG.end && !cursor.failed) {
    groups.push(readGroup(cursor, next))
    if (!cursor.failed) next = readHead(cursor)
  }
  range.length = cursor.at - offset
  cursor.depth--
  return referenceTo(number)
}
