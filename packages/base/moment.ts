// Moment: a time as the evidence gives it. Never a bare number: the raw value, its epoch and unit stay beside the UTC we
// make of it; "none" and "cannot be a time" are states of their own, and an impossible time never becomes 1970.
// Pure arithmetic on integers; no clock, no zone database.

import type { Brand } from './brand.ts'
import type { RawValue } from './raw-value.ts'

/** Microseconds since 1970-01-01T00:00:00Z, an integer. Exact from the year 1684 to 2255. */
export type Utc = Brand<number, 'Utc'>

export type Epoch = 'unix' | 'mac' | 'webkit'
export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** How the UTC was had: the format stores UTC; the record names its offset; or somebody supplied or inferred a zone. */
export type ZoneSource = 'utc' | 'recorded-offset' | 'derived' | 'supplied'

export type Moment =
  | {
      readonly utc: Utc
      /** The smallest step the stored value can show. */
      readonly precision: TimeUnit
      readonly epoch: Epoch | 'text'
      readonly zone: ZoneSource
      readonly raw: RawValue
      /** Minutes east of UTC, where the record names them. */
      readonly offsetMinutes?: number
    }
  /** A wall-clock time without a zone: `local` is YYYY-MM-DDTHH:MM:SS[.fff]. It has no UTC and gets none by guessing. */
  | { readonly local: string; readonly raw: RawValue }
  | { readonly unset: true; readonly raw: RawValue }
  | { readonly impossible: true; readonly raw: RawValue }

/** Seconds from 1970 to each epoch. Sources: Apple, NSDate (2001-01-01); Chromium base::Time (1601-01-01). */
const EPOCH_SECONDS = { unix: 0, mac: 978_307_200, webkit: -11_644_473_600 } as const

const PER_SECOND = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 } as const

/**
 * A stored count since an epoch → Moment. null, 0, -1 and '' are unset (phones write them for "none"); what is no number,
 * or falls outside 1684–2255, is impossible.
 *
 * @param raw    as stored: number, bigint, or decimal text
 * @param epoch  what it counts from
 * @param unit   what it counts in
 */
export function momentSince(raw: RawValue, epoch: Epoch, unit: TimeUnit): Moment {
  if (raw === null || raw === 0 || raw === 0n || raw === -1 || raw === -1n || raw === '')
    return { unset: true, raw }
  const utc = typeof raw === 'bigint' ? microsOfBig(raw, epoch, unit) : microsOf(raw, epoch, unit)
  return Number.isSafeInteger(utc)
    ? { utc: utc as Utc, precision: unit, epoch, zone: 'utc', raw }
    : { impossible: true, raw }
}

/** Integer arithmetic throughout: WebKit microseconds pass 2^53, and so do nanoseconds since 2001. */
function microsOfBig(raw: bigint, epoch: Epoch, unit: TimeUnit): number {
  if (unit === 'ns') {
    const near = Number(raw)
    const rest = near % 1000
    // A double of this size is at most 64 off, so away from a multiple of 1000 it has the same floor: ten times as fast.
    if (near > 0 && near < 2 ** 60 && rest > 64 && rest < 936)
      return (near - rest) / 1000 + EPOCH_SECONDS[epoch] * 1e6
  }
  // Floor, not truncation, so that times before the epoch keep their order.
  const micros = unit === 'ns' ? floorDivide(raw, 1000n) : raw * BigInt(1e6 / PER_SECOND[unit])
  return Number(micros + BigInt(EPOCH_SECONDS[epoch]) * 1_000_000n)
}

const floorDivide = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b

/** NaN where it is no number. */
function microsOf(raw: RawValue, epoch: Epoch, unit: TimeUnit): number {
  const count = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
  if (typeof count !== 'number') return Number.NaN
  const micros = unit === 'ns' ? Math.floor(count / 1000) : Math.round(count * (1e6 / PER_SECOND[unit]))
  return micros + EPOCH_SECONDS[epoch] * 1e6
}

/** UTC as ISO 8601 with microseconds only where there are any: 2026-05-02T10:04:00Z, …:00.250Z, …:00.250001Z. */
export function isoOfUtc(utc: Utc): string {
  const millis = Math.floor(utc / 1000)
  const micros = utc - millis * 1000
  const text = new Date(millis).toISOString()
  if (micros !== 0) return `${text.slice(0, -1)}${String(micros).padStart(3, '0')}Z`
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}

/** ISO 8601 text with a zone (Z or ±HH:MM) → Utc; null where it is not one or lies outside 1684–2255. */
export function utcOfIso(text: string): Utc | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/.exec(text)
  if (!parts) return null
  const zone = parts[3]!.length === 5 ? `${parts[3]!.slice(0, 3)}:${parts[3]!.slice(3)}` : parts[3]
  const millis = Date.parse(`${parts[1]}${zone}`)
  // Date.parse rolls 2026-02-30 over to March; a date that does not come back as written was none.
  const local = Date.parse(`${parts[1]}Z`)
  if (Number.isNaN(millis) || !new Date(local).toISOString().startsWith(parts[1]!)) return null
  const utc = millis * 1000 + Number((parts[2] ?? '').padEnd(6, '0').slice(0, 6))
  return Number.isSafeInteger(utc) ? (utc as Utc) : null
}

/** The UTC of a moment, or null where it has none. */
export const utcOf = (moment: Moment): Utc | null => ('utc' in moment ? moment.utc : null)
