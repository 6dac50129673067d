// Full text by SQLite's FTS5: words as unicode61 cuts them, in any case and without accents. The index holds no text of
// its own; it reads the observations' search column. Built after the rows, in batches short enough that a reader on this
// thread waits for none of them noticeably, and readers on other connections wait for none at all.

import { setImmediate } from 'node:timers/promises'
import { ok, type Result, refuse } from '@manumit/base'
import { type Kysely, sql, type Transaction } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import { ftsQueryOf } from './fts-query.ts'
import { storedOf } from './observations.ts'
import type { IndexProgress, Page, SearchPort, SearchQuery, SearchResult } from './ports.ts'
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

async function pageResults(
  db: Kysely<Schema>,
  match: string,
  { kinds, sourceId, from, to, after, limit }: SearchQuery,
): Promise<Result<Page<SearchResult>>> {
  const cursor = readCursor('s', 1, after)
  if (!cursor.ok) return cursor
  await makeTable(db)
  const filters = [
    sql`observation_search match ${match}`,
    ...(cursor.value ? [sql`observation_search.rowid > ${cursor.value[0]}`] : []),
    ...(kinds ? [sql`observation.kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})`] : []),
    ...(sourceId === undefined ? [] : [sql`observation.source_id = ${sourceId}`]),
    ...(from === undefined ? [] : [sql`observation.utc >= ${from}`]),
    ...(to === undefined ? [] : [sql`observation.utc <= ${to}`]),
  ]
  const { rows } = await sql<ObservationTable & { readonly snippet: string }>`
    select observation.*, case when length(observation.search) <= ${SNIPPET_TEXT_CHARS}
      then snippet(observation_search, 0, ${MATCH_OPEN}, ${MATCH_CLOSE}, '…', ${SNIPPET_TOKENS})
      else substr(observation.search, 1, ${BEGINNING_CHARS}) || '…' end as snippet
    from observation_search join observation on observation.id = observation_search.rowid
    where ${sql.join(filters, sql` and `)} order by observation_search.rowid limit ${limit}`.execute(db)
  const stored = await storedOf(db, rows)
  const results = rows.map((row, i) => ({ stored: stored[i]!, snippet: snippetOf(row.snippet) }))
  return ok({ rows: results, next: rows.length === limit ? makeCursor('s', rows.at(-1)!.id) : null })
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
