// Writes zip archives with fixed times, so that the same members give the same bytes. Names are written as given: a test
// may ask for an absolute one, a `..` or a repeated one. Source: PKWARE APPNOTE 6.3.

import { crc32, deflateRawSync } from 'node:zlib'

/** A file to be packed. `path` is a name inside the archive, `modified` seconds since 1970. */
export interface MemberFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly modified?: number
  /** Makes the member a symbolic link to this name; `bytes` is then ignored. */
  readonly linkTo?: string
  /** Mode 0755 instead of 0644. */
  readonly isExecutable?: boolean
  /** In a tar, numbers of user and group; default 1000. */
  readonly owner?: number
}

/** How members are stored. */
export interface ZipOptions {
  readonly method?: 'deflate' | 'store'
  /** Sizes follow the data instead of standing in the local header, as streaming writers do. */
  readonly dataDescriptor?: boolean
}

const UTF8_NAME = 0x0800
const SIZES_FOLLOW = 0x0008
/** 1980-01-01 00:00:00 in MS-DOS form: the format's way to say "no time". */
const DOS_TIME = 0
const DOS_DATE = 0x0021
const UNIX_MADE_BY = 0x031e

/** The members as a zip, in the order given. */
export function writeZip(members: readonly MemberFile[], options: ZipOptions = {}): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const member of members) {
    const packed = pack(member, options)
    const local = localHeader(packed, options)
    const descriptor = options.dataDescriptor ? dataDescriptor(packed) : new Uint8Array(0)
    parts.push(local, packed.name, packed.data, descriptor)
    directory.push(centralHeader(packed, offset, options), packed.name)
    offset += local.length + packed.name.length + packed.data.length + descriptor.length
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const end = endOfDirectory(members.length, directoryBytes, offset)
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]))
}

interface Packed {
  readonly name: Uint8Array
  readonly data: Uint8Array
  readonly method: number
  readonly crc: number
  readonly size: number
  readonly mode: number
}

function pack(member: MemberFile, { method = 'deflate' }: ZipOptions): Packed {
  const isLink = member.linkTo !== undefined
  const bytes = isLink ? new TextEncoder().encode(member.linkTo) : member.bytes
  const deflated = method === 'deflate' && !isLink ? new Uint8Array(deflateRawSync(bytes)) : null
  const smaller = deflated !== null && deflated.length < bytes.length
  return {
    name: new TextEncoder().encode(member.path),
    data: smaller ? deflated : bytes,
    method: smaller ? 8 : 0,
    crc: crc32(bytes),
    size: bytes.length,
    mode: isLink ? 0o120777 : member.isExecutable ? 0o100755 : 0o100644,
  }
}

const flagsOf = (options: ZipOptions) => UTF8_NAME | (options.dataDescriptor ? SIZES_FOLLOW : 0)

function localHeader(packed: Packed, options: ZipOptions): Uint8Array {
  const view = new DataView(new ArrayBuffer(30))
  const follow = options.dataDescriptor === true
  view.setUint32(0, 0x04034b50, true)
  view.setUint16(4, 20, true)
  view.setUint16(6, flagsOf(options), true)
  view.setUint16(8, packed.method, true)
  view.setUint16(10, DOS_TIME, true)
  view.setUint16(12, DOS_DATE, true)
  view.setUint32(14, follow ? 0 : packed.crc, true)
  view.setUint32(18, follow ? 0 : packed.data.length, true)
  view.setUint32(22, follow ? 0 : packed.size, true)
  view.setUint16(26, packed.name.length, true)
  return new Uint8Array(view.buffer)
}

function dataDescriptor(packed: Packed): Uint8Array {
  const view = new DataView(new ArrayBuffer(16))
  view.setUint32(0, 0x08074b50, true)
  view.setUint32(4, packed.crc, true)
  view.setUint32(8, packed.data.length, true)
  view.setUint32(12, packed.size, true)
  return new Uint8Array(view.buffer)
}

function centralHeader(packed: Packed, offset: number, options: ZipOptions): Uint8Array {
  const view = new DataView(new ArrayBuffer(46))
  view.setUint32(0, 0x02014b50, true)
  view.setUint16(4, UNIX_MADE_BY, true)
  view.setUint16(6, 20, true)
  view.setUint16(8, flagsOf(options), true)
  view.setUint16(10, packed.method, true)
  view.setUint16(12, DOS_TIME, true)
  view.setUint16(14, DOS_DATE, true)
  view.setUint32(16, packed.crc, true)
  view.setUint32(20, packed.data.length, true)
  view.setUint32(24, packed.size, true)
  view.setUint16(28, packed.name.length, true)
  view.setUint32(38, packed.mode * 0x10000, true)
  view.setUint32(42, offset, true)
  return new Uint8Array(view.buffer)
}

function endOfDirectory(count: number, directoryBytes: number, offset: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(22))
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, directoryBytes, true)
  view.setUint32(16, offset, true)
  return new Uint8Array(view.buffer)
}
