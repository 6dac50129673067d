// Zip archives over a ByteSource: the central directory, or the local headers where it is lost. Only listed and located
// here; inflating is the caller's. Names stay as found, and everything that could be used to mislead is an issue: bytes
// shared by entries, names given twice, headers that contradict each other, more entries than could be meant.

import { type ByteSource, type Issue, sliceSource } from '@manumit/base'
import { type IssueList, issue, makeIssueList } from '../errors.ts'
import type { Reading } from '../reading.ts'
import { readDirectory } from './directory.ts'
import { uint16At, uint32At, type ZipFields } from './entry.ts'
import { scanLocalHeaders } from './scan.ts'

export interface ZipEntry extends ZipFields {
  /**
   * The packed bytes, behind the entry's own header, which is read and compared now.
   *
   * @returns null where the header is not there
   * @issues  E_ZIP_LOCAL_HEADER, E_ZIP_TORN
   */
  content(): Reading<ByteSource | null>
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[]
  /** `directory`: as the archive lists them. `scan`: found one after another, since the directory is lost. */
  readonly via: 'directory' | 'scan'
  readonly comment: Uint8Array
}

export interface ZipOptions {
  /** More entries than this are counted, not listed. */
  readonly maxEntries?: number
}

/**
 * Lists an archive.
 *
 * @issues E_ZIP_DIRECTORY, E_ZIP_TORN, E_ZIP_COUNT, E_ZIP_DUPLICATE, E_ZIP_OVERLAP, E_ZIP_LIMIT; offsets are in the source
 * @source PKWARE APPNOTE 6.3.10
 */
export function readZip(
  source: ByteSource,
  { maxEntries = 2_000_000 }: ZipOptions = {},
): Reading<ZipArchive> {
  const issues = makeIssueList()
  const directory = readDirectory(source, maxEntries, issues)
  if (directory === null) issues.push(issue('E_ZIP_DIRECTORY', { offset: source.size }))
  const fields = directory?.entries ?? scanLocalHeaders(source, maxEntries, issues)
  reportDuplicates(fields, issues)
  reportOverlaps(fields, issues)
  const entries = fields.map((entry) => ({ ...entry, content: () => contentOf(source, entry) }))
  return {
    value: {
      entries,
      via: directory === null ? 'scan' : 'directory',
      comment: directory?.comment ?? new Uint8Array(0),
    },
    issues: issues.all(),
  }
}

function reportDuplicates(entries: readonly ZipFields[], issues: IssueList): void {
  const seen = new Set<string>()
  for (const { name, headerOffset } of entries) {
    if (seen.has(name)) issues.push(issue('E_ZIP_DUPLICATE', { path: name, offset: headerOffset }))
    seen.add(name)
  }
}

/** Header, name and packed bytes at least belong to one entry: where the next begins sooner, they share bytes. */
function reportOverlaps(entries: readonly ZipFields[], issues: IssueList): void {
  const sorted = [...entries].sort((a, b) => a.headerOffset - b.headerOffset)
  let end = 0
  for (const { name, nameBytes, headerOffset, packedSize } of sorted) {
    if (headerOffset < end) issues.push(issue('E_ZIP_OVERLAP', { path: name, offset: headerOffset }))
    end = Math.max(end, headerOffset + LOCAL_BYTES + nameBytes.length + packedSize)
  }
}

const LOCAL_BYTES = 30
const LOCAL_SIGNATURE = 0x04034b50

function contentOf(source: ByteSource, entry: ZipFields): Reading<ByteSource | null> {
  const { headerOffset, name } = entry
  const place = { path: name, offset: headerOffset }
  const header = source.read(headerOffset, LOCAL_BYTES).slice()
  if (header.length < LOCAL_BYTES || uint32At(header, 0) !== LOCAL_SIGNATURE)
    return { value: null, issues: [issue('E_ZIP_LOCAL_HEADER', place, { field: 'signature' })] }
  const nameLength = uint16At(header, 26)
  const start = headerOffset + LOCAL_BYTES + nameLength + uint16At(header, 28)
  const issues: Issue[] = contradictions(
    entry,
    header,
    source.read(headerOffset + LOCAL_BYTES, nameLength),
  ).map((field) => issue('E_ZIP_LOCAL_HEADER', place, { field }))
  const content = sliceSource(source, start, entry.packedSize)
  if (content.size < entry.packedSize)
    issues.push(issue('E_ZIP_TORN', place, { missing: entry.packedSize - content.size }))
  return { value: content, issues }
}

/** Fields in which an entry's own header differs from what lists it. Sizes behind a data descriptor are zero there. */
function contradictions(entry: ZipFields, header: Uint8Array, nameBytes: Uint8Array): readonly string[] {
  const hasDescriptor = (uint16At(header, 6) & 8) !== 0
  const differs = (stored: number, listed: number) =>
    stored !== listed && stored !== 0xffffffff && !(hasDescriptor && stored === 0)
  const isSameName =
    nameBytes.length === entry.nameBytes.length && entry.nameBytes.every((byte, i) => byte === nameBytes[i])
  const found: string[] = []
  if (!isSameName) found.push('name')
  if (uint16At(header, 8) !== entry.method) found.push('method')
  if (((uint16At(header, 6) & 1) !== 0) !== entry.encrypted) found.push('encryption')
  if (differs(uint32At(header, 14), entry.crc32)) found.push('crc32')
  if (differs(uint32At(header, 18), entry.packedSize)) found.push('packed size')
  if (differs(uint32At(header, 22), entry.size)) found.push('size')
  return found
}
