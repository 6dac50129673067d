// Binary property lists to values. Objects are read once each and shared where the file shares them; cycles are cut, and
// sharing that would make the whole endless to walk is refused. What a lost trailer leaves readable is given loose.

import type { Issue } from '@manumit/base'
import { type IssueList, issue, makeIssueList } from '../errors.ts'
import type { ByteRange } from '../reading.ts'
import { decodeAscii, decodeUtf8, decodeUtf16 } from '../text.ts'
import {
  type BinaryLayout,
  HEADER_BYTES,
  headAt,
  layoutOf,
  numberAt,
  type ObjectHead,
} from './binary-layout.ts'
import type { PlistUnread, PlistValue } from './value.ts'

/** Containers inside one another; real files stay under 30. */
const MAX_DEPTH = 200
/** Values that walking the whole may meet, shared ones counted each time. Real backups stay under a million. */
const MAX_WALK = 4_000_000

export interface LoosePlistValue {
  readonly value: PlistValue
  readonly range: ByteRange
}

export interface BinaryPlistReading {
  readonly value: PlistValue
  readonly issues: readonly Issue[]
  /** Strings, numbers, dates and data found one after another where the trailer is lost, without what held them. */
  readonly loose: readonly LoosePlistValue[]
}

/**
 * Reads bytes that begin with `bplist`.
 *
 * @issues E_PLIST_VERSION, E_PLIST_TRAILER, E_PLIST_OBJECT, E_PLIST_CYCLE, E_PLIST_DEPTH, E_PLIST_SHARING, E_PLIST_OVERLAP,
 *         E_PLIST_TEXT, E_PLIST_KEY
 */
export function readBinaryPlist(bytes: Uint8Array): BinaryPlistReading {
  const issues = makeIssueList()
  if (bytes[6] !== 0x30) issues.push(issue('E_PLIST_VERSION', { offset: 6 }))
  const layout = layoutOf(bytes)
  if (layout === null) {
    issues.push(issue('E_PLIST_TRAILER', { offset: Math.max(0, bytes.length - 32) }))
    const value: PlistUnread = {
      kind: 'unread',
      code: 'E_PLIST_TRAILER',
      offset: Math.max(0, bytes.length - 32),
    }
    return { value, issues: issues.all(), loose: looseValues(bytes) }
  }
  if (layout.named > layout.objects)
    issues.push(
      issue('E_PLIST_OBJECT', { offset: bytes.length - 32 }, { named: layout.named, found: layout.objects }),
    )
  const reader: Reader = {
    layout,
    values: new Array(layout.objects),
    walks: new Float64Array(layout.objects),
    open: new Uint8Array(layout.objects),
    budget: bytes.length * 4,
    issues,
  }
  const value = readObject(reader, layout.top, 0)
  return { value, issues: issues.all(), loose: [] }
}

/**
 * Bytes of the object a path of keys and indices leads to, marker included; null where there is none.
 *
 * @param path  from the top object: text for a dictionary's key, a number for an index of an array or set
 */
export function locateInBinaryPlist(bytes: Uint8Array, path: readonly (string | number)[]): ByteRange | null {
  const layout = layoutOf(bytes)
  if (layout === null) return null
  const at = (object: number) =>
    object < layout.objects ? headAt(bytes, layout.offsetOf(object), layout.refSize) : null
  let head = at(layout.top)
  for (const step of path) {
    if (head === null) return null
    if (typeof step === 'number') {
      const isList = head.type === 'array' || head.type === 'set'
      head = isList && step >= 0 && step < head.count ? at(referenceAt(layout, head, step)) : null
      continue
    }
    const { count, type } = head
    let found = -1
    for (let i = 0; type === 'dict' && i < count && found < 0; i++) {
      const key = at(referenceAt(layout, head, i))
      if (key !== null && scalarOf(bytes, key, makeIssueList()) === step) found = i
    }
    head = found < 0 ? null : at(referenceAt(layout, head, count + found))
  }
  return head?.range ?? null
}

interface Reader {
  readonly layout: BinaryLayout
  readonly values: (PlistValue | undefined)[]
  /** Values met when walking each object that was read; 0 while it was not. */
  readonly walks: Float64Array
  /** 1 while an object's contents are being read. */
  readonly open: Uint8Array
  /** Bytes that objects may still take. Objects that share bytes are legal; a table of overlapping ones is a bomb. */
  budget: number
  readonly issues: IssueList
}

type UnreadCode = 'E_PLIST_OBJECT' | 'E_PLIST_OVERLAP' | 'E_PLIST_CYCLE' | 'E_PLIST_DEPTH' | 'E_PLIST_SHARING'

function unread(reader: Reader, code: UnreadCode, offset: number): PlistUnread {
  reader.issues.push(issue(code, { offset }))
  return { kind: 'unread', code, offset }
}

const referenceAt = (layout: BinaryLayout, head: ObjectHead, index: number): number =>
  numberAt(layout.bytes, head.start + index * layout.refSize, layout.refSize)

function readObject(reader: Reader, object: number, depth: number): PlistValue {
  const { layout } = reader
  if (object >= layout.objects) return unread(reader, 'E_PLIST_OBJECT', layout.bytes.length - 32)
  if (reader.walks[object]! > 0) return reader.values[object]!
  const offset = layout.offsetOf(object)
  if (reader.open[object] === 1) return unread(reader, 'E_PLIST_CYCLE', offset)
  if (depth > MAX_DEPTH) return unread(reader, 'E_PLIST_DEPTH', offset)
  reader.open[object] = 1
  const head = headAt(layout.bytes, offset, layout.refSize)
  reader.budget -= head?.range.length ?? 1
  const value =
    head === null
      ? unread(reader, 'E_PLIST_OBJECT', offset)
      : reader.budget < 0
        ? unread(reader, 'E_PLIST_OVERLAP', offset)
        : contentOf(reader, object, head, depth)
  reader.open[object] = 0
  reader.walks[object] ||= 1
  reader.values[object] = value
  return value
}

function contentOf(reader: Reader, object: number, head: ObjectHead, depth: number): PlistValue {
  const { layout } = reader
  if (head.type !== 'array' && head.type !== 'set' && head.type !== 'dict')
    return scalarOf(layout.bytes, head, reader.issues)
  const members: PlistValue[] = []
  let walk = 1
  const count = head.type === 'dict' ? head.count * 2 : head.count
  for (let i = 0; i < count; i++) {
    const member = referenceAt(layout, head, i)
    members.push(readObject(reader, member, depth + 1))
    walk += reader.walks[member] || 1
  }
  reader.walks[object] = Math.min(walk, MAX_WALK)
  if (walk > MAX_WALK) {
    reader.walks[object] = 1
    return unread(reader, 'E_PLIST_SHARING', head.range.offset)
  }
  if (head.type === 'array') return members
  if (head.type === 'set') return { kind: 'set', items: members }
  return dictOf(reader, head, members)
}

/** The first half of the members are keys, the second half their values. */
function dictOf(reader: Reader, head: ObjectHead, members: readonly PlistValue[]): PlistValue {
  const dict = new Map<string, PlistValue>()
  for (let i = 0; i < head.count; i++) {
    const key = members[i]!
    const isNew = typeof key === 'string' && !dict.has(key)
    if (isNew) dict.set(key, members[head.count + i]!)
    else
      reader.issues.push(
        issue('E_PLIST_KEY', { offset: head.range.offset }, typeof key === 'string' ? { key } : { entry: i }),
      )
  }
  return dict
}

function scalarOf(bytes: Uint8Array, head: ObjectHead, issues: IssueList): PlistValue {
  const { start, count, range } = head
  const content = () => bytes.subarray(start, range.offset + range.length)
  const text = ({ text, valid }: { text: string; valid: boolean }) => {
    if (!valid) issues.push(issue('E_PLIST_TEXT', { offset: range.offset }))
    return text
  }
  switch (head.type) {
    case 'false':
      return false
    case 'true':
      return true
    case 'int':
      return integerAt(bytes, start, count)
    case 'real':
      return count === 4 ? viewOf(bytes).getFloat32(start) : viewOf(bytes).getFloat64(start)
    case 'date':
      return { kind: 'date', macSeconds: viewOf(bytes).getFloat64(start) }
    case 'data':
      return content()
    case 'ascii':
      return text(decodeAscii(content()))
    case 'utf16':
      return text(decodeUtf16(content(), 'big'))
    case 'utf8':
      return text(decodeUtf8(content()))
    case 'uid':
      return { kind: 'uid', uid: numberAt(bytes, start, count) }
    default:
      return null
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Integers of 1, 2 and 4 bytes are unsigned, those of 8 and 16 signed. */
function integerAt(bytes: Uint8Array, start: number, width: number): number | bigint {
  if (width <= 4) return numberAt(bytes, start, width)
  let value = 0n
  for (let i = 0; i < width; i++) value = (value << 8n) | BigInt(bytes[start + i]!)
  value = BigInt.asIntN(width * 8, value)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/**
 * Without a trailer nobody says where objects begin or how wide references are; but writers lay objects one after
 * another, each behind what holds it. Of the widths under which each dictionary's keys are texts, the one under which most
 * values are referred to is taken, and only those values are given.
 */
function looseValues(bytes: Uint8Array): readonly LoosePlistValue[] {
  const walks = [1, 2, 3, 4].map((refSize) => heldValues(bytes, refSize))
  const most = walks.reduce((best, held) => (held.size > best.size ? held : best))
  return [...most]
    .sort((a, b) => a.range.offset - b.range.offset)
    .map((head) => ({ value: scalarOf(bytes, head, makeIssueList()), range: head.range }))
}

function heldValues(bytes: Uint8Array, refSize: number): ReadonlySet<ObjectHead> {
  const heads: ObjectHead[] = []
  let head = headAt(bytes, HEADER_BYTES, refSize)
  while (head !== null) {
    heads.push(head)
    head = headAt(bytes, head.range.offset + head.range.length, refSize)
  }
  const held = new Set<ObjectHead>()
  for (const { type, count, start } of heads) {
    if (!CONTAINERS.has(type)) continue
    for (let i = 0; i < (type === 'dict' ? 2 * count : count); i++) {
      const member = heads[numberAt(bytes, start + i * refSize, refSize)]
      const isText = member?.type === 'ascii' || member?.type === 'utf16'
      if (type === 'dict' && i < count && member && !isText) return new Set()
      if (member && !CONTAINERS.has(member.type) && member.type !== 'null') held.add(member)
    }
  }
  return held
}

const CONTAINERS: ReadonlySet<string> = new Set(['array', 'set', 'dict'])
