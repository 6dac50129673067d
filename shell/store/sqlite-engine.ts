// The engine on node:sqlite: one connection in WAL mode. What is committed is on disk before the caller hears of it
// (synchronous = FULL), save the batches of an index, which can be made again.

import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import type { BankEntryRow, Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { makeSqliteBulkWriter } from './sqlite-bulk.ts'
import { makeSqliteDialect } from './sqlite-dialect.ts'

/** Marks the file as ours, in its header (bytes 68–71): "MNMT". */
export const APPLICATION_ID = 0x4d4e4d54

/** How long a connection waits for another's transaction before it gives up. */
const BUSY_MILLISECONDS = 10_000

/** 32 MiB of log before it is written back: few write-backs in an ingest, and a short log to read past. */
const PAGES_OF_LOG = 4000

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
  database.exec(`pragma wal_autocheckpoint = ${PAGES_OF_LOG}`)
  database.function('contains_folded', { deterministic: true }, (text, part) =>
    typeof text === 'string' && text.toLowerCase().includes(String(part)) ? 1 : 0,
  )
  const db = new Kysely<Schema>({ dialect: makeSqliteDialect(database) })
  return {
    name: 'sqlite',
    db,
    bulk: makeSqliteBulkWriter(database),
    // LIKE knows the cases of ASCII alone, and needs no call out of SQLite: ten times as fast.
    containsText: (text, part) =>
      ASCII.test(part)
        ? sql<boolean>`(${text} like ${`%${part.replace(/[\\%_]/g, '\\$&')}%`} escape '\\')`
        : sql<boolean>`contains_folded(${text}, ${part.toLowerCase()})`,
    bankEntries: async (bankId, options) => ({
      [Symbol.iterator]: () => readBankEntries(database, { bankId, ...options }),
    }),
    forgetIndexed: async (_, first, end) => forgetIndexed(database, first, end),
    // The connection is held meanwhile, so that nobody else commits with less than FULL; the next FULL commit, or the log's
    // write-back, makes these durable as well, in their order.
    inRepeatableTransaction: (work) =>
      db.connection().execute(async (held) => {
        database.exec('pragma synchronous = normal')
        try {
          return await held.transaction().execute(work)
        } finally {
          database.exec('pragma synchronous = full')
        }
      }),
    close: async () => {
      await db.destroy()
      if (database.isOpen) database.close()
    },
  }
}

const ASCII = /^[ -~]+$/

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
