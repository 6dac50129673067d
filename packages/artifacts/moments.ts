// Times as phone databases store them. A unit is decided per value where a format changed it; an unset time of a second
// field is left out, since its raw value says so already.

import { type Moment, momentSince, type RawValue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'

/** Above this a count since 2001 is nanoseconds: as seconds it would lie 31 million years ahead. */
const APPLE_NANOSECONDS_ABOVE = 1e15

/** Above this a count since 1970 is milliseconds (from March 1973); as seconds it would lie past the year 5138. */
const UNIX_MILLISECONDS_ABOVE = 1e11

/**
 * A time of sms.db: seconds since 2001 to iOS 10, nanoseconds from iOS 11, in the same columns.
 * Checked on stores of 2015 (seconds) and on made ones (nanoseconds).
 */
export function appleMessageMoment(value: SqliteValue): Moment {
  // A bigint is an integer past 2^53, which is above the limit.
  if (typeof value === 'bigint') return momentSince(value, 'mac', 'ns')
  const raw = rawTime(value)
  return momentSince(raw, 'mac', magnitude(raw) > APPLE_NANOSECONDS_ABOVE ? 'ns' : 's')
}

/** The same for a second field; absent where the column is unset, which most are. */
export const statedAppleMoment = (value: SqliteValue): Moment | undefined =>
  value === null || value === 0 ? undefined : statedMoment(appleMessageMoment(value))

/** Seconds since 2001, often with a fraction (Core Data). */
export const appleSecondsMoment = (value: SqliteValue): Moment => secondsMoment(rawTime(value), 'mac')

/** Seconds since 1970. */
export const unixSecondsMoment = (value: SqliteValue): Moment => secondsMoment(rawTime(value), 'unix')

/** Milliseconds or seconds since 1970, by the size of the value: Android stores both, in columns of one name. */
export function unixMoment(value: SqliteValue): Moment {
  const raw = rawTime(value)
  return magnitude(raw) > UNIX_MILLISECONDS_ABOVE
    ? momentSince(raw, 'unix', 'ms')
    : secondsMoment(raw, 'unix')
}

/** Microseconds since 1601 (Chromium). */
export const webkitMoment = (value: SqliteValue): Moment => momentSince(rawTime(value), 'webkit', 'us')

/** The moment of a second field: absent where the column is unset, kept where it is impossible. */
export const statedMoment = (moment: Moment): Moment | undefined => ('unset' in moment ? undefined : moment)

function secondsMoment(raw: RawValue, epoch: 'unix' | 'mac'): Moment {
  const moment = momentSince(raw, epoch, 's')
  const hasFraction = 'utc' in moment && !Number.isInteger(Number(raw))
  return hasFraction ? { ...moment, precision: 'us' } : moment
}

const magnitude = (raw: RawValue): number =>
  typeof raw === 'number' ? Math.abs(raw) : Math.abs(Number(typeof raw === 'object' ? Number.NaN : raw))

/** Bytes where a time should stand are no time; momentSince calls them impossible. */
const rawTime = (value: SqliteValue): RawValue =>
  value instanceof Uint8Array ? { blobBytes: value.length } : value
