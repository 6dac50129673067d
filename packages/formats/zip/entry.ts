// One member of a zip archive as its headers describe it. Source: PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5.

import { crc32 } from '../crc32.ts'
import { decodeCp437, decodeUtf8, isUtf8 } from '../text.ts'

export interface ZipFields {
  /** As found: absolute names, `..` and backslashes are kept. A name is never a path to write to. */
  readonly name: string
  readonly nameBytes: Uint8Array
  /**
   * `utf8-flag`: the entry says so. `utf8-extra`: an Info-ZIP field says so. `utf8`: nothing says so, but the bytes are
   * well-formed UTF-8 beyond ASCII. `cp437`: the format's own default.
   */
  readonly nameEncoding: 'utf8-flag' | 'utf8-extra' | 'utf8' | 'cp437'
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  /** 0 stored, 8 deflated; others by APPNOTE 4.4.5. */
  readonly method: number
  readonly encrypted: boolean
  readonly packedSize: number
  readonly size: number
  readonly crc32: number
  /** DOS date and time, local to the writer and even seconds only: `(date << 16) | time`. */
  readonly modifiedDos: number
  /** Seconds since 1970 from an extended timestamp field, where there is one. */
  readonly modifiedUnix: number | null
  readonly headerOffset: number
}

/** What both kinds of header have in common, before names and extra fields are read. */
export interface RawFields {
  readonly flags: number
  readonly method: number
  readonly modifiedDos: number
  readonly crc32: number
  readonly packedSize: number
  readonly size: number
  readonly nameBytes: Uint8Array
  readonly extra: Uint8Array
  readonly headerOffset: number
  readonly externalAttributes: number
  /** 3 is Unix: the high half of the external attributes is then a file mode. */
  readonly madeBy: number
}

const FULL = 0xffffffff

export function fieldsOf(raw: RawFields): ZipFields {
  const extras = extrasOf(raw.extra)
  const wide = extras.get(0x0001)
  // The zip64 field holds those of size, packed size and offset whose 32-bit field is full, in this order.
  let at = 0
  const widened = (value: number) => {
    if (value !== FULL || wide === undefined || at + 8 > wide.length) return value
    at += 8
    return uint64At(wide, at - 8)
  }
  const size = widened(raw.size)
  const packedSize = widened(raw.packedSize)
  const headerOffset = widened(raw.headerOffset)
  const name = nameOf(raw, extras.get(0x7075))
  return {
    ...name,
    nameBytes: raw.nameBytes,
    kind: kindOf(raw, name.name),
    method: raw.method,
    encrypted: (raw.flags & 1) !== 0,
    packedSize,
    size,
    crc32: raw.crc32,
    modifiedDos: raw.modifiedDos,
    modifiedUnix: unixTimeOf(extras.get(0x5455)),
    headerOffset,
  }
}

/** Extra fields by id; the first of each id. A field that runs past the end is left out. */
function extrasOf(extra: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>()
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = uint16At(extra, at)
    const end = at + 4 + uint16At(extra, at + 2)
    if (end <= extra.length && !found.has(id)) found.set(id, extra.subarray(at + 4, end))
    at = end
  }
  return found
}

function nameOf(raw: RawFields, unicode: Uint8Array | undefined): Pick<ZipFields, 'name' | 'nameEncoding'> {
  const { nameBytes } = raw
  if ((raw.flags & 0x0800) !== 0) return { name: decodeUtf8(nameBytes).text, nameEncoding: 'utf8-flag' }
  // Info-ZIP Unicode path: version 1, CRC of the plain name, then the name.
  if (unicode && unicode[0] === 1 && uint32At(unicode, 1) === crc32(nameBytes))
    return { name: decodeUtf8(unicode.subarray(5)).text, nameEncoding: 'utf8-extra' }
  const isAscii = nameBytes.every((byte) => byte < 0x80)
  if (!isAscii && isUtf8(nameBytes)) return { name: decodeUtf8(nameBytes).text, nameEncoding: 'utf8' }
  return { name: decodeCp437(nameBytes), nameEncoding: 'cp437' }
}

function kindOf(raw: RawFields, name: string): ZipFields['kind'] {
  const mode = raw.madeBy === 3 ? raw.externalAttributes >>> 28 : 0
  if (mode === 0xa) return 'link'
  if (mode === 0x4 || name.endsWith('/')) return 'folder'
  return mode === 0 || mode === 0x8 ? 'file' : 'other'
}

/** Extended timestamp: flags, then the time of modification where bit 0 is set. */
function unixTimeOf(field: Uint8Array | undefined): number | null {
  if (field === undefined || field.length < 5 || (field[0]! & 1) === 0) return null
  return uint32At(field, 1) | 0
}

export const uint16At = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

export const uint32At = (bytes: Uint8Array, at: number): number =>
  (uint16At(bytes, at) | (uint16At(bytes, at + 2) << 16)) >>> 0

/** Past 2^53 it is inexact, and past any archive. */
export const uint64At = (bytes: Uint8Array, at: number): number =>
  uint32At(bytes, at) + uint32At(bytes, at + 4) * 2 ** 32
