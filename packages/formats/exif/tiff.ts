// The TIFF structure inside which EXIF lies: directories of tags in either byte order. Values are kept as stored, with
// the place of their bytes in the file; directories that lead back to one another are followed once.

import { type ByteSource, KEPT_BLOB_BYTES, type RawBlob, sliceSource } from '@manumit/base'
import { type IssueList, issue } from '../errors.ts'
import type { ByteRange } from '../reading.ts'
import { decodeLatin1, decodeUtf8 } from '../text.ts'
import { type ExifIfd, tagName } from './tags.ts'

export interface Rational {
  readonly numerator: number
  readonly denominator: number
}

export type ExifType =
  | 'byte'
  | 'ascii'
  | 'short'
  | 'long'
  | 'rational'
  | 'sbyte'
  | 'undefined'
  | 'sshort'
  | 'slong'
  | 'srational'
  | 'float'
  | 'double'
  | 'ifd'
  | 'utf8'

/** null: could not be read, and an issue says so. `blobBytes`: too long to repeat; the bytes are at the tag's place. */
export type ExifValue = null | string | readonly number[] | readonly Rational[] | Uint8Array | RawBlob

export interface ExifTag {
  readonly ifd: ExifIfd
  readonly tag: number
  /** null where the number is none of the known. */
  readonly name: string | null
  readonly type: ExifType | null
  readonly count: number
  readonly value: ExifValue
  /** The value's bytes in the file; null where the block of metadata is not one piece of it. */
  readonly range: ByteRange | null
}

/** A block of metadata: where it lies in the file (null when it was put together from several pieces) and its bytes. */
export interface TiffBlock {
  readonly bytes: ByteSource
  readonly fileOffset: number | null
}

const TYPES: Readonly<Record<number, readonly [ExifType, number]>> = {
  1: ['byte', 1],
  2: ['ascii', 1],
  3: ['short', 2],
  4: ['long', 4],
  5: ['rational', 8],
  6: ['sbyte', 1],
  7: ['undefined', 1],
  8: ['sshort', 2],
  9: ['slong', 4],
  10: ['srational', 8],
  11: ['float', 4],
  12: ['double', 8],
  13: ['ifd', 4],
  129: ['utf8', 1],
}

/** Texts are kept whole up to this; numbers up to as many bytes. */
const MAX_VALUE_BYTES = 4_096
const MAX_TAGS = 5_000

/** Directories named by a tag of another. */
const POINTERS: Readonly<Record<string, ExifIfd>> = { 34665: 'exif', 34853: 'gps', 40965: 'interop' }

/** @issues E_EXIF_TIFF, E_EXIF_DIRECTORY, E_EXIF_CYCLE, E_EXIF_LIMIT, E_EXIF_TYPE, E_EXIF_RANGE, E_EXIF_TEXT */
export function readTiff(block: TiffBlock, issues: IssueList): readonly ExifTag[] {
  const header = block.bytes.read(0, 8).slice()
  const order = decodeLatin1(header, 0, 2)
  const view = new DataView(header.buffer)
  const little = order === 'II'
  if (header.length < 8 || (!little && order !== 'MM') || view.getUint16(2, little) !== 42) {
    issues.push(issue('E_EXIF_TIFF', { offset: block.fileOffset ?? 0 }))
    return []
  }
  const reader: Reader = { block, little, tags: [], seen: new Set(), issues }
  const next = readDirectory(reader, 'ifd0', view.getUint32(4, little))
  if (next > 0) readDirectory(reader, 'ifd1', next)
  return reader.tags
}

interface Reader {
  readonly block: TiffBlock
  readonly little: boolean
  readonly tags: ExifTag[]
  readonly seen: Set<number>
  readonly issues: IssueList
}

/** Reads a directory and those it names → the offset of the next one in the chain, 0 for none. */
function readDirectory(reader: Reader, ifd: ExifIfd, offset: number): number {
  const { block, little, seen, issues } = reader
  const at = { offset: (block.fileOffset ?? 0) + offset }
  if (seen.has(offset)) {
    issues.push(issue('E_EXIF_CYCLE', at))
    return 0
  }
  seen.add(offset)
  const head = block.bytes.read(offset, 2).slice()
  const count = head.length < 2 ? 0 : new DataView(head.buffer).getUint16(0, little)
  const bytes = block.bytes.read(offset + 2, count * 12 + 4).slice()
  const whole = Math.min(count, Math.floor(bytes.length / 12))
  if (head.length < 2 || whole < count)
    issues.push(issue('E_EXIF_DIRECTORY', at, { named: count, found: whole }))
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < whole; i++) {
    if (reader.tags.length >= MAX_TAGS) {
      issues.push(issue('E_EXIF_LIMIT', at))
      return 0
    }
    const tag = readTag(reader, { ifd, view, entry: i * 12, entryOffset: offset + 2 + i * 12 })
    reader.tags.push(tag)
    const named = POINTERS[tag.tag]
    const target = Array.isArray(tag.value) ? tag.value[0] : undefined
    if (named && (ifd === 'ifd0' || ifd === 'exif') && typeof target === 'number')
      readDirectory(reader, named, target)
  }
  return bytes.length >= count * 12 + 4 ? view.getUint32(count * 12, little) : 0
}

interface EntryPlace {
  readonly ifd: ExifIfd
  readonly view: DataView
  /** Of the entry in the view, and in the block. */
  readonly entry: number
  readonly entryOffset: number
}

function readTag(reader: Reader, { ifd, view, entry, entryOffset }: EntryPlace): ExifTag {
  const { block, little, issues } = reader
  const tag = view.getUint16(entry, little)
  const [type, width] = TYPES[view.getUint16(entry + 2, little)] ?? [null, 0]
  const count = view.getUint32(entry + 4, little)
  const length = count * width
  const offset = length <= 4 ? entryOffset + 8 : view.getUint32(entry + 8, little)
  const range = block.fileOffset === null ? null : { offset: block.fileOffset + offset, length }
  const known = { ifd, tag, name: tagName(ifd, tag), type, count, range }
  const place = { offset: (block.fileOffset ?? 0) + entryOffset }
  if (type === null) {
    issues.push(issue('E_EXIF_TYPE', place, { tag, type: view.getUint16(entry + 2, little) }))
    return { ...known, value: null, range: null }
  }
  if (offset + length > block.bytes.size) {
    issues.push(issue('E_EXIF_RANGE', place, { tag, offset, length }))
    return { ...known, value: null, range: null }
  }
  return { ...known, value: storedValue({ reader, type, width, offset, length, place }) }
}

function storedValue({
  reader,
  type,
  width,
  offset,
  length,
  place,
}: {
  reader: Reader
  type: ExifType
  width: number
  offset: number
  length: number
  place: { offset: number }
}): ExifValue {
  const longest = type === 'undefined' ? KEPT_BLOB_BYTES : MAX_VALUE_BYTES
  if (length > longest) return { blobBytes: length }
  const bytes = reader.block.bytes.read(offset, length).slice()
  if (type === 'undefined') return bytes
  if (type === 'ascii' || type === 'utf8') {
    const stored = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1)
    const { text, valid } = decodeUtf8(stored)
    if (!valid) reader.issues.push(issue('E_EXIF_TEXT', place))
    return valid ? text : decodeLatin1(stored)
  }
  const view = new DataView(bytes.buffer)
  const { little } = reader
  const indices = Array.from({ length: length / width }, (_, i) => i * width)
  if (type === 'rational')
    return indices.map((i) => ({
      numerator: view.getUint32(i, little),
      denominator: view.getUint32(i + 4, little),
    }))
  if (type === 'srational')
    return indices.map((i) => ({
      numerator: view.getInt32(i, little),
      denominator: view.getInt32(i + 4, little),
    }))
  return indices.map((i) => numberAt(view, i, type, little))
}

type NumberType = Exclude<ExifType, 'ascii' | 'utf8' | 'undefined' | 'rational' | 'srational'>

function numberAt(view: DataView, at: number, type: NumberType, little: boolean): number {
  switch (type) {
    case 'byte':
      return view.getUint8(at)
    case 'sbyte':
      return view.getInt8(at)
    case 'short':
      return view.getUint16(at, little)
    case 'sshort':
      return view.getInt16(at, little)
    case 'slong':
      return view.getInt32(at, little)
    case 'float':
      return view.getFloat32(at, little)
    case 'double':
      return view.getFloat64(at, little)
    default:
      return view.getUint32(at, little)
  }
}

/** A block that is one piece of the file. */
export const blockAt = (source: ByteSource, offset: number, size: number): TiffBlock => ({
  bytes: sliceSource(source, offset, size),
  fileOffset: offset,
})
