// A page of the timeline: from a cursor, or from the n-th record at or after a moment. The counts by day say how many records
// to pass over, so that a list of a million can be entered anywhere; within a day, or a party's mentions, an index counts.

import { ok, type Result } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import type { ObservationFilter, PageStart } from './ports/observations.ts'
import { countConditions, DAY_HOURS, dayOf, HOUR, isCounted } from './record-counts.ts'
import {
  all,
  countInRange,
  inRange,
  type Range,
  type RecordIndex,
  rangeOf,
  recordIndex,
  takesUntimed,
} from './record-index.ts'
import type { Schema } from './schema.ts'
import { SCANNED_ROWS, type Spot, scanText } from './text-scan.ts'

/** Days whose counts are read at a time, at first and at most. */
const FIRST_DAYS = 64
const MOST_DAYS = 4096
/** Days without a record between two with some, up to which both are read as one range. */
const SMALL_GAP_DAYS = 3

export interface PageQuery extends ObservationFilter {
  readonly after?: string
  readonly start?: PageStart
  readonly limit: number
}

/** Where a page begins: behind a record (`id` −1: with the first of its moment), and how many more to pass over. */
interface Start extends Spot {
  readonly skip: number
}

export interface FoundPage {
  readonly ids: readonly number[]
  readonly next: string | null
}

/** Ids of the page's records in order. Refuses E_CURSOR. */
export async function findPage(engine: Engine, query: PageQuery): Promise<Result<FoundPage>> {
  const start = startOf(query)
  if (!start.ok) return start
  const index = await recordIndex(engine.db, query)
  if (index === null) return ok({ ids: [], next: null })
  return ok(
    query.text
      ? await scanPage(engine, index, { query, text: query.text, start: start.value })
      : await readPage(engine.db, index, { query, start: start.value }),
  )
}

function startOf({ after, start, ...filter }: PageQuery): Result<Start> {
  if (after === undefined) {
    const { utc = rangeOf(filter).from, skip = 0 } = start ?? {}
    return ok({ utc: utc === null ? null : Math.max(utc, rangeOf(filter).from), id: -1, skip })
  }
  const form = CURSORS.find(({ list }) => after.startsWith(list))
  const read = readCursor(form?.list ?? 't', form?.values ?? 2, after)
  if (!read.ok) return read
  const values = [...read.value!]
  const utc = form!.isTimed ? values.shift()! : null
  const [id, skip = 0] = values
  return ok({ utc, id: id!, skip })
}

/** Cursors behind a record, with a time and without; and what was left to pass over where a look for text ended first. */
const CURSORS = [
  { list: 't', values: 2, isTimed: true },
  { list: 'n', values: 1, isTimed: false },
  { list: 'x', values: 3, isTimed: true },
  { list: 'y', values: 2, isTimed: false },
] as const

function cursorOf({ utc, id }: Spot, skip = 0): string {
  if (skip > 0) return utc === null ? makeCursor('y', id, skip) : makeCursor('x', utc, id, skip)
  return utc === null ? makeCursor('n', id) : makeCursor('t', utc, id)
}

interface Reading {
  readonly query: PageQuery
  readonly start: Start
}

/** Rows found so far, and how many are still to be passed over. */
interface Progress {
  readonly rows: Spot[]
  skip: number
  readonly limit: number
}

async function readPage(
  db: Kysely<Schema>,
  index: RecordIndex,
  { query, start }: Reading,
): Promise<FoundPage> {
  const progress: Progress = { rows: [], skip: start.skip, limit: query.limit }
  if (start.utc !== null) {
    const spot = { utc: start.utc, id: start.id }
    if (isCounted(query)) await readByDays(db, index, { query, spot, progress })
    else await readRange(db, index, { range: { from: spot.utc, to: rangeOf(query).to }, spot, progress })
  }
  if (progress.rows.length < query.limit && takesUntimed(query))
    await readUntimed(db, index, { afterId: start.utc === null ? start.id : -1, progress })
  const last = progress.rows.at(-1)
  return {
    ids: progress.rows.map((row) => row.id),
    next: last && progress.rows.length === query.limit ? cursorOf(last) : null,
  }
}

/** Days that lie together, and how many records they hold. */
interface DayRun {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Reads only days that hold records of the filter, and passes over whole days by their counts. */
async function readByDays(
  db: Kysely<Schema>,
  index: RecordIndex,
  {
    query,
    spot,
    progress,
  }: {
    readonly query: PageQuery
    readonly spot: Spot & { readonly utc: number }
    readonly progress: Progress
  },
): Promise<void> {
  const { to } = rangeOf(query)
  for await (const run of dayRuns(db, query, { from: spot.utc, to }, progress)) {
    const isWhole = run.from > spot.utc && run.to <= to
    if (isWhole && progress.skip >= run.count) {
      progress.skip -= run.count
      continue
    }
    await readRange(db, index, {
      range: { from: Math.max(run.from, spot.utc), to: Math.min(run.to, to) },
      spot,
      progress,
    })
    if (progress.rows.length === progress.limit) return
  }
}

/** While records are passed over each day is a run of its own; then days near each other are read in one go. */
async function* dayRuns(
  db: Kysely<Schema>,
  filter: ObservationFilter,
  { from, to }: Range,
  progress: Progress,
): AsyncIterable<DayRun> {
  let run: DayRun | null = null
  for await (const { start, count } of eachDay(db, filter, { from, to })) {
    const day = { from: start * HOUR, to: (start + DAY_HOURS) * HOUR - 1, count }
    const isNear: boolean = run !== null && day.from - run.to <= SMALL_GAP_DAYS * DAY_HOURS * HOUR
    if (run !== null && isNear && progress.skip === 0 && run.count < progress.limit)
      run = { from: run.from, to: day.to, count: run.count + count }
    else {
      if (run !== null) yield run
      run = day
    }
  }
  if (run !== null) yield run
}

/** Days with records under the filter, in order; `start` in hours since 1970. */
export async function* eachDay(
  db: Kysely<Schema>,
  filter: ObservationFilter,
  { from, to }: Range,
  order: 'asc' | 'desc' = 'asc',
): AsyncIterable<{ readonly start: number; readonly count: number }> {
  let first = dayOf(Math.floor(from / HOUR))
  let last = dayOf(Math.floor(to / HOUR))
  for (let limit = FIRST_DAYS; ; limit = Math.min(2 * limit, MOST_DAYS)) {
    const { rows } = await sql<{ readonly start: number; readonly count: number }>`
      select start, sum(count) as count from record_count
      where ${all(countConditions(DAY_HOURS, filter))} and start >= ${first} and start <= ${last}
      group by start order by start ${sql.raw(order)} limit ${limit}`.execute(db)
    for (const { start, count } of rows) yield { start, count: Number(count) }
    const end = rows.at(-1)
    if (!end || rows.length < limit) return
    if (order === 'asc') first = end.start + 1
    else last = end.start - 1
  }
}

/** Reads on within a range, passing over what is still to be passed over. */
async function readRange(
  db: Kysely<Schema>,
  index: RecordIndex,
  {
    range,
    spot,
    progress,
  }: { readonly range: Range; readonly spot: Spot & { readonly utc: number }; readonly progress: Progress },
): Promise<void> {
  const { table, id, utc } = index
  const wanted = progress.limit - progress.rows.length
  const isBehind =
    spot.id < 0 || range.from > spot.utc ? sql`` : sql`and (${utc} > ${spot.utc} or ${id} > ${spot.id})`
  const { rows } = await sql<Spot>`select ${id} as id, ${utc} as utc from ${table}
    where ${inRange(index, range)} ${isBehind} order by ${utc}, ${id}
    limit ${wanted} offset ${progress.skip}`.execute(db)
  progress.rows.push(...rows)
  if (rows.length > 0) progress.skip = 0
  // All of it was passed over: how much that was, the index says.
  else if (progress.skip > 0) progress.skip -= await countInRange(db, index, range)
}

async function readUntimed(
  db: Kysely<Schema>,
  index: RecordIndex,
  { afterId, progress }: { readonly afterId: number; readonly progress: Progress },
): Promise<void> {
  const { table, id, isUntimed, where } = index
  const { rows } = await sql<{ readonly id: number }>`select ${id} as id from ${table}
    where ${all([isUntimed, ...where])} and ${id} > ${afterId} order by ${id}
    limit ${progress.limit - progress.rows.length} offset ${progress.skip}`.execute(db)
  for (const row of rows) progress.rows.push({ utc: null, id: row.id })
}

/** A page of records with a text: shorter than asked for, with a cursor to go on from, where the look ended first. */
async function scanPage(
  engine: Engine,
  index: RecordIndex,
  { query, text, start }: Reading & { readonly text: string },
): Promise<FoundPage> {
  const found: Spot[] = []
  let { skip } = start
  const take = (row: Spot): boolean => {
    if (skip > 0) skip--
    else found.push(row)
    return found.length < query.limit
  }
  const scan = { engine, index, text, to: rangeOf(query).to }
  let end: Spot | null = null
  if (start.utc !== null) end = await scanText({ ...scan, after: start }, SCANNED_ROWS, take)
  if (end === null && found.length < query.limit && takesUntimed(query)) {
    const after = { utc: null, id: start.utc === null ? start.id : -1 }
    end = await scanText({ ...scan, after }, SCANNED_ROWS, take)
  }
  return { ids: found.map((row) => row.id), next: end && cursorOf(end, skip) }
}
