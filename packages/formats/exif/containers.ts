// Where pictures keep their block of EXIF and their size: JPEG segments, PNG and WebP chunks, and TIFF itself. HEIF, which
// needs an index of items, is in heif.ts. Nothing of the picture is decoded.

import type { ByteSource } from '@manumit/base'
import { type IssueList, issue } from '../errors.ts'
import { decodeLatin1 } from '../text.ts'
import { blockAt, type TiffBlock } from './tiff.ts'

export interface Located {
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly exif: TiffBlock | null
}

const EXIF_HEADER = 'Exif\0\0'
/** Segments or chunks looked at; real pictures have some dozens, hostile ones a million. */
const MAX_PARTS = 20_000

/** Segments of a JPEG up to the scan. @issues E_PICTURE_CUT, E_PICTURE_PARTS, E_EXIF_SEVERAL */
export function locateInJpeg(source: ByteSource, issues: IssueList): Located {
  let size: readonly [number | null, number | null] = [null, null]
  let exif: TiffBlock | null = null
  let at = 2
  for (let parts = 0; parts < MAX_PARTS; parts++) {
    const head = source.read(at, 18).slice()
    // Any number of fill bytes may stand before a marker.
    if (head.length > 1 && head[0] === 0xff && head[1] === 0xff) {
      at++
      continue
    }
    const marker = head[1] ?? 0
    const length = uint16(head, 2)
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
    if (head.length < 4 || head[0] !== 0xff || (!isAlone && length < 2)) {
      issues.push(issue('E_PICTURE_CUT', { offset: at }))
      break
    }
    if (marker === 0xda || marker === 0xd9) break
    if (isFrame(marker) && head.length >= 9) size = [uint16(head, 7), uint16(head, 5)]
    if (marker === 0xe1 && decodeLatin1(head, 4, 10) === EXIF_HEADER) {
      if (exif === null) exif = blockAt(source, at + 10, length - 8)
      else issues.push(issue('E_EXIF_SEVERAL', { offset: at }))
    }
    at += isAlone ? 2 : 2 + length
    if (parts === MAX_PARTS - 1) issues.push(issue('E_PICTURE_PARTS', { offset: at }))
  }
  return { widthPixels: size[0], heightPixels: size[1], exif }
}

/** Start of frame: 0xc0 to 0xcf, but for tables (c4, cc) and an extension (c8). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Chunks of a PNG. @issues E_PICTURE_CUT, E_PICTURE_PARTS, E_EXIF_SEVERAL */
export function locateInPng(source: ByteSource, issues: IssueList): Located {
  const header = source.read(8, 16).slice()
  const isWhole = header.length === 16 && decodeLatin1(header, 4, 8) === 'IHDR'
  let exif: TiffBlock | null = null
  for (const { type, start, size } of chunks(source, { from: 8, isBig: true }, issues)) {
    if (type === 'IEND') break
    if (type !== 'eXIf') continue
    if (exif === null) exif = blockAt(source, start, size)
    else issues.push(issue('E_EXIF_SEVERAL', { offset: start }))
  }
  return {
    widthPixels: isWhole ? uint32(header, 8) : null,
    heightPixels: isWhole ? uint32(header, 12) : null,
    exif,
  }
}

/** Chunks of a WebP. @issues E_PICTURE_CUT, E_PICTURE_PARTS, E_EXIF_SEVERAL */
export function locateInWebp(source: ByteSource, issues: IssueList): Located {
  let size: readonly [number | null, number | null] = [null, null]
  let exif: TiffBlock | null = null
  for (const chunk of chunks(source, { from: 12, isBig: false }, issues)) {
    const head = source.read(chunk.start, 10).slice()
    size = size[0] === null ? webpSize(chunk.type, head) : size
    if (chunk.type !== 'EXIF') continue
    // Some writers put JPEG's header before the block.
    const skip = decodeLatin1(head, 0, 6) === EXIF_HEADER ? 6 : 0
    if (exif === null) exif = blockAt(source, chunk.start + skip, chunk.size - skip)
    else issues.push(issue('E_EXIF_SEVERAL', { offset: chunk.start }))
  }
  return { widthPixels: size[0], heightPixels: size[1], exif }
}

/** Source: RFC 9649, sections 2.5 to 2.7. */
function webpSize(type: string, head: Uint8Array): readonly [number | null, number | null] {
  const at = (i: number) => head[i] ?? 0
  if (head.length < 10) return [null, null]
  if (type === 'VP8X')
    return [1 + at(4) + at(5) * 256 + at(6) * 65_536, 1 + at(7) + at(8) * 256 + at(9) * 65_536]
  if (type === 'VP8 ') return [(at(6) + at(7) * 256) & 0x3fff, (at(8) + at(9) * 256) & 0x3fff]
  if (type !== 'VP8L') return [null, null]
  const bits = at(1) + at(2) * 256 + at(3) * 65_536 + at(4) * 16_777_216
  return [1 + (bits % 16_384), 1 + (Math.floor(bits / 16_384) % 16_384)]
}

interface Chunk {
  readonly type: string
  readonly start: number
  readonly size: number
}

/** PNG: big-endian length, type, content, CRC. RIFF: type, little-endian length, content, even padding. */
function* chunks(
  source: ByteSource,
  { from, isBig }: { from: number; isBig: boolean },
  issues: IssueList,
): Generator<Chunk> {
  let at = from
  for (let parts = 0; at < source.size; parts++) {
    if (parts >= MAX_PARTS) {
      issues.push(issue('E_PICTURE_PARTS', { offset: at }))
      return
    }
    const head = source.read(at, 8).slice()
    const size = isBig ? uint32(head, 0) : uint32(Uint8Array.from(head.subarray(4)).reverse(), 0)
    const start = at + 8
    if (head.length < 8 || start + size > source.size) {
      issues.push(issue('E_PICTURE_CUT', { offset: at }))
      return
    }
    yield { type: isBig ? decodeLatin1(head, 4, 8) : decodeLatin1(head, 0, 4), start, size }
    at = start + size + (isBig ? 4 : size % 2)
  }
}

const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)

const uint32 = (bytes: Uint8Array, at: number): number => uint16(bytes, at) * 65_536 + uint16(bytes, at + 2)
