// Records with coordinates in time: which lie in a span, how they spread over it, and where the gaps are. A place is a
// record in a file, not where a person was; a span without records says only that no record with a place is known.

import type { OutputOf } from '@manumit/contract'

export type Place = OutputOf<'places.list'>['places'][number]

/** Microseconds since 1970 UTC; `to` is not in it. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface TimeBucket extends Span {
  readonly places: number
}

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WIDTHS = [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 28 * DAY, 364 * DAY] as const
const MOST_BUCKETS = 120

/** Equal spans, of whole minutes, hours, days or weeks, from the first record to the last; none where no record has a UTC. */
export function bucketsOf(places: readonly Place[]): readonly TimeBucket[] {
  const times = timesOf(places)
  if (times.length === 0) return []
  const first = times[0]!
  const last = times.at(-1)!
  const width =
    WIDTHS.find((size) => (last - first) / size < MOST_BUCKETS - 1) ??
    Math.ceil((last - first + 1) / MOST_BUCKETS)
  const start = Math.floor(first / width) * width
  const buckets = Array.from({ length: Math.floor((last - start) / width) + 1 }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    places: 0,
  }))
  for (const time of times) buckets[Math.floor((time - start) / width)]!.places += 1
  return buckets
}

/** Those inside a span; without a span each, those without UTC too. */
export const placesWithin = (places: readonly Place[], span: Span | null): readonly Place[] =>
  span === null
    ? places
    : places.filter(({ record }) => record.utc !== null && record.utc >= span.from && record.utc < span.to)

/** The longest stretches between two records with a place, longest first; only those at least `least` microseconds long. */
export function gapsOf(places: readonly Place[], least: number, most: number): readonly Span[] {
  const times = timesOf(places)
  const gaps: Span[] = []
  for (let index = 1; index < times.length; index++) {
    const gap = { from: times[index - 1]!, to: times[index]! }
    if (gap.to - gap.from >= least) gaps.push(gap)
  }
  return gaps.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from).slice(0, most)
}

const timesOf = (places: readonly Place[]): readonly number[] =>
  places.flatMap(({ record }) => (record.utc === null ? [] : [record.utc])).sort((a, b) => a - b)

/** Coordinates as a person reads them: 5 decimals are about a metre, more would claim more than is recorded. */
export const coordinatesText = ({ latitude, longitude }: Pick<Place, 'latitude' | 'longitude'>): string =>
  `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? 'W' : 'E'}`

/** False for what is no place on Earth; the list still shows it. */
export const isOnEarth = ({ latitude, longitude }: Pick<Place, 'latitude' | 'longitude'>): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
