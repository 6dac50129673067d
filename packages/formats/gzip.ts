// The header of gzip: what it says of the file inside, and where the deflate data begin. Inflating is the caller's.
// Source: RFC 1952.

import type { ByteSource, Issue } from '@manumit/base'
import { crc32 } from './crc32.ts'
import { issue } from './errors.ts'
import type { Reading } from './reading.ts'
import { decodeLatin1 } from './text.ts'

export interface GzipHeader {
  /** Name of the file before it was packed, as found; null where none is stored. Never a path to write to. */
  readonly name: string | null
  readonly comment: string | null
  /** Seconds since 1970; null where the field is 0, which means none. */
  readonly modified: number | null
  /** 8 is deflate, the only one defined. */
  readonly method: number
  /** 3 Unix, 0 FAT, 255 unknown; others by RFC 1952. */
  readonly system: number
  readonly deflateOffset: number
  /** Of the last member, from the end of the source: CRC-32 and length modulo 2^32 of what is inside. */
  readonly trailer: { readonly crc32: number; readonly sizeModulo: number } | null
}

const FIXED = 10
const TRAILER = 8
/** A header of a longer name or comment than this is not followed. */
const MAX_HEADER = 1 << 17

/** Do the bytes begin as gzip with deflate inside? */
export const isGzip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08

/**
 * Reads the header of the first member.
 *
 * @returns null where it is none, or is cut
 * @issues  E_GZIP_HEADER, E_GZIP_CHECKSUM
 */
export function readGzipHeader(source: ByteSource): Reading<GzipHeader | null> {
  const bytes = source.read(0, MAX_HEADER).slice()
  if (!isGzip(bytes) || bytes.length < FIXED)
    return { value: null, issues: [issue('E_GZIP_HEADER', { offset: 0 })] }
  const flags = bytes[3]!
  let at = FIXED
  if (flags & 0x04) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
  const text = (flag: number) => {
    if ((flags & flag) === 0) return null
    const end = bytes.indexOf(0, at)
    const stored = end < 0 ? '' : decodeLatin1(bytes, at, end)
    at = end < 0 ? bytes.length + 1 : end + 1
    return stored
  }
  const name = text(0x08)
  const comment = text(0x10)
  const checked = at
  if (flags & 0x02) at += 2
  if (at > bytes.length) return { value: null, issues: [issue('E_GZIP_HEADER', { offset: 0 })] }
  const issues: Issue[] = []
  if (flags & 0x02 && (crc32(bytes.subarray(0, checked)) & 0xffff) !== uint16(bytes, checked))
    issues.push(issue('E_GZIP_CHECKSUM', { offset: checked }))
  const modified = uint32(bytes, 4)
  const header = {
    name,
    comment,
    modified: modified === 0 ? null : modified,
    method: bytes[2]!,
    system: bytes[9]!,
  }
  return { value: { ...header, deflateOffset: at, trailer: trailerOf(source, at) }, issues }
}

function trailerOf(source: ByteSource, deflateOffset: number): GzipHeader['trailer'] {
  if (source.size < deflateOffset + TRAILER) return null
  const bytes = source.read(source.size - TRAILER, TRAILER)
  return { crc32: uint32(bytes, 0), sizeModulo: uint32(bytes, 4) }
}

const uint16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8)

const uint32 = (bytes: Uint8Array, at: number): number =>
  (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0
