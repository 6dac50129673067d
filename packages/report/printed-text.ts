// Times, numbers and digests as a reader of a report sees them.

import { isoOfUtc, type Moment, type Utc } from '@manumit/base'
import type { TimeText } from './document.ts'
import { momentText } from './field-text.ts'
import type { LocalZone } from './report-facts.ts'

/** 12,345: digits in threes. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 record`, `12,345 records`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

/** `12 message, 3 call`, in the order given; empty for none. */
export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${grouped(count)} ${name}`)
    .join(', ')

export const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** `2026-05-02 09:54:00 UTC`. */
export const utcText = (utc: Utc): string => `${isoOfUtc(utc).replace('T', ' ').replace('Z', '')} UTC`

/** `11:54:00 +02:00`, with the day where it is another than that of the UTC. */
export function localText(utc: Utc, offsetMinutes: number): string {
  const local = isoOfUtc((utc + offsetMinutes * 60e6) as Utc).replace('Z', '')
  const [day, clock] = local.split('T') as [string, string]
  const isOtherDay = !isoOfUtc(utc).startsWith(day)
  return `${isOtherDay ? `${day} ` : ''}${clock} ${offsetText(offsetMinutes)}`
}

/** `+02:00`. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/**
 * A moment in UTC; beside it the local time of the offset that the record itself names, else of the zone somebody chose for
 * the report. Without either there is no local time.
 */
export function timeText(moment: Moment, zone: LocalZone | null): TimeText {
  if (!('utc' in moment)) return { text: momentText(moment) || 'no time recorded' }
  const { utc, offsetMinutes } = moment
  const local =
    offsetMinutes !== undefined
      ? `${localText(utc, offsetMinutes)}, offset as recorded`
      : zone && `${localText(utc, zone.offsetMinutes(utc))} ${zone.id}`
  return { iso: isoOfUtc(utc), text: utcText(utc), ...(local && { local }) }
}

/** The first 12 digits of a digest; its whole stands in the list of files. */
export const shortDigest = (sha256: string): string =>
  sha256 === '' ? 'no digest' : `${sha256.slice(0, 12)}…`
