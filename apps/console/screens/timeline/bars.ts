// The histogram as bars of a given number, and a range of time as bars: what the brush draws and moves. Pure.

import type { Histogram } from './row-index.ts'

export interface Bars {
  readonly firstUtc: number
  /** Time that one bar stands for. */
  readonly barMicros: number
  readonly kinds: readonly string[]
  /** One list per bar, one number per kind. */
  readonly counts: readonly (readonly number[])[]
  /** The highest bar. */
  readonly most: number
}

/** At most `atMost` bars; null where no record has a UTC. Spans after the last record are left out. */
export function barsOf(histogram: Histogram, atMost: number): Bars | null {
  if (histogram.firstUtc === null) return null
  const last = histogram.counts.reduce(
    (most, ofKind) =>
      Math.max(
        most,
        ofKind.findLastIndex((n) => n > 0),
      ),
    0,
  )
  const spansPerBar = Math.max(1, Math.ceil((last + 1) / atMost))
  const counts = Array.from({ length: Math.ceil((last + 1) / spansPerBar) }, (_, bar) =>
    histogram.counts.map((ofKind) => {
      let sum = 0
      for (let span = bar * spansPerBar; span < (bar + 1) * spansPerBar; span++) sum += ofKind[span] ?? 0
      return sum
    }),
  )
  return {
    firstUtc: histogram.firstUtc,
    barMicros: histogram.spanMicros * spansPerBar,
    kinds: histogram.kinds,
    counts,
    most: Math.max(1, ...counts.map(total)),
  }
}

/** Records with a UTC, by kind. */
export const countsByKind = ({ kinds, counts }: Histogram): ReadonlyMap<string, number> =>
  new Map(kinds.map((kind, i) => [kind, total(counts[i] ?? [])]))

export const total = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0)

/** Bars [start, end) that a range covers; all where it has no ends. */
export interface Brush {
  readonly start: number
  readonly end: number
}

export function brushOf(bars: Bars, from: number | undefined, to: number | undefined): Brush {
  const count = bars.counts.length
  const start =
    from === undefined ? 0 : clamp(Math.floor((from - bars.firstUtc) / bars.barMicros), 0, count - 1)
  const end =
    to === undefined ? count : clamp(Math.ceil((to + 1 - bars.firstUtc) / bars.barMicros), start + 1, count)
  return { start, end }
}

/** The range of time of a brush, both ends inclusive; an end at the histogram's own end is no limit. */
export function rangeOf(
  bars: Bars,
  { start, end }: Brush,
): { readonly from: number | undefined; readonly to: number | undefined } {
  return {
    from: start === 0 ? undefined : bars.firstUtc + start * bars.barMicros,
    to: end >= bars.counts.length ? undefined : bars.firstUtc + end * bars.barMicros - 1,
  }
}

/** Moves one end, never past the other. */
export const movedBrush = (bars: Bars, brush: Brush, which: 'start' | 'end', to: number): Brush =>
  which === 'start'
    ? { start: clamp(to, 0, brush.end - 1), end: brush.end }
    : { start: brush.start, end: clamp(to, brush.start + 1, bars.counts.length) }

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
