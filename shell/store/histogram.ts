// How many records fall into each of equal spans of time, by kind. Read from the counts by hour and day where they know the
// filter, with an index at the edges; from a party's mentions; or, for text, from a bounded look at the records.

import type { Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import type { Engine } from './engine.ts'
import type { Histogram, ObservationFilter } from './ports/observations.ts'
import { countConditions, DAY_HOURS, dayOf, HOUR, isCounted } from './record-counts.ts'
import {
  all,
  countUntimed,
  inRange,
  type Range,
  type RecordIndex,
  rangeOf,
  recordIndex,
  takesUntimed,
} from './record-index.ts'
import type { Schema } from './schema.ts'
import { SCANNED_ROWS, scanText } from './text-scan.ts'
import { type Spans, spansOver } from './time-spans.ts'
import { eachDay } from './timeline-page.ts'

const EMPTY: Histogram = {
  total: 0,
  untimed: 0,
  firstUtc: null,
  spanMicros: 0,
  kinds: [],
  counts: [],
  scannedTo: null,
}

/** Numbers by kind, one for each span. */
type Counts = Map<string, number[]>

export async function readHistogram(
  engine: Engine,
  filter: ObservationFilter,
  most: number,
): Promise<Histogram> {
  const { db } = engine
  const index = await recordIndex(db, filter)
  if (index === null) return EMPTY
  if (filter.text) return scanHistogram(engine, index, { filter, text: filter.text, most })
  const untimed = takesUntimed(filter) ? await untimedOf(db, index, filter) : 0
  const extent = await extentOf(db, index, filter)
  if (extent === null) return { ...EMPTY, total: untimed, untimed }
  const spans = spansOver(extent, most)
  const counts: Counts = new Map()
  if (isCounted(filter)) await addByCounts(db, index, { filter, extent, spans, counts })
  else await addByIndex(db, index, { range: extent, spans, counts })
  return histogramOf(counts, spans, untimed)
}

/** First and last moment of the records under a filter; null where none has a UTC. */
export async function readExtent(engine: Engine, filter: ObservationFilter): Promise<Range | null> {
  const index = await recordIndex(engine.db, filter)
  return index && extentOf(engine.db, index, filter)
}

/** Records by kind under a filter, by the same ways. */
export async function readKindCounts(
  engine: Engine,
  filter: ObservationFilter,
): Promise<Readonly<Record<string, number>>> {
  const { db } = engine
  const index = await recordIndex(db, filter)
  if (index === null) return {}
  const counts: Counts = new Map()
  const range = rangeOf(filter)
  if (filter.text) await countText(engine, index, { filter, text: filter.text, counts })
  else {
    if (isCounted(filter)) await addByCounts(db, index, { filter, extent: range, spans: ONE_SPAN, counts })
    else await addByIndex(db, index, { range, spans: ONE_SPAN, counts })
    if (takesUntimed(filter))
      for (const { kind, count } of await untimedByKind(db, index))
        add(counts, ONE_SPAN, { kind, span: 0, count })
  }
  return Object.fromEntries([...counts].sort(byName).map(([kind, [count]]) => [kind, count!]))
}

/** Time itself as one span; its first moment is out of the question. */
const ONE_SPAN: Spans = { first: 0, step: 0, count: 1 }

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

function histogramOf(counts: Counts, { first, step }: Spans, untimed: number): Histogram {
  const sorted = [...counts].sort(byName)
  const timed = sorted.reduce((sum, [, spans]) => sum + spans.reduce((a, b) => a + b, 0), 0)
  return {
    total: timed + untimed,
    untimed,
    firstUtc: first as Utc,
    spanMicros: step,
    kinds: sorted.map(([kind]) => kind),
    counts: sorted.map(([, spans]) => spans),
    scannedTo: null,
  }
}

interface SpanCount {
  readonly kind: string
  readonly span: number
  readonly count: number
}

function add(counts: Counts, { count: spans }: Spans, { kind, span, count }: SpanCount): void {
  let row = counts.get(kind)
  if (!row) {
    row = new Array<number>(spans).fill(0)
    counts.set(kind, row)
  }
  row[Number(span)]! += Number(count)
}

async function untimedOf(db: Kysely<Schema>, index: RecordIndex, filter: ObservationFilter): Promise<number> {
  if (!isCounted(filter)) return countUntimed(db, index)
  const { rows } = await sql<{ readonly count: number | null }>`select sum(count) as count from record_count
    where ${all(countConditions(0, filter))}`.execute(db)
  return Number(rows[0]!.count ?? 0)
}

async function untimedByKind(db: Kysely<Schema>, { table, isUntimed, where }: RecordIndex) {
  const { rows } = await sql<{ readonly kind: string; readonly count: number }>`
    select kind, count(*) as count from ${table} where ${all([isUntimed, ...where])} group by kind`.execute(
    db,
  )
  return rows
}

/** The counts say in which days the first and the last record lie, so that no index is walked in vain. */
async function extentOf(
  db: Kysely<Schema>,
  index: RecordIndex,
  filter: ObservationFilter,
): Promise<Range | null> {
  const range = rangeOf(filter)
  const ends: number[] = []
  for (const order of ['asc', 'desc'] as const) {
    let end: number | null = null
    if (!isCounted(filter)) end = await endOf(db, index, range, order)
    else
      for await (const { start } of eachDay(db, filter, range, order)) {
        const day = { from: start * HOUR, to: (start + DAY_HOURS) * HOUR - 1 }
        const cut = { from: Math.max(range.from, day.from), to: Math.min(range.to, day.to) }
        end = await endOf(db, index, cut, order)
        if (end !== null) break
      }
    if (end === null) return null
    ends.push(end)
  }
  return { from: ends[0]!, to: ends[1]! }
}

async function endOf(
  db: Kysely<Schema>,
  index: RecordIndex,
  range: Range,
  order: 'asc' | 'desc',
): Promise<number | null> {
  const { rows } = await sql<{ readonly utc: number }>`select ${index.utc} as utc from ${index.table}
    where ${inRange(index, range)} order by ${index.utc} ${sql.raw(order)} limit 1`.execute(db)
  return rows[0]?.utc ?? null
}

interface Adding {
  readonly spans: Spans
  readonly counts: Counts
}

/** Whole days where spans are as wide, whole hours beside them, and the index where an hour is cut. */
async function addByCounts(
  db: Kysely<Schema>,
  index: RecordIndex,
  { filter, extent, spans, counts }: Adding & { readonly filter: ObservationFilter; readonly extent: Range },
): Promise<void> {
  const isDaily = spans.step === 0 || spans.step >= DAY_HOURS * HOUR
  if (spans.step !== 0 && spans.step < HOUR) return addByIndex(db, index, { range: extent, spans, counts })
  // Outside the extent there is nothing, so an end that the filter does not set may as well be that of a day.
  const from = filter.from === undefined ? dayOf(Math.floor(extent.from / HOUR)) * HOUR : extent.from
  const to =
    filter.to === undefined ? (dayOf(Math.floor(extent.to / HOUR)) + DAY_HOURS) * HOUR - 1 : extent.to
  const hours = { from: Math.ceil(from / HOUR), to: Math.floor((to + 1) / HOUR) }
  if (hours.from >= hours.to) return addByIndex(db, index, { range: { from, to }, spans, counts })
  await addByIndex(db, index, { range: { from, to: hours.from * HOUR - 1 }, spans, counts })
  await addByIndex(db, index, { range: { from: hours.to * HOUR, to }, spans, counts })
  const days = { from: dayOf(hours.from + DAY_HOURS - 1), to: dayOf(hours.to) }
  if (!isDaily || days.from >= days.to) await addSpans(db, { filter, spans, counts }, { ...hours, width: 1 })
  else {
    await addSpans(db, { filter, spans, counts }, { from: hours.from, to: days.from, width: 1 })
    await addSpans(db, { filter, spans, counts }, { ...days, width: DAY_HOURS })
    await addSpans(db, { filter, spans, counts }, { from: days.to, to: hours.to, width: 1 })
  }
}

/** Counts of `width` hours in [from, to), in hours since 1970. */
async function addSpans(
  db: Kysely<Schema>,
  { filter, spans, counts }: Adding & { readonly filter: ObservationFilter },
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
): Promise<void> {
  if (from >= to) return
  const span = spanOf(sql`start`, { first: spans.first / HOUR, step: spans.step / HOUR })
  const { rows } = await sql<SpanCount>`select kind, ${span} as span, sum(count) as count from record_count
    where ${all(countConditions(width, filter))} and start >= ${from} and start < ${to} group by 1, 2`.execute(
    db,
  )
  for (const row of rows) add(counts, spans, row)
}

async function addByIndex(
  db: Kysely<Schema>,
  index: RecordIndex,
  { range, spans, counts }: Adding & { readonly range: Range },
): Promise<void> {
  if (range.from > range.to) return
  const { rows } = await sql<SpanCount>`select kind, ${spanOf(index.utc, spans)} as span, count(*) as count
    from ${index.table} where ${inRange(index, range)} group by 1, 2`.execute(db)
  for (const row of rows) add(counts, spans, row)
}

/** Number of the span; whole numbers stand in the statement itself, since a bound one may come as a fraction. */
const spanOf = (at: unknown, { first, step }: Pick<Spans, 'first' | 'step'>) =>
  step === 0 ? sql`0` : sql`(${at} - ${sql.raw(`(${first})`)}) / ${sql.raw(String(step))}`

/** From the first records on, as far as the look comes; `scannedTo` says where that was. */
async function scanHistogram(
  engine: Engine,
  index: RecordIndex,
  {
    filter,
    text,
    most,
  }: { readonly filter: ObservationFilter; readonly text: string; readonly most: number },
): Promise<Histogram> {
  const range = rangeOf(filter)
  const found: { readonly kind: string; readonly utc: number }[] = []
  let untimed = 0
  const scan = { engine, index, text, to: range.to }
  const end = await scanText(
    { ...scan, after: { utc: range.from, id: -1 } },
    SCANNED_ROWS,
    ({ kind, utc }) => {
      found.push({ kind, utc: utc! })
      return true
    },
  )
  const isWhole = end === null
  if (isWhole && takesUntimed(filter))
    await scanText({ ...scan, after: { utc: null, id: -1 } }, SCANNED_ROWS, () => {
      untimed++
      return true
    })
  const scannedTo = end?.utc ?? null
  if (found.length === 0) return { ...EMPTY, total: untimed, untimed, scannedTo: scannedTo as Utc | null }
  const spans = spansOver({ from: found[0]!.utc, to: found.at(-1)!.utc }, most)
  const counts: Counts = new Map()
  for (const { kind, utc } of found)
    add(counts, spans, { kind, span: Math.floor((utc - spans.first) / spans.step), count: 1 })
  return { ...histogramOf(counts, spans, untimed), scannedTo: scannedTo as Utc | null }
}

/** Each record is read: a count that stops half-way would be none. */
async function countText(
  engine: Engine,
  index: RecordIndex,
  {
    filter,
    text,
    counts,
  }: { readonly filter: ObservationFilter; readonly text: string; readonly counts: Counts },
): Promise<void> {
  const range = rangeOf(filter)
  const take = ({ kind }: { readonly kind: string }): boolean => {
    add(counts, ONE_SPAN, { kind, span: 0, count: 1 })
    return true
  }
  const scan = { engine, index, text, to: range.to }
  await scanText({ ...scan, after: { utc: range.from, id: -1 } }, Number.POSITIVE_INFINITY, take)
  if (takesUntimed(filter))
    await scanText({ ...scan, after: { utc: null, id: -1 } }, Number.POSITIVE_INFINITY, take)
}
