// HEIF (HEIC, AVIF): the item of type Exif and the size of the primary item, by way of the meta box.
// Sources: ISO/IEC 14496-12 (boxes, iinf, iloc, pitm, idat) and 23008-12 (ispe, ipma, Exif item).

import { type ByteSource, sliceSource, sourceOfBytes } from '@manumit/base'
import { type IssueList, issue } from '../errors.ts'
import { decodeLatin1 } from '../text.ts'
import type { Located } from './containers.ts'
import type { TiffBlock } from './tiff.ts'

interface Box {
  readonly type: string
  /** Content in the source it was found in. */
  readonly start: number
  readonly size: number
}

const MAX_BOXES = 10_000
/** The whole meta box is read at once; real ones have some tens of kilobytes. */
const MAX_META = 16 << 20
/** An Exif item of several pieces is put together up to this. */
const MAX_ITEM = 4 << 20

/** @issues E_PICTURE_CUT, E_PICTURE_PARTS, E_HEIF_META, E_HEIF_ITEM */
export function locateInHeif(source: ByteSource, issues: IssueList): Located {
  const meta = boxesIn(source, 0, source.size, issues).find((box) => box.type === 'meta')
  if (meta === undefined || meta.size < 4 || meta.size > MAX_META) {
    issues.push(issue('E_HEIF_META', { offset: meta?.start ?? 0 }))
    return { widthPixels: null, heightPixels: null, exif: null }
  }
  const bytes = source.read(meta.start, meta.size).slice()
  const within = sourceOfBytes(bytes)
  // A full box: version and flags stand before its children.
  const boxes = boxesIn(within, 4, bytes.length - 4, issues)
  const content = (type: string) => {
    const box = boxes.find((one) => one.type === type)
    return box && cursorOf(bytes.subarray(box.start, box.start + box.size))
  }
  const [widthPixels, heightPixels] = primarySize(
    { within, bytes, boxes, primary: primaryItem(content('pitm')) },
    issues,
  )
  const items = exifItems(within, boxes, issues)
  const idat = boxes.find((box) => box.type === 'idat')
  const locations = itemLocations(content('iloc'), idat ? meta.start + idat.start : null)
  return {
    widthPixels,
    heightPixels,
    exif: exifBlock(
      source,
      items.map((id) => locations.get(id)),
      issues,
    ),
  }
}

/** Boxes side by side: 32-bit size and type, or size 1 and a 64-bit size, or size 0 for the rest. */
function boxesIn(source: ByteSource, from: number, length: number, issues: IssueList): readonly Box[] {
  const boxes: Box[] = []
  const end = from + length
  let at = from
  while (at + 8 <= end) {
    const head = source.read(at, 16).slice()
    const cursor = cursorOf(head)
    const short = cursor.number(4)
    const type = decodeLatin1(head, 4, 8)
    cursor.number(4)
    const headBytes = short === 1 ? 16 : 8
    const size = short === 0 ? end - at : short === 1 ? cursor.number(8) : short
    if (size < headBytes || at + size > end || boxes.length >= MAX_BOXES) {
      issues.push(issue(boxes.length >= MAX_BOXES ? 'E_PICTURE_PARTS' : 'E_PICTURE_CUT', { offset: at }))
      break
    }
    boxes.push({ type, start: at + headBytes, size: size - headBytes })
    at += size
  }
  return boxes
}

interface Cursor {
  /** Big-endian unsigned, of 0 to 8 bytes; 0 past the end. */
  number(width: number): number
  readonly left: number
}

function cursorOf(bytes: Uint8Array): Cursor {
  let at = 0
  return {
    number(width) {
      let value = 0
      for (let i = 0; i < width; i++) value = value * 256 + (bytes[at++] ?? 0)
      return value
    },
    get left() {
      return bytes.length - at
    },
  }
}

function primaryItem(pitm: Cursor | undefined): number | null {
  if (pitm === undefined) return null
  const version = pitm.number(1)
  pitm.number(3)
  return pitm.number(version === 0 ? 2 : 4)
}

/** Item ids of type Exif. */
function exifItems(within: ByteSource, boxes: readonly Box[], issues: IssueList): readonly number[] {
  const iinf = boxes.find((box) => box.type === 'iinf')
  if (iinf === undefined) return []
  const version = within.read(iinf.start, 1)[0] ?? 0
  const skip = 4 + (version === 0 ? 2 : 4)
  const ids: number[] = []
  for (const infe of boxesIn(within, iinf.start + skip, iinf.size - skip, issues)) {
    const entry = cursorOf(within.read(infe.start, Math.min(infe.size, 16)))
    const entryVersion = entry.number(1)
    entry.number(3)
    // Versions 0 and 1 have no type.
    if (entryVersion < 2) continue
    const id = entry.number(entryVersion === 2 ? 2 : 4)
    entry.number(2)
    if (entry.number(4) === 0x45786966) ids.push(id)
  }
  return ids
}

interface Extent {
  readonly offset: number
  readonly length: number
}

function itemLocations(
  iloc: Cursor | undefined,
  idatStart: number | null,
): ReadonlyMap<number, readonly Extent[]> {
  const locations = new Map<number, readonly Extent[]>()
  if (iloc === undefined) return locations
  const version = iloc.number(1)
  iloc.number(3)
  const sizes = iloc.number(1)
  const more = iloc.number(1)
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    sizes >> 4,
    sizes & 15,
    more >> 4,
    version > 0 ? more & 15 : 0,
  ]
  const count = iloc.number(version < 2 ? 2 : 4)
  for (let i = 0; i < count && iloc.left > 0; i++) {
    const id = iloc.number(version < 2 ? 2 : 4)
    // 0: offsets in the file; 1: in the idat box; 2: in another item, which no Exif item is.
    const method = version > 0 ? iloc.number(2) & 15 : 0
    iloc.number(2)
    const base = iloc.number(baseSize) + (method === 1 ? (idatStart ?? Number.NaN) : 0)
    const extents: Extent[] = []
    const extentCount = iloc.number(2)
    for (let k = 0; k < extentCount && iloc.left > 0; k++) {
      iloc.number(indexSize)
      const offset = iloc.number(offsetSize)
      extents.push({ offset: base + offset, length: iloc.number(lengthSize) })
    }
    if (method < 2 && !locations.has(id)) locations.set(id, extents)
  }
  return locations
}

/** An Exif item begins with the distance from behind these four bytes to the TIFF header. */
function exifBlock(
  source: ByteSource,
  items: readonly (readonly Extent[] | undefined)[],
  issues: IssueList,
): TiffBlock | null {
  const [extents] = items
  if (items.length === 0) return null
  const total = (extents ?? []).reduce((sum, extent) => sum + extent.length, 0)
  const isThere = (extents ?? []).every((extent) => extent.offset + extent.length <= source.size)
  if (extents === undefined || extents.length === 0 || !isThere || total > MAX_ITEM || total < 8) {
    issues.push(issue('E_HEIF_ITEM', { offset: extents?.[0]?.offset ?? 0 }))
    return null
  }
  const only = extents.length === 1 ? extents[0]! : null
  const item = only
    ? sliceSource(source, only.offset, only.length)
    : sourceOfBytes(joined(source, extents, total))
  const skip = 4 + cursorOf(item.read(0, 4)).number(4)
  if (skip >= item.size) {
    issues.push(issue('E_HEIF_ITEM', { offset: extents[0]!.offset }))
    return null
  }
  return { bytes: sliceSource(item, skip, item.size - skip), fileOffset: only && only.offset + skip }
}

function joined(source: ByteSource, extents: readonly Extent[], total: number): Uint8Array {
  const bytes = new Uint8Array(total)
  let at = 0
  for (const { offset, length } of extents) {
    bytes.set(source.read(offset, length), at)
    at += length
  }
  return bytes
}

/** The `ispe` property that `ipma` gives to the primary item; of several, the first. */
function primarySize(
  meta: { within: ByteSource; bytes: Uint8Array; boxes: readonly Box[]; primary: number | null },
  issues: IssueList,
): readonly [number | null, number | null] {
  const { within, bytes, boxes, primary } = meta
  const iprp = boxes.find((box) => box.type === 'iprp')
  const children = iprp ? boxesIn(within, iprp.start, iprp.size, issues) : []
  const ipco = children.find((box) => box.type === 'ipco')
  const ipma = children.find((box) => box.type === 'ipma')
  if (ipco === undefined || ipma === undefined || primary === null) return [null, null]
  const properties = boxesIn(within, ipco.start, ipco.size, issues)
  const associations = cursorOf(bytes.subarray(ipma.start, ipma.start + ipma.size))
  const version = associations.number(1)
  associations.number(2)
  const isWide = (associations.number(1) & 1) === 1
  const count = associations.number(4)
  for (let i = 0; i < count && associations.left > 0; i++) {
    const id = associations.number(version < 1 ? 2 : 4)
    const named = associations.number(1)
    for (let k = 0; k < named; k++) {
      const index = isWide ? associations.number(2) & 0x7fff : associations.number(1) & 0x7f
      const property = properties[index - 1]
      if (id !== primary || property?.type !== 'ispe') continue
      const size = cursorOf(bytes.subarray(property.start + 4, property.start + property.size))
      return [size.number(4), size.number(4)]
    }
  }
  return [null, null]
}
