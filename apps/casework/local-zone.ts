// A time zone somebody names, as a report's power: minutes east of UTC at a moment, by the rules this runtime carries.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { LocalZone } from '@manumit/report'

/** Rules change at whole quarters of an hour, and so does every offset since 1972. */
const QUARTER_MICROS = 900_000_000
const KEPT_OFFSETS = 100_000

/** Refuses E_ZONE_UNKNOWN for a name the zone database does not have. */
export function localZone(id: string): Result<LocalZone> {
  const format = formatOf(id)
  if (format === null) return refuse('E_ZONE_UNKNOWN', { zone: id })
  const known = new Map<number, number>()
  return ok({
    id: format.resolvedOptions().timeZone,
    source: `chosen by the person who asked for this report; rules of the time zone database, edition ${process.versions.tz}`,
    offsetMinutes(utc: Utc): number {
      const quarter = Math.floor(utc / QUARTER_MICROS)
      let offset = known.get(quarter)
      if (offset === undefined) {
        offset = offsetAt(format, (quarter * QUARTER_MICROS) / 1000)
        if (known.size >= KEPT_OFFSETS) known.clear()
        known.set(quarter, offset)
      }
      return offset
    },
  })
}

function formatOf(id: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: id,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    return null
  }
}

/** What the wall shows, read as UTC, less the UTC. */
function offsetAt(format: Intl.DateTimeFormat, millis: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(millis)) part[type] = Number(value)
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return Math.round((wall - millis) / 60_000)
}
