// Moments as text. Records bring their own text; these are for axes, days and what the desk itself did. In UTC, and says so.

const MICROS_PER_MILLI = 1000

const iso = (utc: number): string => new Date(Math.floor(utc / MICROS_PER_MILLI)).toISOString()

/** 2024-03-01 12:34:56 UTC, from microseconds since 1970. */
export const utcText = (utc: number): string => `${dayOf(utc)} ${clockOf(utc)} UTC`

/** 2024-03-01. */
export const dayOf = (utc: number): string => iso(utc).slice(0, -14)

/** 12:34:56. */
export const clockOf = (utc: number): string => iso(utc).slice(-13, -5)

/** The first microsecond of a day written 2024-03-01, or of a minute written 2024-03-01T12:34; null where it is none. */
export function utcOfInput(text: string): number | null {
  const form = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${text}T00:00:00Z`
    : /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)
      ? `${text}:00Z`
      : null
  const millis = form === null ? Number.NaN : Date.parse(form)
  return Number.isNaN(millis) ? null : millis * MICROS_PER_MILLI
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
