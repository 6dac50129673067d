// Times in EXIF: wall-clock text without a zone, an offset beside it in newer pictures, and GPS time, which is UTC. Where
// the offset is missing and GPS time is there, the zone follows from the two and is marked as derived.

import { type Moment, type TimeUnit, type Utc, utcOfIso } from '@manumit/base'
import { type ExifIfd, type ExifTag, exifTag, rationalsOf } from '@manumit/formats'

/** Times of a picture, best first, with the tags of their offset and of their fraction of a second. */
const TIMES = [
  { ifd: 'exif', tag: 'DateTimeOriginal', offset: 'OffsetTimeOriginal', fraction: 'SubSecTimeOriginal' },
  { ifd: 'exif', tag: 'DateTimeDigitized', offset: 'OffsetTimeDigitized', fraction: 'SubSecTimeDigitized' },
  { ifd: 'ifd0', tag: 'DateTime', offset: 'OffsetTime', fraction: 'SubSecTime' },
] as const satisfies readonly { ifd: ExifIfd; tag: string; offset: string; fraction: string }[]

export interface TakenTime {
  readonly tag: (typeof TIMES)[number]['tag']
  readonly moment: Moment
}

/** The best time the tags state; undefined where they state none. */
export function takenMoment(tags: readonly ExifTag[], gps: Moment | undefined): TakenTime | undefined {
  for (const { ifd, tag, offset, fraction } of TIMES) {
    const raw = textOf(exifTag(tags, ifd, tag))
    if (raw === undefined) continue
    const zone = textOf(exifTag(tags, 'exif', offset))
    const digits = textOf(exifTag(tags, 'exif', fraction))
    return { tag, moment: momentOf({ raw, zone, digits }, gps) }
  }
  return undefined
}

interface WrittenTime {
  readonly raw: string
  readonly zone: string | undefined
  readonly digits: string | undefined
}

function momentOf({ raw, zone, digits }: WrittenTime, gps: Moment | undefined): Moment {
  // Blanks and zeros stand for "none" in the standard; some cameras leave the colons.
  if (/^[0: ]*$/.test(raw)) return { unset: true, raw }
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)$/.exec(raw.trim())
  if (!parts) return { impossible: true, raw }
  const fraction = digits !== undefined && /^\d{1,6}$/.test(digits.trim()) ? digits.trim() : ''
  const [, year, month, day, hour, minute, second] = parts
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction && `.${fraction}`}`
  const asIfUtc = utcOfIso(`${local}Z`)
  if (asIfUtc === null) return { impossible: true, raw }
  const precision: TimeUnit = fraction === '' ? 's' : fraction.length <= 3 ? 'ms' : 'us'
  const offset = offsetMinutes(zone)
  if (offset !== null) return zoned({ asIfUtc, offset, precision, zone: 'recorded-offset', raw })
  const derived = gps && 'utc' in gps ? derivedOffset(asIfUtc, gps.utc) : null
  if (derived !== null) return zoned({ asIfUtc, offset: derived, precision, zone: 'derived', raw })
  return { local, raw }
}

function zoned({
  asIfUtc,
  offset,
  ...rest
}: {
  readonly asIfUtc: Utc
  readonly offset: number
  readonly precision: TimeUnit
  readonly zone: 'recorded-offset' | 'derived'
  readonly raw: string
}): Moment {
  return { utc: (asIfUtc - offset * 60e6) as Utc, epoch: 'text', offsetMinutes: offset, ...rest }
}

/** `+02:00` → 120; null for anything else, `Z` included, which cameras do not write. */
function offsetMinutes(zone: string | undefined): number | null {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(zone?.trim() ?? '')
  if (!parts) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3])
  if (minutes > FARTHEST_MINUTES) return null
  return parts[1] === '-' ? -minutes : minutes
}

/** Zones lie within 14 hours of UTC and at quarters of an hour. */
const FARTHEST_MINUTES = 14 * 60
const QUARTER_MICROS = 15 * 60e6
/** A fix may be minutes older than the picture; past this the pair is no evidence of a zone. */
const TOLERANCE_MICROS = 3 * 60e6

function derivedOffset(local: number, utc: number): number | null {
  const quarters = Math.round((local - utc) / QUARTER_MICROS)
  const rest = Math.abs(local - utc - quarters * QUARTER_MICROS)
  return rest <= TOLERANCE_MICROS && Math.abs(quarters * 15) <= FARTHEST_MINUTES ? quarters * 15 : null
}

/** GPSDateStamp and GPSTimeStamp, which are UTC; undefined where one of them is missing. */
export function gpsMoment(tags: readonly ExifTag[]): Moment | undefined {
  const date = textOf(exifTag(tags, 'gps', 'GPSDateStamp'))
  const stamp = exifTag(tags, 'gps', 'GPSTimeStamp')
  const time = stamp && rationalsOf(stamp)
  if (date === undefined || !stamp) return undefined
  const raw = `${date} ${time?.join(':') ?? ''}`
  const day = /^(\d{4})[:-](\d\d)[:-](\d\d)$/.exec(date.trim())
  const [hour, minute, second] = time ?? []
  if (!day || time?.length !== 3 || hour! > 23 || minute! > 59 || second! >= 61 || Math.min(...time) < 0)
    return { impossible: true, raw }
  const midnight = utcOfIso(`${day[1]}-${day[2]}-${day[3]}T00:00:00Z`)
  if (midnight === null) return { impossible: true, raw }
  const micros = Math.round((hour! * 3600 + minute! * 60 + second!) * 1e6)
  const precision: TimeUnit = Number.isInteger(second) ? 's' : 'ms'
  return { utc: (midnight + micros) as Utc, precision, epoch: 'text', zone: 'utc', raw }
}

const textOf = (tag: ExifTag | undefined): string | undefined =>
  typeof tag?.value === 'string' ? tag.value.replace(/\0+$/, '') : undefined
