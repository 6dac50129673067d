// Makes a SQLite database from SQL and rows, left in a chosen state: closed, or with commits that stand in its write-ahead
// log only. It is written by node:sqlite and never by our reader, so that the reader can be judged by it.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { sealJournal } from './journal-seal.ts'
import { sealWal } from './wal-seal.ts'

/** What a column can be given. */
export type SqlValue = null | number | bigint | string | Uint8Array

/** One row with bound values; columns left out take their defaults. */
export interface RowInsert {
  readonly into: string
  readonly row: Readonly<Record<string, SqlValue>>
}

/** One statement with bound values. */
export interface BoundSql {
  readonly run: string
  readonly values: readonly SqlValue[]
}

/** Text is a script, run as it stands; a row is bound and inserted. */
export type SqlStep = string | RowInsert | BoundSql

/** What the database holds, and the state it is left in. */
export interface SqliteRecipe {
  /** What builds it. Rows that follow each other share a transaction; a script is in charge of its own. */
  readonly sql: string | readonly SqlStep[]
  /** Bytes, a power of two from 512 to 65,536. */
  readonly pageSize?: number
  readonly encoding?: 'UTF-8' | 'UTF-16le' | 'UTF-16be'
  readonly autoVacuum?: 'none' | 'full' | 'incremental'
  /** True overwrites removed content with zeros, as Apple's phones do for some stores. */
  readonly secureDelete?: boolean
  /** `delete`: one closed file. `wal`: a main file and, unless it is empty, a `-wal` beside it. */
  readonly journal: 'delete' | 'wal'
  readonly walState?: WalState
  /**
   * With journal `delete`: statements of a transaction that never ended. The main file is copied in the middle of it and
   * the rollback journal that would undo it is left beside it.
   */
  readonly hotJournal?: readonly SqlStep[]
}

/** How main file and log share the content. */
export interface WalState {
  /** False leaves `sql` itself in the log, so that the main file alone has no tables. */
  readonly checkpointed?: boolean
  /** Each entry is one commit that stands in the `-wal` only, in this order. */
  readonly uncheckpointedSql?: readonly (SqlStep | readonly SqlStep[])[]
  /** How many of these commits belong to an earlier round: they are checkpointed, and their frames stay behind the newer ones. */
  readonly earlierRoundCommits?: number
  /** Cuts the log in the middle of its last frame, as a copy that was interrupted does. */
  readonly torn?: boolean
  /** Leaves a `-wal` of no bytes where there are no commits to keep. */
  readonly emptyWal?: boolean
  /** The two salts of the log; fixed, so that two runs give the same bytes. */
  readonly salts?: readonly [number, number]
}

/** The files that were written. */
export interface MadeSqlite {
  readonly path: string
  readonly walPath?: string
  readonly journalPath?: string
}

/**
 * Writes the database, and its log beside it, over whatever stands there.
 *
 * @throws where the SQL is wrong or the disk refuses: a recipe is ours, its faults are bugs
 */
export function makeSqlite(path: string, recipe: SqliteRecipe): MadeSqlite {
  mkdirSync(dirname(path), { recursive: true })
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
  if (recipe.journal === 'wal') return makeWithLog(path, recipe)
  return recipe.hotJournal ? makeInterrupted(path, recipe, recipe.hotJournal) : makeClosed(path, recipe)
}

/** The same database as bytes, made in a folder of its own that is removed again. */
export function sqliteBytes(recipe: SqliteRecipe): { readonly main: Uint8Array; readonly wal?: Uint8Array } {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-making-'))
  const made = makeSqlite(join(folder, 'made.db'), recipe)
  const main = new Uint8Array(readFileSync(made.path))
  const wal = made.walPath === undefined ? undefined : new Uint8Array(readFileSync(made.walPath))
  rmSync(folder, { recursive: true })
  return wal === undefined ? { main } : { main, wal }
}

function makeClosed(path: string, recipe: SqliteRecipe): MadeSqlite {
  const database = openNew(path, recipe)
  runSteps(database, stepsOf(recipe.sql))
  database.close()
  return { path }
}

const JOURNAL_NONCE = 0x4d414e55

function makeInterrupted(path: string, recipe: SqliteRecipe, unfinished: readonly SqlStep[]): MadeSqlite {
  const workFolder = mkdtempSync(join(tmpdir(), 'manumit-making-'))
  const work = join(workFolder, 'work.db')
  const database = openNew(work, recipe)
  runSteps(database, stepsOf(recipe.sql))
  // A cache of a few pages makes SQLite write changed pages into the main file before the transaction ends.
  database.exec('PRAGMA cache_size = 5; BEGIN')
  runSteps(database, unfinished, true)
  copyFileSync(work, path)
  writeFileSync(
    `${path}-journal`,
    sealJournal(new Uint8Array(readFileSync(`${work}-journal`)), JOURNAL_NONCE),
  )
  database.exec('ROLLBACK')
  database.close()
  rmSync(workFolder, { recursive: true })
  return { path, journalPath: `${path}-journal` }
}

/** Works on a copy elsewhere: closing the last connection would fold the log into the main file and remove it. */
function makeWithLog(path: string, recipe: SqliteRecipe): MadeSqlite {
  const workFolder = mkdtempSync(join(tmpdir(), 'manumit-making-'))
  const work = join(workFolder, 'work.db')
  const state = recipe.walState ?? {}
  const database = openNew(work, recipe)
  database.exec('PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0')
  runSteps(database, stepsOf(recipe.sql))
  if (state.checkpointed !== false) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const earlier = state.earlierRoundCommits ?? 0
  for (const [index, commit] of (state.uncheckpointedSql ?? []).entries()) {
    // RESTART keeps the file's length: the next commit overwrites the log from its start, under new salts.
    if (index > 0 && index === earlier) database.exec('PRAGMA wal_checkpoint(RESTART)')
    database.exec('BEGIN')
    runSteps(database, typeof commit === 'object' && 'length' in commit ? commit : [commit], true)
    database.exec('COMMIT')
  }
  copyFileSync(work, path)
  const walPath = copyLog(`${work}-wal`, `${path}-wal`, state)
  database.close()
  rmSync(workFolder, { recursive: true })
  return walPath === undefined ? { path } : { path, walPath }
}

const DEFAULT_SALTS = [0x4d414e55, 0x4d495431] as const

function copyLog(from: string, to: string, state: WalState): string | undefined {
  const log = existsSync(from) ? new Uint8Array(readFileSync(from)) : new Uint8Array(0)
  if (log.length === 0 && !state.emptyWal) return undefined
  const sealed = sealWal(log, state.salts ?? DEFAULT_SALTS)
  writeFileSync(to, state.torn ? sealed.subarray(0, Math.max(0, sealed.length - 100)) : sealed)
  return to
}

function openNew(path: string, recipe: SqliteRecipe): DatabaseSync {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  database.exec(`PRAGMA page_size = ${recipe.pageSize ?? 4096};
    PRAGMA encoding = '${recipe.encoding ?? 'UTF-8'}';
    PRAGMA auto_vacuum = ${recipe.autoVacuum ?? 'none'};
    PRAGMA secure_delete = ${recipe.secureDelete ? 'on' : 'off'};
    PRAGMA synchronous = off`)
  return database
}

const stepsOf = (sql: string | readonly SqlStep[]): readonly SqlStep[] =>
  typeof sql === 'string' ? [sql] : sql

/** Runs steps in order; rows that follow each other share a transaction unless one is open already. */
export function runSteps(database: DatabaseSync, steps: readonly SqlStep[], inTransaction = false): void {
  const prepared = new Map<string, StatementSync>()
  let batching = false
  const endBatch = () => {
    if (batching) database.exec('COMMIT')
    batching = false
  }
  for (const step of steps) {
    if (typeof step === 'string') {
      endBatch()
      database.exec(step)
      continue
    }
    if (!batching && !inTransaction) {
      database.exec('BEGIN')
      batching = true
    }
    runBound(database, step, prepared)
  }
  endBatch()
}

function runBound(
  database: DatabaseSync,
  step: RowInsert | BoundSql,
  prepared: Map<string, StatementSync>,
): void {
  const { run, values } = 'into' in step ? insertOf(step) : step
  let statement = prepared.get(run)
  if (!statement) {
    statement = database.prepare(run)
    prepared.set(run, statement)
  }
  statement.run(...values)
}

function insertOf({ into, row }: RowInsert): BoundSql {
  const columns = Object.keys(row)
  const names = columns.map((name) => `"${name}"`).join(', ')
  return {
    run: `INSERT INTO "${into}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    values: Object.values(row),
  }
}
