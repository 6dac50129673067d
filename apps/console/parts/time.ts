// Moments as text. Records bring their own text; these are for axes, days and what the desk itself did. In UTC, and says so.

const MICROS_PER_MILLI = 1000

const iso = (utc: number): string => new Date(Math.floor(utc / MICROS_PER_MILLI)).toISOString()

/** 2024-03-01 12:34:56 UTC, from microseconds since 1970. */
export const utcText = (utc: number): string => `${dayOf(utc)} ${clockOf(utc)} UTC`

/** 2024-03-01. */
export const dayOf = (utc: number): string => iso(utc).slice(0, -14)

/** 12:34:56. */
export const clockOf = (utc: number): string => iso(utc).slice(-13, -5)

/** The moment that 2024-03-01, 2024-03-01 12:34 or 2024-03-01 12:34:56 names in UTC; null where it is none. */
export function utcOfInput(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text.trim())
  if (!parts) return null
  const [, day, clock = '00:00', seconds = '00'] = parts
  const millis = Date.parse(`${day}T${clock}:${seconds}Z`)
  // 31 February is read as 2 March by the engine: what is written back otherwise was no day.
  return Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== day
    ? null
    : millis * MICROS_PER_MILLI
}

/** Size in bytes for people: 1.2 MB; the exact number belongs beside it. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`
}
