// What a picture file states about itself: its EXIF tags with their raw values and places, and its size in pixels. Own
// code, since evidence needs the bytes each value rests on and values before anybody rounded them.
// It does not look for XMP, IPTC or maker notes.

import type { ByteSource, Issue } from '@manumit/base'
import { issue, makeIssueList } from '../errors.ts'
import type { Reading } from '../reading.ts'
import { decodeLatin1 } from '../text.ts'
import { type Located, locateInJpeg, locateInPng, locateInWebp } from './containers.ts'
import { locateInHeif } from './heif.ts'
import type { ExifIfd } from './tags.ts'
import { blockAt, type ExifTag, type Rational, readTiff } from './tiff.ts'

export type PictureContainer = 'jpeg' | 'png' | 'webp' | 'heif' | 'tiff'

export interface PictureMetadata {
  readonly container: PictureContainer
  /** As the container states; not turned by the orientation. null where it does not. */
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  /** In the order of the file. Empty where the picture has no EXIF, which is no issue. */
  readonly tags: readonly ExifTag[]
}

/**
 * Reads a picture's EXIF.
 *
 * @returns null where the bytes are none of the containers
 * @issues  E_PICTURE_UNKNOWN, those of readTiff and of the containers
 */
export function readExif(source: ByteSource): Reading<PictureMetadata | null> {
  const issues = makeIssueList()
  const container = containerOf(source)
  if (container === null) return { value: null, issues: [issue('E_PICTURE_UNKNOWN', { offset: 0 })] }
  const located = LOCATE[container](source, issues)
  const tags = located.exif === null ? [] : readTiff(located.exif, issues)
  const size = (name: string) => {
    const value = container === 'tiff' ? exifTag(tags, 'ifd0', name)?.value : undefined
    return Array.isArray(value) && typeof value[0] === 'number' ? value[0] : null
  }
  return {
    value: {
      container,
      widthPixels: located.widthPixels ?? size('ImageWidth'),
      heightPixels: located.heightPixels ?? size('ImageLength'),
      tags,
    },
    issues: issues.all(),
  }
}

const LOCATE: Readonly<
  Record<PictureContainer, (source: ByteSource, issues: ReturnType<typeof makeIssueList>) => Located>
> = {
  jpeg: locateInJpeg,
  png: locateInPng,
  webp: locateInWebp,
  heif: locateInHeif,
  tiff: (source) => ({ widthPixels: null, heightPixels: null, exif: blockAt(source, 0, source.size) }),
}

/** By first bytes. HEIF brands: ISO/IEC 23008-12 and AV1 Image File Format. */
function containerOf(source: ByteSource): PictureContainer | null {
  const head = decodeLatin1(source.read(0, 12).slice())
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff'
  return head.slice(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])$/.test(head.slice(8))
    ? 'heif'
    : null
}

/** The first tag of a name in a directory. */
export const exifTag = (tags: readonly ExifTag[], ifd: ExifIfd, name: string): ExifTag | undefined =>
  tags.find((tag) => tag.ifd === ifd && tag.name === name)

export interface GpsPosition {
  /** Degrees, north and east positive, as recorded; the datum is that of `GPSMapDatum`, usually WGS 84. */
  readonly latitude: number
  readonly longitude: number
  /** Metres above sea level, negative below. */
  readonly altitudeMetres?: number
}

/**
 * Position as the GPS directory records it: degrees + minutes/60 + seconds/3600, signed by the reference.
 *
 * @returns null where latitude or longitude is absent (no issue) or cannot be one
 * @issues  E_EXIF_GPS: a denominator of 0, a reference that is none, or a value out of range
 */
export function gpsPosition(tags: readonly ExifTag[]): Reading<GpsPosition | null> {
  const latitude = exifTag(tags, 'gps', 'GPSLatitude')
  const longitude = exifTag(tags, 'gps', 'GPSLongitude')
  if (latitude === undefined || longitude === undefined) return { value: null, issues: [] }
  const north = degrees(latitude, exifTag(tags, 'gps', 'GPSLatitudeRef'), { plus: 'N', minus: 'S', most: 90 })
  const east = degrees(longitude, exifTag(tags, 'gps', 'GPSLongitudeRef'), {
    plus: 'E',
    minus: 'W',
    most: 180,
  })
  const issues: Issue[] = []
  const complain = (tag: ExifTag) =>
    issues.push(issue('E_EXIF_GPS', tag.range ? { offset: tag.range.offset } : undefined, { tag: tag.name }))
  if (north === null) complain(latitude)
  if (east === null) complain(longitude)
  const altitude = exifTag(tags, 'gps', 'GPSAltitude')
  const metres = altitude && altitudeOf(altitude, exifTag(tags, 'gps', 'GPSAltitudeRef'))
  if (altitude && metres === null) complain(altitude)
  if (north === null || east === null) return { value: null, issues }
  const position = { latitude: north, longitude: east }
  return { value: typeof metres === 'number' ? { ...position, altitudeMetres: metres } : position, issues }
}

function degrees(
  tag: ExifTag,
  reference: ExifTag | undefined,
  { plus, minus, most }: { plus: string; minus: string; most: number },
): number | null {
  const parts = rationalsOf(tag)
  const sign = typeof reference?.value === 'string' ? reference.value.trim().toUpperCase() : ''
  if (parts === null || parts.length !== 3 || (sign !== plus && sign !== minus)) return null
  const [whole, minutes, seconds] = parts
  const value = whole! + minutes! / 60 + seconds! / 3600
  return value <= most ? (sign === minus ? -value : value) : null
}

/** Reference 0: above sea level; 1: below. Exif 3.0 adds 2 and 3 for the ellipsoid. Absent: 0, by the standard. */
function altitudeOf(tag: ExifTag, reference: ExifTag | undefined): number | null {
  const [metres] = rationalsOf(tag) ?? []
  const stored = Array.isArray(reference?.value) ? reference.value[0] : reference === undefined ? 0 : null
  if (metres === undefined || typeof stored !== 'number' || stored > 3) return null
  return stored % 2 === 1 ? -metres : metres
}

/** Values of a tag of rationals as numbers; null where it holds none, or one of them divides by zero. */
export function rationalsOf(tag: ExifTag): readonly number[] | null {
  if (!Array.isArray(tag.value)) return null
  const values = tag.value.map((value: number | Rational) =>
    typeof value === 'number' ? value : value.numerator / value.denominator,
  )
  return values.every(Number.isFinite) ? values : null
}
