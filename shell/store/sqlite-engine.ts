// The engine on node:sqlite: one connection in WAL mode, and prepared statements for the bulk of an ingest. What is
// committed is on disk before the caller hears of it (synchronous = FULL), save while an index is built anew.

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { ROW_STATES } from './encode-items.ts'
import type { BankEntryRow, BulkWriter, Engine, MentionRows, ObservationOwner, RowOwner } from './engine.ts'
import type { IssueColumns, ObservationColumns } from './row-batch.ts'
import { idOf, type Schema } from './schema.ts'
import { makeSqliteDialect } from './sqlite-dialect.ts'

/** Marks the file as ours, in its header (bytes 68–71): "MNMT". */
export const APPLICATION_ID = 0x4d4e4d54

/** How long a connection waits for another's transaction before it gives up. */
const BUSY_MILLISECONDS = 10_000

/** Mentions are three integers each; many to a statement halve their cost. */
const MENTIONS_PER_STATEMENT = 64

/** Texts come as UTF-8 bytes, which is what the file holds: the cast only says so. */
const INSERT_OBSERVATION =
  'insert into observation values (?, ?, ?, ?, ?, ?, cast(? as text), cast(? as text))'

/** Sets up a connection that its caller opened, and makes an engine of it. `close` closes the connection. */
export function makeSqliteEngine(
  database: DatabaseSync,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Engine {
  database.exec(`pragma busy_timeout = ${BUSY_MILLISECONDS}`)
  // Before the first table; no effect on a file that has one. Long records fit better on larger pages.
  database.exec('pragma page_size = 8192')
  // Before WAL, so that it stands in the file itself from the first write on.
  if (isNew) database.exec(`pragma application_id = ${APPLICATION_ID}`)
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')
  database.exec('pragma cache_size = -65536')
  database.exec('pragma temp_store = memory')
  // 32 MiB of log before it is written back: few write-backs in an ingest, and a short log to read past.
  database.exec('pragma wal_autocheckpoint = 4000')
  database.function('contains_folded', { deterministic: true }, (text, part) =>
    typeof text === 'string' && text.toLowerCase().includes(String(part)) ? 1 : 0,
  )
  const db = new Kysely<Schema>({ dialect: makeSqliteDialect(database) })
  return {
    name: 'sqlite',
    db,
    bulk: makeBulkWriter(database),
    containsText: (text, part) => sql<boolean>`contains_folded(${text}, ${part.toLowerCase()})`,
    bankEntries: async (bankId, options) => ({
      [Symbol.iterator]: () => readBankEntries(database, { bankId, ...options }),
    }),
    forgetIndexed: async (_, first, end) => forgetIndexed(database, first, end),
    setDurability: (durability) =>
      database.exec(`pragma synchronous = ${durability === 'each-commit' ? 'full' : 'normal'}`),
    close: async () => {
      await db.destroy()
      if (database.isOpen) database.close()
    },
  }
}

/** Statements are prepared when first used: the tables may not be there when the engine is made. */
function makeBulkWriter(database: DatabaseSync): BulkWriter {
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text)
    if (known) return known
    const statement = database.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  return {
    observations: async (_, owner, columns) => writeObservations(prepare(INSERT_OBSERVATION), owner, columns),
    issues: async (_, owner, columns) =>
      writeIssues(prepare('insert into issue values (?, ?, ?, ?, ?)'), owner, columns),
    mentions: async (_, rows) => {
      const one = 'insert into mention values (?, ?, ?)'
      const many = `${one}${', (?, ?, ?)'.repeat(MENTIONS_PER_STATEMENT - 1)}`
      writeMentions({ many: prepare(many), one: prepare(one) }, rows)
    },
  }
}

function writeObservations(
  insert: StatementSync,
  { unitId, sourceId, shapeIds }: ObservationOwner,
  columns: ObservationColumns,
): void {
  const { count, ordinals, utc, kind, kinds, state, shape, records, recordEnds, searchTexts, searchEnds } =
    columns
  const firstId = idOf(unitId, 0)
  let recordStart = 0
  let searchStart = 0
  for (let i = 0; i < count; i++) {
    const recordEnd = recordEnds[i]!
    const searchEnd = searchEnds[i]!
    const micros = utc[i]!
    insert.run(
      firstId + ordinals[i]!,
      kinds[kind[i]!]!,
      Number.isNaN(micros) ? null : micros,
      sourceId,
      ROW_STATES[state[i]!]!,
      shapeIds[shape[i]!]!,
      records.subarray(recordStart, recordEnd),
      searchEnd > searchStart ? searchTexts.subarray(searchStart, searchEnd) : null,
    )
    recordStart = recordEnd
    searchStart = searchEnd
  }
}

function writeIssues(insert: StatementSync, { unitId, sourceId }: RowOwner, columns: IssueColumns): void {
  for (let i = 0; i < columns.count; i++)
    insert.run(
      idOf(unitId, columns.ordinals[i]!),
      sourceId,
      columns.codes[i]!,
      columns.severities[i]!,
      columns.records[i]!,
    )
}

function writeMentions(
  insert: { readonly many: StatementSync; readonly one: StatementSync },
  { count, observationIds, partyIds, utc }: MentionRows,
): void {
  const values: (number | null)[] = new Array(3 * MENTIONS_PER_STATEMENT)
  const utcAt = (i: number): number | null => (Number.isNaN(utc[i]!) ? null : utc[i]!)
  let i = 0
  for (; i + MENTIONS_PER_STATEMENT <= count; i += MENTIONS_PER_STATEMENT) {
    for (let k = 0; k < MENTIONS_PER_STATEMENT; k++) {
      values[3 * k] = observationIds[i + k]!
      values[3 * k + 1] = partyIds[i + k]!
      values[3 * k + 2] = utcAt(i + k)
    }
    insert.many.run(...values)
  }
  for (; i < count; i++) insert.one.run(observationIds[i]!, partyIds[i]!, utcAt(i))
}

/** Read as they are asked for: a bank may hold millions. */
function* readBankEntries(
  database: DatabaseSync,
  {
    bankId,
    kind = null,
    order = 'entry',
  }: { readonly bankId: number; readonly kind?: string | null; readonly order?: 'entry' | 'content' },
): Generator<BankEntryRow> {
  const statement = database.prepare(
    `select entry, kind, hash, note from bank_entry where bank_id = ?1 and (?2 is null or kind = ?2)
     order by ${order === 'entry' ? 'entry' : 'kind, hash, note nulls last, entry'}`,
  )
  for (const row of statement.iterate(bankId, kind)) yield row as unknown as BankEntryRow
}

/** An external-content index forgets a row when told what it held; the row must still be there to say so. */
function forgetIndexed(database: DatabaseSync, first: number, end: number): void {
  if (end <= first || !hasSearchTable(database)) return
  database
    .prepare(
      `insert into observation_search (observation_search, rowid, search)
       select 'delete', id, search from observation where id >= ? and id < ? and search is not null`,
    )
    .run(first, end)
}

const hasSearchTable = (database: DatabaseSync): boolean =>
  database.prepare(`select 1 from sqlite_schema where name = 'observation_search'`).get() !== undefined
