// Tar archives over a ByteSource, member by member: ustar, GNU long names, pax headers, sparse files noted. Links and
// devices are listed by type and never followed; names stay as found, absolute ones included.
// Sources: POSIX.1-2017, pax Interchange Format; GNU tar manual, Basic Tar Format.

import { type ByteSource, type Issue, sliceSource } from '@manumit/base'
import { issue, makeIssueList } from './errors.ts'
import type { Reading } from './reading.ts'
import { decodeLatin1, decodeUtf8 } from './text.ts'

export type TarType =
  | 'file'
  | 'hard-link'
  | 'link'
  | 'character-device'
  | 'block-device'
  | 'folder'
  | 'fifo'
  | 'other'

export interface TarEntry {
  readonly name: string
  readonly nameBytes: Uint8Array
  readonly type: TarType
  /** The type letter as stored. */
  readonly typeFlag: string
  /** What a link names; null for other types. */
  readonly linkTarget: string | null
  readonly mode: number
  /** Bytes of content in the archive. For a sparse file its length with the holes is `sparseSize`. */
  readonly size: number
  readonly sparseSize: number | null
  /** Seconds since 1970; a fraction where a pax header has one; null where the field is no number. */
  readonly modified: number | null
  readonly headerOffset: number
  readonly content: ByteSource
}

const BLOCK = 512
/** Longest GNU long name or pax header that is read; longer ones are passed over with an issue. */
const MAX_META = 1 << 20

/**
 * Members and issues in the order of the archive, one at a time, so that a long archive needs no list.
 *
 * @issues E_TAR_CHECKSUM (reading goes on at the next whole header), E_TAR_TORN, E_TAR_META, E_TAR_SIZE (reading ends),
 *         E_TAR_END
 */
export function* tarMembers(source: ByteSource): Generator<TarEntry | Issue> {
  let at = 0
  let pending: Pending = {}
  let global: ReadonlyMap<string, string> = new Map()
  while (at + BLOCK <= source.size) {
    const header = source.read(at, BLOCK).slice()
    if (header.every((byte) => byte === 0)) return
    if (!isChecksumRight(header)) {
      const next = nextMember(source, at + BLOCK)
      yield issue('E_TAR_CHECKSUM', { offset: at }, { skipped: next - at })
      at = next
      pending = {}
      continue
    }
    const flag = String.fromCharCode(header[156]!)
    const pax = META.has(flag) ? undefined : pending.pax?.get('size')
    const start = at + BLOCK + (flag === 'S' ? sparseMapBytes(source, at, header) : 0)
    const size = sizeOf(source, { header, flag, start, pax })
    if (size === null || size < 0 || !Number.isSafeInteger(size)) {
      yield issue('E_TAR_SIZE', { offset: at })
      return
    }
    const content = sliceSource(source, start, size)
    if (META.has(flag)) {
      if (size > MAX_META || content.size < size) yield issue('E_TAR_META', { offset: at }, { size })
      else if (flag === 'g') global = new Map([...global, ...paxRecords(content.read(0, size))])
      else pending = withMeta(pending, flag, content.read(0, size).slice())
    } else {
      const entry = entryOf({
        header,
        at,
        size,
        content,
        pax: new Map([...global, ...(pending.pax ?? [])]),
        pending,
      })
      yield entry
      pending = {}
      if (content.size < size) {
        yield issue('E_TAR_TORN', { path: entry.name, offset: at }, { missing: size - content.size })
        return
      }
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  // Two blocks of zeros end an archive; one that ends without any may be a cut copy.
  yield issue(at < source.size || at === 0 ? 'E_TAR_TORN' : 'E_TAR_END', {
    offset: Math.min(at, source.size),
  })
}

/** Behind a damaged header: the next block that is a whole ustar header; the end of the source where none is. */
function nextMember(source: ByteSource, from: number): number {
  for (let at = from; at + BLOCK <= source.size; at += BLOCK) {
    const block = source.read(at, BLOCK)
    if (decodeLatin1(block, 257, 262) === 'ustar' && isChecksumRight(block)) return at
  }
  return source.size
}

/** Old GNU sparse files: blocks of the map that go on behind the header. */
function sparseMapBytes(source: ByteSource, at: number, header: Uint8Array): number {
  let bytes = 0
  let goesOn = header[482] === 1
  while (goesOn && at + 2 * BLOCK + bytes <= source.size) {
    bytes += BLOCK
    goesOn = source.read(at + bytes, BLOCK)[504] === 1
  }
  return bytes
}

/** Bytes of content: links, devices, folders and pipes have none, whatever their field says. */
function sizeOf(
  source: ByteSource,
  member: { header: Uint8Array; flag: string; start: number; pax: string | undefined },
): number | null {
  const { header, flag, start, pax } = member
  if (/[2-6]/.test(flag)) return 0
  const size = numberIn(pax, header, 124, 12)
  // A hard link may come with the content or, from other writers, with its size alone.
  return flag === '1' && isTarHeader(source.read(start, BLOCK)) ? 0 : size
}

export interface TarOptions {
  readonly maxEntries?: number
}

/** The same as a list. @issues those of tarMembers, and E_TAR_LIMIT */
export function readTar(
  source: ByteSource,
  { maxEntries = 2_000_000 }: TarOptions = {},
): Reading<readonly TarEntry[]> {
  const entries: TarEntry[] = []
  const issues = makeIssueList()
  for (const item of tarMembers(source)) {
    if ('issue' in item) issues.push(item)
    else if (entries.length < maxEntries) entries.push(item)
    else {
      issues.push(issue('E_TAR_LIMIT', { offset: item.headerOffset }))
      break
    }
  }
  return { value: entries, issues: issues.all() }
}

/** Does a block look like the header of a member? For recognising archives without the word `ustar`. */
export const isTarHeader = (block: Uint8Array): boolean =>
  block.length >= BLOCK && block[0] !== 0 && isChecksumRight(block.subarray(0, BLOCK))

/** Headers that say something of the member behind them. x and X: pax; g: pax, for each that follows; L, K: GNU. */
const META = new Set(['x', 'X', 'g', 'L', 'K'])

interface Pending {
  readonly pax?: ReadonlyMap<string, string>
  readonly longName?: Uint8Array
  readonly longLink?: Uint8Array
}

function withMeta(pending: Pending, flag: string, bytes: Uint8Array): Pending {
  if (flag === 'L') return { ...pending, longName: untilZero(bytes) }
  if (flag === 'K') return { ...pending, longLink: untilZero(bytes) }
  return { ...pending, pax: paxRecords(bytes) }
}

/** Records `<length> <key>=<value>\n`; the length counts itself. Reading ends at the first that is none. */
function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    const length = blank < 0 || blank - at > 10 ? Number.NaN : Number(decodeLatin1(bytes, at, blank))
    const end = at + length
    if (!(length > blank - at + 1) || end > bytes.length) return records
    const text = decodeUtf8(bytes.subarray(blank + 1, end - 1)).text
    const equals = text.indexOf('=')
    if (equals > 0) records.set(text.slice(0, equals), text.slice(equals + 1))
    at = end
  }
  return records
}

const TYPES: Readonly<Record<string, TarType>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hard-link',
  '2': 'link',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'folder',
  '6': 'fifo',
  '7': 'file',
  D: 'folder',
  S: 'file',
}

function entryOf({
  header,
  at,
  size,
  content,
  pax,
  pending,
}: {
  header: Uint8Array
  at: number
  size: number
  content: ByteSource
  pax: ReadonlyMap<string, string>
  pending: Pending
}): TarEntry {
  const typeFlag = String.fromCharCode(header[156]!)
  const nameBytes = pending.longName ?? ustarName(header)
  const paxName = pax.get('GNU.sparse.name') ?? pax.get('path')
  const name = paxName ?? textOf(nameBytes)
  // Before ustar a folder was a file whose name ends in a slash.
  const isOldFolder = (typeFlag === '\0' || typeFlag === '0') && name.endsWith('/')
  const type = isOldFolder ? 'folder' : (TYPES[typeFlag] ?? 'other')
  const isLink = type === 'link' || type === 'hard-link'
  const sparse = pax.get('GNU.sparse.realsize') ?? pax.get('GNU.sparse.size')
  return {
    name,
    nameBytes: paxName === undefined ? nameBytes : new TextEncoder().encode(paxName),
    type,
    typeFlag,
    linkTarget: isLink
      ? (pax.get('linkpath') ?? textOf(pending.longLink ?? untilZero(header.subarray(157, 257))))
      : null,
    mode: numberIn(undefined, header, 100, 8) ?? 0,
    size,
    sparseSize:
      sparse !== undefined ? decimal(sparse) : typeFlag === 'S' ? numberIn(undefined, header, 483, 12) : null,
    modified: numberIn(pax.get('mtime'), header, 136, 12),
    headerOffset: at,
    content,
  }
}

/** ustar cuts a long name in two; GNU's own magic `ustar  ` uses those bytes for other things. */
function ustarName(header: Uint8Array): Uint8Array {
  const name = untilZero(header.subarray(0, 100))
  const prefix = untilZero(header.subarray(345, 500))
  const isUstar = decodeLatin1(header, 257, 263) === 'ustar\0'
  if (!isUstar || prefix.length === 0) return name
  return Uint8Array.from([...prefix, 0x2f, ...name])
}

function untilZero(bytes: Uint8Array): Uint8Array {
  const zero = bytes.indexOf(0)
  return zero < 0 ? bytes : bytes.subarray(0, zero)
}

/** Names have no stated encoding: UTF-8 where they are well-formed, else byte by byte. */
function textOf(bytes: Uint8Array): string {
  const { text, valid } = decodeUtf8(bytes)
  return valid ? text : decodeLatin1(bytes)
}

/** A pax record, or a field in octal, or in GNU's base 256; null where it is none of them. An empty field is 0. */
function numberIn(pax: string | undefined, header: Uint8Array, at: number, length: number): number | null {
  if (pax !== undefined) return decimal(pax)
  if ((header[at]! & 0x80) !== 0) {
    let value = header[at]! & 0x40 ? (header[at]! & 0x7f) - 0x80 : header[at]! & 0x7f
    for (let i = 1; i < length; i++) value = value * 256 + header[at + i]!
    return value
  }
  const text = decodeLatin1(header, at, at + length).replace(/^[ \0]+|[ \0].*$/gs, '')
  if (text === '') return 0
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null
}

const decimal = (text: string): number | null => (/^-?\d{1,20}(\.\d+)?$/.test(text) ? Number(text) : null)

/** The sum of the header's bytes, its own field read as blanks; some old writers summed signed bytes. */
function isChecksumRight(header: Uint8Array): boolean {
  const stored = numberIn(undefined, header, 148, 8)
  let unsigned = 8 * 0x20
  let signed = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) {
    if (i >= 148 && i < 156) continue
    unsigned += header[i]!
    signed += (header[i]! << 24) >> 24
  }
  return stored === unsigned || stored === signed
}
