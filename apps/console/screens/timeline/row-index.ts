// From a row's number to the call that fetches it: the histogram's counts, added up, tell in which span of time a row lies
// and how many of that span come before it. So any of a million rows is one call away, and no one counts from the start.

import type { InputOf, OutputOf } from '@manumit/contract'

export type Histogram = OutputOf<'timeline.histogram'>
export type PageStart = NonNullable<InputOf<'timeline.page'>['start']>

export interface RowIndex {
  readonly rows: number
  /** Rows with UTC; those without come after them. */
  readonly timed: number
  readonly firstUtc: number
  readonly spanMicros: number
  /** Rows before each span, and at its end all that have UTC. */
  readonly before: readonly number[]
}

export function indexRows(histogram: Histogram): RowIndex {
  const { firstUtc, spanMicros, counts, untimed } = histogram
  const spans = counts.reduce((most, ofKind) => Math.max(most, ofKind.length), 0)
  const before = [0]
  for (let span = 0; span < spans; span++)
    before.push(before[span]! + counts.reduce((sum, ofKind) => sum + (ofKind[span] ?? 0), 0))
  const timed = before[spans]!
  return { rows: timed + untimed, timed, firstUtc: firstUtc ?? 0, spanMicros, before }
}

/** Where a page that begins with `row` starts. */
export function startOf(index: RowIndex, row: number): PageStart {
  if (row >= index.timed) return { at: 'moment', utc: null, skip: row - index.timed }
  const span = spanOfRow(index, row)
  return { at: 'moment', utc: index.firstUtc + span * index.spanMicros, skip: row - index.before[span]! }
}

/** The span that holds a row with UTC. */
export function spanOfRow({ before }: RowIndex, row: number): number {
  let low = 0
  let high = before.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (before[middle]! <= row) low = middle
    else high = middle
  }
  return low
}

/** The first row at or after a moment, to a span's accuracy. */
export function rowAt(index: RowIndex, utc: number): number {
  const span = Math.floor((utc - index.firstUtc) / index.spanMicros)
  if (span < 0) return 0
  return index.before[Math.min(span, index.before.length - 1)]!
}
