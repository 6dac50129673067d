// Local headers one after another, for archives whose central directory is lost: cut copies above all. Where a header
// leaves its sizes to a descriptor behind the data, the next signature tells where the data end.

import type { ByteSource } from '@manumit/base'
import { type IssueList, issue } from '../errors.ts'
import { fieldsOf, uint16At, uint32At, type ZipFields } from './entry.ts'

const LOCAL = { signature: 0x04034b50, bytes: 30 } as const
const DESCRIPTOR = 0x08074b50
const WINDOW = 1 << 18

/** Each whole local header that follows the one before it, or is found behind bytes that are none. */
export function scanLocalHeaders(
  source: ByteSource,
  maxEntries: number,
  issues: IssueList,
): readonly ZipFields[] {
  const entries: ZipFields[] = []
  let at = nextSignature(source, 0, [LOCAL.signature])
  while (at < source.size) {
    const fixed = source.read(at, LOCAL.bytes)
    const nameEnd = LOCAL.bytes + uint16At(fixed, 26)
    const extraEnd = nameEnd + uint16At(fixed, 28)
    const header = source.read(at, extraEnd).slice()
    if (extraEnd > header.length) {
      issues.push(issue('E_ZIP_TORN', { offset: at }))
      break
    }
    if (entries.length >= maxEntries) {
      issues.push(issue('E_ZIP_LIMIT', { offset: at }))
      break
    }
    const fields = localFields(header, at, nameEnd, extraEnd)
    const isDescribed = (uint16At(header, 6) & 8) !== 0 && fields.packedSize === 0
    const entry = isDescribed ? describedBehind(source, fields, at + extraEnd) : fields
    entries.push(entry)
    at = nextSignature(source, at + extraEnd + entry.packedSize, [LOCAL.signature])
  }
  return entries
}

function localFields(header: Uint8Array, at: number, nameEnd: number, extraEnd: number): ZipFields {
  return fieldsOf({
    flags: uint16At(header, 6),
    method: uint16At(header, 8),
    modifiedDos: uint32At(header, 10),
    crc32: uint32At(header, 14),
    packedSize: uint32At(header, 18),
    size: uint32At(header, 22),
    nameBytes: header.slice(LOCAL.bytes, nameEnd),
    extra: header.subarray(nameEnd, extraEnd),
    headerOffset: at,
    externalAttributes: 0,
    madeBy: 0,
  })
}

/** Sizes from the descriptor behind the data: its packed size must be the distance it was found at. */
function describedBehind(source: ByteSource, fields: ZipFields, dataAt: number): ZipFields {
  const at = nextSignature(source, dataAt, [DESCRIPTOR, LOCAL.signature])
  const record = source.read(at, 24).slice()
  const packedSize = at - dataAt
  if (uint32At(record, 0) !== DESCRIPTOR || uint32At(record, 8) !== packedSize)
    return { ...fields, packedSize }
  return { ...fields, crc32: uint32At(record, 4), packedSize, size: uint32At(record, 12) }
}

/** The first place from `from` on where one of the signatures stands; the end of the source where none does. */
function nextSignature(source: ByteSource, from: number, signatures: readonly number[]): number {
  for (let at = from; at + 4 <= source.size; at += WINDOW - 3) {
    const window = source.read(at, WINDOW)
    for (let i = window.indexOf(0x50); i >= 0 && i + 4 <= window.length; i = window.indexOf(0x50, i + 1))
      if (signatures.includes(uint32At(window, i))) return at + i
  }
  return source.size
}
