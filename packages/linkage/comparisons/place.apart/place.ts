// Times and places that records state: were both far apart at nearly the same time? Being near each other says nothing:
// people travel together.

import { defineComparison } from '../../comparison.ts'
import type { Person, Whereabouts } from '../../person.ts'

const MICROS_PER_HOUR = 3_600_000_000
/** Faster than this nobody travels between two records. */
const FASTEST_KM_PER_HOUR = 1000
/** Positions may be off by so much: cell towers, coarse fixes. */
const SLACK_KM = 50
/** Records further apart in time than this are not compared. */
const WINDOW = 12 * MICROS_PER_HOUR
const EARTH_RADIUS_KM = 6371

export const placeApart = defineComparison({
  id: 'place.apart',
  version: 1,
  title: 'Places at nearly the same time',
  explains:
    'Looks for two records that put both so far apart that nobody could travel between them in the time.',
  levels: [
    {
      id: 'possible',
      bits: 0,
      sentence: 'reason.place-possible',
      basis: 'That two were never far apart at once says nothing: people travel together.',
    },
    {
      id: 'apart',
      bits: -8,
      sentence: 'reason.place-apart',
      basis: 'Assumed: m = 1/256 for wrong clocks, wrong positions and phones lent to others; u = 1.',
    },
  ],
  limits: ['A place in a record is where a file says it was made; clocks and positions may be wrong.'],
  compare(left, right) {
    const [ofLeft, ofRight] = [sorted(left), sorted(right)]
    if (ofLeft.length === 0 || ofRight.length === 0) return null
    const { worst, isCompared } = worstPair(ofLeft, ofRight)
    if (!isCompared) return null
    if (!worst) return { level: 'possible', left: place(ofLeft[0]!), right: place(ofRight[0]!), records: [] }
    const [a, b] = worst.pair
    return {
      level: 'apart',
      left: place(a),
      right: place(b),
      records: [a.recordId, b.recordId].sort(),
      data: { km: Math.round(worst.km), minutes: Math.round(Math.abs(a.utc - b.utc) / 60_000_000) },
    }
  },
})

const sorted = ({ whereabouts = [] }: Person): Whereabouts[] => [...whereabouts].sort(byTime)

const byTime = (a: Whereabouts, b: Whereabouts): number =>
  a.utc - b.utc ||
  compareTexts(a.recordId, b.recordId) ||
  a.latitude - b.latitude ||
  a.longitude - b.longitude

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The pair that would need the most speed beyond the fastest, among records that follow each other in time. */
function worstPair(ofLeft: readonly Whereabouts[], ofRight: readonly Whereabouts[]) {
  let worst: { pair: [Whereabouts, Whereabouts]; km: number; excess: number } | null = null
  let isCompared = false
  const both = [
    ...ofLeft.map((at) => ({ at, isLeft: true })),
    ...ofRight.map((at) => ({ at, isLeft: false })),
  ]
  both.sort((a, b) => byTime(a.at, b.at))
  for (let next = 1; next < both.length; next += 1) {
    const [first, second] = [both[next - 1]!, both[next]!]
    const elapsed = second.at.utc - first.at.utc
    if (first.isLeft === second.isLeft || elapsed > WINDOW) continue
    isCompared = true
    const km = distanceKm(first.at, second.at)
    const excess = km - SLACK_KM - (elapsed / MICROS_PER_HOUR) * FASTEST_KM_PER_HOUR
    const pair: [Whereabouts, Whereabouts] = first.isLeft ? [first.at, second.at] : [second.at, first.at]
    if (excess > 0 && excess > (worst?.excess ?? 0)) worst = { pair, km, excess }
  }
  return { worst, isCompared }
}

/** Great-circle distance, haversine. */
function distanceKm(a: Whereabouts, b: Whereabouts): number {
  const radians = Math.PI / 180
  const dLat = (b.latitude - a.latitude) * radians
  const dLon = (b.longitude - a.longitude) * radians
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

const place = ({ latitude, longitude }: Whereabouts): string =>
  `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
