// What picture files state about themselves in EXIF: time, place, device. One record per picture that has any. A statement
// in a file, which anybody can write; not where a person was.

import type { Issue, Moment, RawValue } from '@manumit/base'
import { type ExifTag, exifTag, gpsPosition, rationalsOf, readExif } from '@manumit/formats'
import {
  type ArtifactFiles,
  defineArtifact,
  type Observation,
  picture,
  type RangePlace,
} from '@manumit/model'
import { issue } from '../errors.ts'
import { statedMoment } from '../moments.ts'
import type { Items } from '../sqlite-rows.ts'
import { gpsMoment, takenMoment } from './times.ts'

/** Tags used, as `directory.name`; these are kept as raw values. */
const USED = new Set([
  'ifd0.Make',
  'ifd0.Model',
  'ifd0.Software',
  'ifd0.Orientation',
  'ifd0.DateTime',
  'exif.DateTimeOriginal',
  'exif.DateTimeDigitized',
  'exif.OffsetTime',
  'exif.OffsetTimeOriginal',
  'exif.OffsetTimeDigitized',
  'exif.SubSecTime',
  'exif.SubSecTimeOriginal',
  'exif.SubSecTimeDigitized',
  'gps.GPSLatitudeRef',
  'gps.GPSLatitude',
  'gps.GPSLongitudeRef',
  'gps.GPSLongitude',
  'gps.GPSAltitudeRef',
  'gps.GPSAltitude',
  'gps.GPSTimeStamp',
  'gps.GPSDateStamp',
  'gps.GPSMapDatum',
  'gps.GPSHPositioningError',
])

export const mediaExif = defineArtifact({
  id: 'media.exif',
  version: 1,
  title: 'Picture metadata (EXIF)',
  reads: [],
  formats: ['jpeg', 'heic', 'heif', 'avif', 'png', 'webp', 'tiff'],
  emits: picture,
  limits: [
    'XMP, IPTC, maker notes and the thumbnail’s own tags are not read.',
    'A time without a recorded offset gets a zone only where the same picture records GPS time; that zone is derived.',
    'Cameras’ clocks may be wrong, and anybody can write these tags.',
    'The range named spans the values used; single tags have their places in the file’s own index.',
  ],
  sources: [
    'CIPA DC-008 (Exif 3.0)',
    'TIFF 6.0',
    'evidence reference, sections 6 and 15: zones, swapped coordinates',
  ],
  verifiedOn: [{ image: 'fixture.json', rows: 9 }],
  *parse({ main }: ArtifactFiles): Items<typeof picture> {
    const path = main.ref.path
    const { value, issues } = readExif(main.bytes)
    yield* issues.map((one) => inFile(one, path))
    if (value === null) return
    const tags = value.tags.filter((tag) => USED.has(nameOf(tag)) && tag.value !== null)
    if (tags.length === 0) {
      yield issue('E_ARTIFACT_METADATA_ABSENT', { path })
      return
    }
    const position = gpsPosition(tags)
    yield* position.issues.map((one) => inFile(one, path))
    const gpsAt = gpsMoment(tags)
    const taken = takenMoment(tags, gpsAt)
    const at: Moment = taken?.moment ?? gpsAt ?? { unset: true, raw: null }
    const observation: Observation<typeof picture> = {
      kind: 'picture',
      at,
      where: { file: main.ref, place: spanOf(tags, main.ref.sizeBytes) },
      fields: {
        takenAt: taken?.tag === 'DateTimeOriginal' ? statedMoment(taken.moment) : undefined,
        gpsAt,
        place: position.value ?? undefined,
        accuracyMetres: numberOf(exifTag(tags, 'gps', 'GPSHPositioningError')),
        make: textOf(exifTag(tags, 'ifd0', 'Make')),
        model: textOf(exifTag(tags, 'ifd0', 'Model')),
        software: textOf(exifTag(tags, 'ifd0', 'Software')),
        widthPixels: value.widthPixels ?? undefined,
        heightPixels: value.heightPixels ?? undefined,
        orientation: numberOf(exifTag(tags, 'ifd0', 'Orientation')),
        fileName: path.split(/[/\\]/).at(-1),
      },
      raw: Object.fromEntries(tags.map((tag) => [nameOf(tag), rawOf(tag)])),
    }
    yield observation
    if ('impossible' in at)
      yield issue(
        'E_ARTIFACT_TIME_IMPOSSIBLE',
        { path },
        { column: taken?.tag ?? 'GPSDateStamp', value: at.raw },
      )
  },
})

const inFile = (one: Issue, path: string): Issue => ({ ...one, at: { ...one.at, path } })

const nameOf = (tag: ExifTag): string => `${tag.ifd}.${tag.name}`

/** Text as cameras pad it: with blanks or zero bytes behind. */
const textOf = (tag: ExifTag | undefined): string | undefined =>
  typeof tag?.value === 'string' ? tag.value.replace(/[\0 ]+$/, '') || undefined : undefined

const numberOf = (tag: ExifTag | undefined): number | undefined => (tag ? rationalsOf(tag)?.[0] : undefined)

/** Numbers stand as text, fractions as `n/d`, since a raw value is one value. */
function rawOf({ value }: ExifTag): RawValue {
  if (!Array.isArray(value)) return value as RawValue
  const parts = value.map((part: number | { numerator: number; denominator: number }) =>
    typeof part === 'number' ? part : `${part.numerator}/${part.denominator}`,
  )
  return parts.length === 1 ? parts[0]! : parts.join(' ')
}

/** From the first byte of the values used to the last; the whole file where the block is not one piece of it. */
function spanOf(tags: readonly ExifTag[], sizeBytes: number): RangePlace {
  const ranges = tags.flatMap(({ range }) => range ?? [])
  if (ranges.length === 0) return { offset: 0, length: sizeBytes }
  const offset = Math.min(...ranges.map((range) => range.offset))
  const end = Math.max(...ranges.map((range) => range.offset + range.length))
  return { offset, length: end - offset }
}
