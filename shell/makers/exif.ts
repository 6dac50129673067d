// Writes EXIF into a JPEG: time with its offset, place, device, orientation. Own bytes, so that the reader of EXIF is not
// judged by its own library. Source: CIPA DC-008 (Exif 2.32); TIFF 6.0.

/** What the block states; what is left out is not written. */
export interface ExifFacts {
  readonly make?: string
  readonly model?: string
  readonly software?: string
  /** 1–8, the EXIF code. */
  readonly orientation?: number
  /** Wall-clock time, `2026-03-02T18:04:00`. */
  readonly takenLocal?: string
  /** `+01:00`; absent where the camera recorded no zone. */
  readonly offset?: string
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly altitudeMetres?: number }
  /** UTC of the position, `2026-03-02T17:04:00`. */
  readonly gpsUtc?: string
  /** Byte order of the block; cameras use both. */
  readonly byteOrder?: 'little' | 'big'
}

const ASCII = 2
const SHORT = 3
const LONG = 4
const RATIONAL = 5
const BYTE = 1
const UNIT_BYTES = { [BYTE]: 1, [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [RATIONAL]: 8 } as const

interface Tag {
  readonly id: number
  readonly type: keyof typeof UNIT_BYTES
  /** Numbers of the type; a rational takes two. */
  readonly values: readonly number[]
}

/** The JPEG with an APP1 EXIF segment directly after its start. */
export function withExif(jpeg: Uint8Array, facts: ExifFacts): Uint8Array {
  const tiff = tiffOf(facts)
  const length = 2 + 6 + tiff.length
  const head = [0xff, 0xe1, length >> 8, length & 255, ...new TextEncoder().encode('Exif\0\0')]
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), Uint8Array.from(head), tiff, jpeg.subarray(2)]))
}

function tiffOf(facts: ExifFacts): Uint8Array {
  const little = facts.byteOrder !== 'big'
  const exif = exifTags(facts)
  const gps = gpsTags(facts)
  const main = [
    ...deviceTags(facts),
    ...(exif.length > 0 ? [link(0x8769)] : []),
    ...(gps.length > 0 ? [link(0x8825)] : []),
  ]
  const exifAt = 8 + sizeOf(main)
  const gpsAt = exifAt + (exif.length > 0 ? sizeOf(exif) : 0)
  const pointed = main.map((tag) =>
    tag.id === 0x8769 ? { ...tag, values: [exifAt] } : tag.id === 0x8825 ? { ...tag, values: [gpsAt] } : tag,
  )
  const total = gpsAt + (gps.length > 0 ? sizeOf(gps) : 0)
  const view = new DataView(new ArrayBuffer(total))
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  writeDirectory(view, { at: 8, tags: pointed, little })
  if (exif.length > 0) writeDirectory(view, { at: exifAt, tags: exif, little })
  if (gps.length > 0) writeDirectory(view, { at: gpsAt, tags: gps, little })
  return new Uint8Array(view.buffer)
}

const link = (id: number): Tag => ({ id, type: LONG, values: [0] })
const short = (id: number, value: number): Tag => ({ id, type: SHORT, values: [value] })
const ascii = (id: number, text: string): Tag => ({
  id,
  type: ASCII,
  values: [...new TextEncoder().encode(`${text}\0`)],
})

function deviceTags(facts: ExifFacts): Tag[] {
  return [
    ...(facts.make === undefined ? [] : [ascii(0x010f, facts.make)]),
    ...(facts.model === undefined ? [] : [ascii(0x0110, facts.model)]),
    ...(facts.orientation === undefined ? [] : [short(0x0112, facts.orientation)]),
    ...(facts.software === undefined ? [] : [ascii(0x0131, facts.software)]),
    ...(facts.takenLocal === undefined ? [] : [ascii(0x0132, exifTime(facts.takenLocal))]),
  ]
}

function exifTags(facts: ExifFacts): Tag[] {
  if (facts.takenLocal === undefined) return []
  const offset = facts.offset === undefined ? [] : [ascii(0x9010, facts.offset), ascii(0x9011, facts.offset)]
  const taken = exifTime(facts.takenLocal)
  return [ascii(0x9003, taken), ascii(0x9004, taken), ...offset]
}

function gpsTags({ place, gpsUtc }: ExifFacts): Tag[] {
  if (place === undefined) return []
  const altitude = place.altitudeMetres
  const tags: Tag[] = [
    { id: 0, type: BYTE, values: [2, 3, 0, 0] },
    ascii(1, place.latitude < 0 ? 'S' : 'N'),
    { id: 2, type: RATIONAL, values: degrees(place.latitude) },
    ascii(3, place.longitude < 0 ? 'W' : 'E'),
    { id: 4, type: RATIONAL, values: degrees(place.longitude) },
  ]
  if (altitude !== undefined)
    tags.push(
      { id: 5, type: BYTE, values: [altitude < 0 ? 1 : 0] },
      { id: 6, type: RATIONAL, values: [Math.round(Math.abs(altitude) * 100), 100] },
    )
  if (gpsUtc !== undefined) {
    const [hour, minute, second] = gpsUtc.slice(11).split(':').map(Number)
    tags.push({ id: 7, type: RATIONAL, values: [hour!, 1, minute!, 1, second!, 1] })
    tags.push(ascii(0x1d, gpsUtc.slice(0, 10).replaceAll('-', ':')))
  }
  return tags
}

/** Degrees, minutes and hundredths of a second of arc, as three fractions: within 15 cm on the ground. */
function degrees(value: number): number[] {
  const hundredths = Math.round(Math.abs(value) * 360_000)
  return [
    Math.floor(hundredths / 360_000),
    1,
    Math.floor((hundredths % 360_000) / 6000),
    1,
    hundredths % 6000,
    100,
  ]
}

const exifTime = (local: string): string => local.replaceAll('-', ':').replace('T', ' ')

const countOf = (tag: Tag): number => (tag.type === RATIONAL ? tag.values.length / 2 : tag.values.length)
const bytesOf = (tag: Tag): number => countOf(tag) * UNIT_BYTES[tag.type]
const outside = (tag: Tag): number => (bytesOf(tag) > 4 ? bytesOf(tag) + (bytesOf(tag) % 2) : 0)
const sizeOf = (tags: readonly Tag[]): number =>
  2 + 12 * tags.length + 4 + tags.reduce((sum, tag) => sum + outside(tag), 0)

interface Directory {
  readonly at: number
  readonly tags: readonly Tag[]
  readonly little: boolean
}

function writeDirectory(view: DataView, { at, tags, little }: Directory): void {
  view.setUint16(at, tags.length, little)
  let entry = at + 2
  let data = at + 2 + 12 * tags.length + 4
  for (const tag of tags) {
    view.setUint16(entry, tag.id, little)
    view.setUint16(entry + 2, tag.type, little)
    view.setUint32(entry + 4, countOf(tag), little)
    const place = bytesOf(tag) > 4 ? data : entry + 8
    if (place === data) view.setUint32(entry + 8, data, little)
    writeValues(view, { at: place, tag, little })
    data += outside(tag)
    entry += 12
  }
}

function writeValues(view: DataView, { at, tag, little }: { at: number; tag: Tag; little: boolean }): void {
  for (const [index, value] of tag.values.entries()) {
    if (tag.type === SHORT) view.setUint16(at + 2 * index, value, little)
    else if (tag.type === LONG || tag.type === RATIONAL) view.setUint32(at + 4 * index, value, little)
    else view.setUint8(at + index, value)
  }
}
