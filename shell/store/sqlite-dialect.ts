// Kysely on node:sqlite: the compiler, adapter and introspector are Kysely's own; the driver is one connection that
// callers take in turns. Synchronous underneath: a long query holds up its thread.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** Statements kept prepared; the store writes a few dozen different ones. */
const KEPT_STATEMENTS = 200

/** A Kysely dialect over a database its caller opened, and closes. */
export const makeSqliteDialect = (database: DatabaseSync): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => makeDriver(database),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

function makeDriver(database: DatabaseSync): Driver {
  const connection = makeConnection(database)
  const waiting: (() => void)[] = []
  let isTaken = false
  const exec = async (sql: string): Promise<void> => database.exec(sql)
  return {
    init: async () => {},
    acquireConnection: async () => {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve))
      isTaken = true
      return connection
    },
    releaseConnection: async () => {
      const next = waiting.shift()
      if (next) next()
      else isTaken = false
    },
    beginTransaction: () => beginWriting(database),
    commitTransaction: () => exec('commit'),
    // SQLite has already rolled back by itself where the disk is full: a second time would hide that.
    rollbackTransaction: async () => {
      if (database.isTransaction) database.exec('rollback')
    },
    savepoint: (_, name) => exec(`savepoint "${name}"`),
    rollbackToSavepoint: (_, name) => exec(`rollback to "${name}"`),
    releaseSavepoint: (_, name) => exec(`release "${name}"`),
    destroy: async () => {},
  }
}

/** How long a transaction waits for another connection's, and how often it asks. */
const BUSY_MILLISECONDS = 10_000
const ASKED_EVERY_MS = 3

/**
 * Immediate: a transaction that will write says so at once, and never fails half-way for another writer. Where another
 * connection is writing, it waits without holding up its thread, as SQLite's own waiting would.
 */
async function beginWriting(database: DatabaseSync): Promise<void> {
  const until = performance.now() + BUSY_MILLISECONDS
  while (!tryToBegin(database, performance.now() >= until)) await setTimeout(ASKED_EVERY_MS)
}

/** False where another connection is writing; throws that on the last try, and whatever else keeps it from beginning. */
function tryToBegin(database: DatabaseSync, isLast: boolean): boolean {
  database.exec('pragma busy_timeout = 0')
  try {
    database.exec('begin immediate')
    return true
  } catch (error) {
    if (isLast || !isBusy(error)) throw error
    return false
  } finally {
    database.exec(`pragma busy_timeout = ${BUSY_MILLISECONDS}`)
  }
}

/** SQLITE_BUSY is 5; extended codes keep it in their low byte. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5

function makeConnection(database: DatabaseSync): DatabaseConnection {
  const prepared = new Map<string, StatementSync>()
  function prepare(sql: string): StatementSync {
    let statement = prepared.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      if (prepared.size >= KEPT_STATEMENTS) prepared.clear()
      prepared.set(sql, statement)
    }
    return statement
  }
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const statement = prepare(query.sql)
      const parameters = query.parameters as SQLInputValue[]
      // A statement with columns gives rows, RETURNING included.
      if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    async *streamQuery<R>(query: CompiledQuery, chunkSize = 1): AsyncIterableIterator<QueryResult<R>> {
      // Not shared: an iterating statement may not be started again until it ends.
      const statement = database.prepare(query.sql)
      let rows: R[] = []
      for (const row of statement.iterate(...(query.parameters as SQLInputValue[]))) {
        rows.push(row as R)
        if (rows.length < chunkSize) continue
        yield { rows }
        rows = []
      }
      if (rows.length > 0) yield { rows }
    },
  }
}
