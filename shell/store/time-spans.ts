// Equal spans of time over a range: whole minutes, hours or days, so that their edges are times a person would say.

import type { Range } from './record-index.ts'

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Microseconds; beyond the last, whole multiples of a day. */
const STEPS = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR))
  .concat([1, 2, 3, 7, 14, 28].map((days) => days * DAY))

export interface Spans {
  /** Start of the first, a multiple of `step` since 1970. */
  readonly first: number
  /** Microseconds. */
  readonly step: number
  readonly count: number
}

/** The narrowest equal spans of which at most so many hold the range. */
export function spansOver({ from, to }: Range, most: number): Spans {
  const over = (step: number): Spans => {
    const first = Math.floor(from / step) * step
    return { first, step, count: Math.floor((to - first) / step) + 1 }
  }
  for (const step of STEPS) {
    const spans = over(step)
    if (spans.count <= most) return spans
  }
  let days = Math.max(1, Math.ceil((to - from + 1) / DAY / most))
  while (over(days * DAY).count > most) days++
  return over(days * DAY)
}
