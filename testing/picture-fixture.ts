// Pictures with metadata from a readable recipe: a TIFF block of named tags, in the container asked for. Only what a reader
// of metadata looks at; none of them shows anything. Sources: TIFF 6.0; CIPA DC-008; PNG eXIf; WebP container; ISO 14496-12.

import { crc32 } from 'node:zlib'

type TagValue = string | number | readonly number[]

export interface PictureRecipe {
  readonly name: string
  readonly container: 'jpeg' | 'png' | 'webp' | 'tiff' | 'heic'
  readonly byteOrder?: 'little' | 'big'
  /** Tags by name and directory. Fractions are given as decimals. A picture without any has no EXIF. */
  readonly image?: Readonly<Record<string, TagValue>>
  readonly exif?: Readonly<Record<string, TagValue>>
  readonly gps?: Readonly<Record<string, TagValue>>
}

type Type = 'byte' | 'ascii' | 'short' | 'long' | 'rational'

const TYPES: Readonly<Record<Type, { code: number; bytes: number }>> = {
  byte: { code: 1, bytes: 1 },
  ascii: { code: 2, bytes: 1 },
  short: { code: 3, bytes: 2 },
  long: { code: 4, bytes: 4 },
  rational: { code: 5, bytes: 8 },
}

const TAGS: Readonly<Record<string, readonly [id: number, type: Type]>> = {
  Make: [0x010f, 'ascii'],
  Model: [0x0110, 'ascii'],
  Orientation: [0x0112, 'short'],
  Software: [0x0131, 'ascii'],
  DateTime: [0x0132, 'ascii'],
  ExifPointer: [0x8769, 'long'],
  GPSPointer: [0x8825, 'long'],
  DateTimeOriginal: [0x9003, 'ascii'],
  DateTimeDigitized: [0x9004, 'ascii'],
  OffsetTime: [0x9010, 'ascii'],
  OffsetTimeOriginal: [0x9011, 'ascii'],
  SubSecTimeOriginal: [0x9291, 'ascii'],
  PixelXDimension: [0xa002, 'long'],
  PixelYDimension: [0xa003, 'long'],
  GPSLatitudeRef: [1, 'ascii'],
  GPSLatitude: [2, 'rational'],
  GPSLongitudeRef: [3, 'ascii'],
  GPSLongitude: [4, 'rational'],
  GPSAltitudeRef: [5, 'byte'],
  GPSAltitude: [6, 'rational'],
  GPSTimeStamp: [7, 'rational'],
  GPSDateStamp: [0x1d, 'ascii'],
  GPSHPositioningError: [0x1f, 'rational'],
}

/** The file a recipe describes. */
export function pictureOf(recipe: PictureRecipe): Uint8Array {
  const hasExif = recipe.image !== undefined || recipe.exif !== undefined || recipe.gps !== undefined
  const tiff = hasExif ? tiffOf(recipe) : undefined
  switch (recipe.container) {
    case 'jpeg':
      return jpegOf(tiff)
    case 'png':
      return pngOf(tiff)
    case 'webp':
      return webpOf(tiff)
    case 'heic':
      return heicOf(tiff)
    case 'tiff':
      return tiff ?? tiffOf({ ...recipe, image: {} })
  }
}

// ── The TIFF block ───────────────────────────────────────────────────────────────────────────────────────────────────

function tiffOf({ image = {}, exif, gps, byteOrder }: PictureRecipe): Uint8Array {
  const little = byteOrder !== 'big'
  const main = { ...image, ...(exif && { ExifPointer: 0 }), ...(gps && { GPSPointer: 0 }) }
  const exifAt = 8 + sizeOf(main)
  const gpsAt = exifAt + (exif ? sizeOf(exif) : 0)
  const view = new DataView(new ArrayBuffer(gpsAt + (gps ? sizeOf(gps) : 0)))
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  const pointed = { ...main, ...(exif && { ExifPointer: exifAt }), ...(gps && { GPSPointer: gpsAt }) }
  writeDirectory(view, { at: 8, tags: pointed, little })
  if (exif) writeDirectory(view, { at: exifAt, tags: exif, little })
  if (gps) writeDirectory(view, { at: gpsAt, tags: gps, little })
  return new Uint8Array(view.buffer)
}

interface Entry {
  readonly id: number
  readonly type: Type
  readonly values: readonly number[]
}

function entriesOf(tags: Readonly<Record<string, TagValue>>): Entry[] {
  return Object.entries(tags)
    .map(([name, value]) => {
      const [id, type] = TAGS[name] ?? [Number(name), 'ascii']
      const values =
        typeof value === 'string'
          ? [...new TextEncoder().encode(`${value}\0`)]
          : typeof value === 'number'
            ? [value]
            : value
      return { id, type, values }
    })
    .sort((a, b) => a.id - b.id)
}

const bytesOf = ({ type, values }: Entry): number => values.length * TYPES[type].bytes

function sizeOf(tags: Readonly<Record<string, TagValue>>): number {
  const entries = entriesOf(tags)
  return (
    6 +
    12 * entries.length +
    entries.reduce((sum, entry) => sum + (bytesOf(entry) > 4 ? bytesOf(entry) : 0), 0)
  )
}

function writeDirectory(
  view: DataView,
  { at, tags, little }: { at: number; tags: Readonly<Record<string, TagValue>>; little: boolean },
): void {
  const entries = entriesOf(tags)
  view.setUint16(at, entries.length, little)
  let data = at + 6 + 12 * entries.length
  for (const [i, entry] of entries.entries()) {
    const place = at + 2 + 12 * i
    view.setUint16(place, entry.id, little)
    view.setUint16(place + 2, TYPES[entry.type].code, little)
    view.setUint32(place + 4, entry.values.length, little)
    const isOutside = bytesOf(entry) > 4
    if (isOutside) view.setUint32(place + 8, data, little)
    writeValues(view, { at: isOutside ? data : place + 8, entry, little })
    if (isOutside) data += bytesOf(entry)
  }
}

const DENOMINATOR = 10_000

function writeValues(
  view: DataView,
  { at, entry, little }: { at: number; entry: Entry; little: boolean },
): void {
  for (const [i, value] of entry.values.entries()) {
    if (entry.type === 'short') view.setUint16(at + 2 * i, value, little)
    else if (entry.type === 'long') view.setUint32(at + 4 * i, value, little)
    else if (entry.type === 'rational') {
      view.setUint32(at + 8 * i, Math.round(value * DENOMINATOR), little)
      view.setUint32(at + 8 * i + 4, DENOMINATOR, little)
    } else view.setUint8(at + i, value)
  }
}

// ── Containers ───────────────────────────────────────────────────────────────────────────────────────────────────────

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

function uint(value: number, bytes: number, little = false): Uint8Array {
  const out = new Uint8Array(bytes)
  for (let i = 0; i < bytes; i++) out[little ? i : bytes - 1 - i] = Math.floor(value / 256 ** i) & 255
  return out
}

const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** 40 by 30 pixels, by its frame header; the scan holds nothing. */
function jpegOf(tiff: Uint8Array | undefined): Uint8Array {
  const app1 = tiff
    ? concat(Uint8Array.of(0xff, 0xe1), uint(tiff.length + 8, 2), ascii('Exif\0\0'), tiff)
    : new Uint8Array()
  const frame = Uint8Array.of(0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0)
  const scan = Uint8Array.of(0xff, 0xda, 0, 2, 0x11, 0x22, 0xff, 0xd9)
  return concat(Uint8Array.of(0xff, 0xd8), app1, frame, scan)
}

function pngOf(tiff: Uint8Array | undefined): Uint8Array {
  const header = concat(uint(40, 4), uint(30, 4), Uint8Array.of(8, 2, 0, 0, 0))
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', header),
    ...(tiff ? [pngChunk('eXIf', tiff)] : []),
    pngChunk('IEND', new Uint8Array()),
  )
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(ascii(type), data)
  return concat(uint(data.length, 4), body, uint(crc32(body), 4))
}

function webpOf(tiff: Uint8Array | undefined): Uint8Array {
  const extended = concat(uint(tiff ? 8 : 0, 4, true), uint(39, 3, true), uint(29, 3, true))
  const chunks = concat(webpChunk('VP8X', extended), ...(tiff ? [webpChunk('EXIF', tiff)] : []))
  return concat(ascii('RIFF'), uint(chunks.length + 4, 4, true), ascii('WEBP'), chunks)
}

const webpChunk = (type: string, data: Uint8Array): Uint8Array =>
  concat(ascii(type), uint(data.length, 4, true), data, new Uint8Array(data.length % 2))

/** An Exif item, found by its location entry; the picture item is named and empty. */
function heicOf(tiff: Uint8Array | undefined): Uint8Array {
  const type = box('ftyp', ascii('heic'), uint(0, 4), ascii('mif1heic'))
  const item = tiff ? concat(uint(6, 4), ascii('Exif\0\0'), tiff) : new Uint8Array()
  const meta = (at: number) => {
    const infe = (id: number, kind: string) =>
      box('infe', uint(0x02000000, 4), uint(id, 2), uint(0, 2), ascii(kind), uint(0, 1))
    const place = (id: number, offset: number, length: number) =>
      concat(uint(id, 2), uint(0, 2), uint(1, 2), uint(offset, 4), uint(length, 4))
    const handler = box('hdlr', uint(0, 8), ascii('pict'), uint(0, 12), uint(0, 1))
    const primary = box('pitm', uint(0, 4), uint(1, 2))
    const infos = box('iinf', uint(0, 4), uint(2, 2), infe(1, 'hvc1'), infe(2, 'Exif'))
    const places = box(
      'iloc',
      uint(0, 4),
      Uint8Array.of(0x44, 0),
      uint(2, 2),
      place(1, at + item.length, 0),
      place(2, at, item.length),
    )
    const size = box('ipco', box('ispe', uint(0, 4), uint(40, 4), uint(30, 4)))
    const uses = box('ipma', uint(0, 4), uint(1, 4), uint(1, 2), Uint8Array.of(1, 1))
    return box('meta', uint(0, 4), handler, primary, infos, places, box('iprp', size, uses))
  }
  const at = type.length + meta(0).length + 8
  return concat(type, meta(at), box('mdat', item))
}

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(...parts)
  return concat(uint(body.length + 8, 4), ascii(type), body)
}
