// Full text by SQLite's FTS5: words as unicode61 cuts them, in any case and without accents. The index holds no text of
// its own; it reads the observations' search column. Built after the rows, in batches short enough that a reader on this
// thread waits for none of them noticeably, and readers on other connections wait for none at all.

import { setImmediate } from 'node:timers/promises'
import { ok, type Result, refuse } from '@manumit/base'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import { ftsQueryOf } from './fts-query.ts'
import { storedOf } from './observations.ts'
import type { Page } from './ports/page.ts'
import type { IndexProgress, SearchPort, SearchQuery, SearchResult } from './ports/search.ts'
import { all } from './record-index.ts'
import { idOf, type ObservationTable, type Schema } from './schema.ts'
import { MATCH_CLOSE, MATCH_OPEN } from './search-text.ts'

/** What one batch may take, and the rows it starts with and may grow to. */
const BATCH_MILLISECONDS = 35
const FIRST_BATCH_ROWS = 1000
const MAX_BATCH_ROWS = 20_000

/** Words of a snippet. */
const SNIPPET_TOKENS = 24
/** FTS5's snippet takes a time that grows with the square of the matches; longer texts show their beginning instead. */
const SNIPPET_TEXT_CHARS = 8_000
const BEGINNING_CHARS = 200

/** Finds that a query's looks go through where filters keep some out. */
const LOOKS = [1_000, 9_000]

export function makeFts5Search(engine: Engine): SearchPort {
  const { db } = engine
  return {
    progress: () => readProgress(db),
    indexPending: ({ onProgress, signal } = {}) => indexPending(engine, { onProgress, signal }),
    async query(text, query) {
      const match = ftsQueryOf(text)
      if (match === null) return refuse('E_QUERY_EMPTY')
      return pageResults(db, match, query)
    },
  }
}

/** Made on first use: an ingest need not wait for it, and PostgreSQL has none. */
const makeTable = (db: Kysely<Schema>) =>
  sql`create virtual table if not exists observation_search using fts5(
    search, content = 'observation', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')`.execute(
    db,
  )

async function indexPending(
  engine: Engine,
  {
    onProgress,
    signal,
  }: {
    readonly onProgress: ((progress: IndexProgress) => void) | undefined
    readonly signal: AbortSignal | undefined
  },
): Promise<IndexProgress> {
  await makeTable(engine.db)
  let progress = await readProgress(engine.db)
  let rows = FIRST_BATCH_ROWS
  while (progress.pending > 0 && !signal?.aborted) {
    const start = performance.now()
    // What a crash takes from an index is indexed again; only its order with the rows matters, and WAL keeps that.
    const done = await engine.inRepeatableTransaction((trx) => indexBatch(trx, rows))
    if (done === 0) break
    const took = performance.now() - start
    const fitting = Math.round((rows * BATCH_MILLISECONDS) / Math.max(took, 1))
    rows = Math.max(50, Math.min(MAX_BATCH_ROWS, 2 * rows, fitting))
    progress = { indexed: progress.indexed + done, pending: progress.pending - done }
    onProgress?.(progress)
    await setImmediate()
  }
  return readProgress(engine.db)
}

/** Indexes up to so many items of the units that have any left; gives how many it passed. */
async function indexBatch(trx: Transaction<Schema>, limit: number): Promise<number> {
  const units = await trx
    .selectFrom('unit')
    .select(['id', 'indexed', 'committed'])
    .where((eb) => eb('indexed', '<', eb.ref('committed')))
    .orderBy('id')
    .limit(500)
    .execute()
  let passed = 0
  for (const { id, indexed, committed } of units) {
    if (passed >= limit) break
    const end = Math.min(committed, indexed + limit - passed)
    await sql`insert into observation_search (rowid, search) select id, search from observation
      where id >= ${idOf(id, indexed)} and id < ${idOf(id, end)} and search is not null`.execute(trx)
    await trx.updateTable('unit').set({ indexed: end }).where('id', '=', id).execute()
    passed += end - indexed
  }
  return passed
}

async function readProgress(db: Kysely<Schema>): Promise<IndexProgress> {
  const { indexed, committed } = await db
    .selectFrom('unit')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('indexed'), eb.lit(0)).as('indexed'),
      eb.fn.coalesce(eb.fn.sum<number>('committed'), eb.lit(0)).as('committed'),
    ])
    .executeTakeFirstOrThrow()
  return { indexed, pending: committed - indexed }
}

/**
 * A common word is found in half of all records, and filters may let none of these through: a look goes through a bounded
 * number of finds, in the index's own order, which needs no sorting and no counting.
 */
async function pageResults(
  db: Kysely<Schema>,
  match: string,
  { after, limit, ...filter }: SearchQuery,
): Promise<Result<Page<SearchResult>>> {
  const cursor = readCursor('s', 1, after)
  if (!cursor.ok) return cursor
  await makeTable(db)
  const ids: number[] = []
  const conditions = conditionsOf(filter)
  let last: number | null = cursor.value ? cursor.value[0]! : -1
  // Without filters each find counts; with them, more are looked at as fewer get through.
  const looks = conditions.length === 0 ? [limit] : LOOKS
  for (const finds of looks) {
    const look = await lookAt(db, { match, conditions, after: last, finds, limit: limit - ids.length })
    ids.push(...look.ids)
    last = look.last
    if (ids.length === limit || last === null) break
  }
  const next = ids.length === limit ? ids.at(-1)! : last
  return ok({ rows: await resultsOf(db, match, ids), next: next === null ? null : makeCursor('s', next) })
}

interface Look {
  readonly match: string
  readonly conditions: readonly RawBuilder<unknown>[]
  readonly after: number
  readonly finds: number
  readonly limit: number
}

/** Goes through so many finds once: what of them gets through, and the last of them where there may be more. */
async function lookAt(db: Kysely<Schema>, { match, conditions, after, finds, limit }: Look) {
  const { rows } = await sql<{ readonly id: number; readonly finds: number }>`
    with part as materialized (select rowid as id from observation_search
      where observation_search match ${match} and rowid > ${whole(after)} order by rowid limit ${finds})
    select max(id) as id, count(*) as finds from part union all select * from (
      select part.id, 0 from part cross join observation on observation.id = part.id
      where ${all(conditions)} order by part.id limit ${limit})`.execute(db)
  const [passed, ...found] = rows
  return { ids: found.map((row) => row.id), last: passed!.finds < finds ? null : passed!.id }
}

/** A number is bound as a fraction, and FTS5 heeds no bound on its rows but a whole one. */
const whole = (id: number): RawBuilder<unknown> => sql`cast(${id} as integer)`

function conditionsOf({ kinds, sourceId, from, to }: Omit<SearchQuery, 'after' | 'limit'>) {
  return [
    ...(kinds ? [sql`observation.kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})`] : []),
    ...(sourceId === undefined ? [] : [sql`observation.source_id = ${sourceId}`]),
    ...(from === undefined ? [] : [sql`observation.utc >= ${from}`]),
    ...(to === undefined ? [] : [sql`observation.utc <= ${to}`]),
  ]
}

/** One walk from the first to the last: asked for one by one, each would be a search of its own. */
async function resultsOf(db: Kysely<Schema>, match: string, ids: readonly number[]): Promise<SearchResult[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ObservationTable & { readonly snippet: string }>`
    select observation.*, case when length(observation.search) <= ${SNIPPET_TEXT_CHARS}
      then snippet(observation_search, 0, ${MATCH_OPEN}, ${MATCH_CLOSE}, '…', ${SNIPPET_TOKENS})
      else substr(observation.search, 1, ${BEGINNING_CHARS}) || '…' end as snippet
    from observation_search cross join observation on observation.id = observation_search.rowid
    where observation_search match ${match}
      and observation_search.rowid >= ${whole(ids[0]!)} and observation_search.rowid <= ${whole(ids.at(-1)!)}
      and +observation_search.rowid in (${sql.join([...ids])})
    order by observation_search.rowid`.execute(db)
  const stored = await storedOf(db, rows)
  return rows.map((row, i) => ({ stored: stored[i]!, snippet: snippetOf(row.snippet) }))
}

/** Marked text → text, and where in it the marks stood. */
function snippetOf(marked: string): SearchResult['snippet'] {
  const matches: [number, number][] = []
  let text = ''
  let start = 0
  for (const part of marked.split(MARKS)) {
    if (part === MATCH_OPEN) start = text.length
    else if (part === MATCH_CLOSE) matches.push([start, text.length])
    else text += part
  }
  return { text, matches }
}

const MARKS = new RegExp(`([${MATCH_OPEN}${MATCH_CLOSE}])`, 'u')
