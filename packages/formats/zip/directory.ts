// The central directory of a zip archive, found from its end, zip64 included. Read in windows, so that a directory of
// hundreds of thousands of entries needs no buffer of its own size.

import type { ByteSource } from '@manumit/base'
import { type IssueList, issue } from '../errors.ts'
import { fieldsOf, uint16At, uint32At, uint64At, type ZipFields } from './entry.ts'

const END = { signature: 0x06054b50, bytes: 22 } as const
const LOCATOR = { signature: 0x07064b50, bytes: 20 } as const
const END64 = { signature: 0x06064b50, bytes: 56 } as const
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const
const LONGEST_COMMENT = 0xffff
const WINDOW = 1 << 20
/** A header with name, extra fields and comment of the greatest lengths. */
const LONGEST_HEADER = CENTRAL.bytes + 3 * 0xffff

export interface Directory {
  readonly entries: readonly ZipFields[]
  readonly comment: Uint8Array
}

interface End {
  readonly entries: number
  readonly offset: number
  readonly size: number
  /** Bytes that stand before the archive, as in a self-extracting one: its offsets count from behind them. */
  readonly before: number
  readonly comment: Uint8Array
}

/** null where there is no directory to be found. */
export function readDirectory(source: ByteSource, maxEntries: number, issues: IssueList): Directory | null {
  const end = findEnd(source)
  if (end === null) return null
  const entries: ZipFields[] = []
  const limit = end.before + end.offset + end.size
  let at = end.before + end.offset
  let windowAt = at
  let window: Uint8Array = new Uint8Array(0)
  let over = 0
  while (at < limit) {
    if (at + LONGEST_HEADER > windowAt + window.length && windowAt + window.length < limit) {
      windowAt = at
      window = source.read(at, Math.min(WINDOW, limit - at)).slice()
    }
    const length = headerLength(window, at - windowAt)
    if (length === 0) {
      issues.push(issue('E_ZIP_TORN', { offset: at }))
      break
    }
    if (entries.length < maxEntries)
      entries.push(centralFields(window.subarray(at - windowAt, at - windowAt + length), end))
    else over++
    at += length
  }
  // Writers that know no zip64 let the count wrap at 65,536.
  const counted = entries.length + over
  if (counted % 0x10000 !== end.entries % 0x10000)
    issues.push(issue('E_ZIP_COUNT', { offset: at }, { named: end.entries, found: counted }))
  if (over > 0) issues.push(issue('E_ZIP_LIMIT', { offset: at }, { left: over }))
  return { entries, comment: end.comment }
}

/** Bytes of the header at a place of the window; 0 where no whole one is. */
function headerLength(window: Uint8Array, at: number): number {
  if (at + CENTRAL.bytes > window.length || uint32At(window, at) !== CENTRAL.signature) return 0
  const length =
    CENTRAL.bytes + uint16At(window, at + 28) + uint16At(window, at + 30) + uint16At(window, at + 32)
  return at + length > window.length ? 0 : length
}

function centralFields(header: Uint8Array, end: End): ZipFields {
  const nameEnd = CENTRAL.bytes + uint16At(header, 28)
  const fields = fieldsOf({
    flags: uint16At(header, 8),
    method: uint16At(header, 10),
    modifiedDos: uint32At(header, 12),
    crc32: uint32At(header, 16),
    packedSize: uint32At(header, 20),
    size: uint32At(header, 24),
    nameBytes: header.slice(CENTRAL.bytes, nameEnd),
    extra: header.subarray(nameEnd, nameEnd + uint16At(header, 30)),
    headerOffset: uint32At(header, 42),
    externalAttributes: uint32At(header, 38),
    madeBy: header[5]!,
  })
  return end.before === 0 ? fields : { ...fields, headerOffset: fields.headerOffset + end.before }
}

/** The last end record whose comment fits and whose directory lies before it. */
function findEnd(source: ByteSource): End | null {
  const tailAt = Math.max(0, source.size - END.bytes - LONGEST_COMMENT)
  const tail = source.read(tailAt, source.size - tailAt).slice()
  for (let i = tail.length - END.bytes; i >= 0; i--) {
    if (tail[i] !== 0x50 || uint32At(tail, i) !== END.signature) continue
    const end = endAt(source, tail.subarray(i), tailAt + i)
    if (end !== null) return end
  }
  return null
}

function endAt(source: ByteSource, record: Uint8Array, at: number): End | null {
  const commentEnd = END.bytes + uint16At(record, 20)
  if (commentEnd > record.length) return null
  const comment = record.slice(END.bytes, commentEnd)
  const wide = end64Before(source, at)
  const entries = wide?.entries ?? uint16At(record, 10)
  const size = wide?.size ?? uint32At(record, 12)
  const offset = wide?.offset ?? uint32At(record, 16)
  const isDirectory = (place: number) =>
    place >= 0 &&
    place + size <= at &&
    (size === 0 || uint32At(source.read(place, 4), 0) === CENTRAL.signature)
  // Usually the directory ends where its end record begins; else offsets are taken as they stand.
  const before = [(wide?.at ?? at) - size - offset, 0].find((shift) => isDirectory(shift + offset))
  return before === undefined || before < 0 ? null : { entries, size, offset, before, comment }
}

function end64Before(source: ByteSource, endAt: number) {
  const locator = source.read(endAt - LOCATOR.bytes, LOCATOR.bytes).slice()
  if (endAt < LOCATOR.bytes || uint32At(locator, 0) !== LOCATOR.signature) return null
  // Where bytes stand before the archive the named place is off; the record then ends where the locator begins.
  for (const at of [uint64At(locator, 8), endAt - LOCATOR.bytes - END64.bytes]) {
    const record = source.read(at, END64.bytes).slice()
    if (record.length === END64.bytes && uint32At(record, 0) === END64.signature)
      return { at, entries: uint64At(record, 32), size: uint64At(record, 40), offset: uint64At(record, 48) }
  }
  return null
}
