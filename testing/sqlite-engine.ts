// SQLite's own engine as the oracle of our page reader: dumps a database value by value, in a form that keeps integer 1,
// real 1.0, text and blob apart. It works on copies in a folder of its own, since an engine may change what it opens.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

export interface DatabaseBytes {
  readonly main: Uint8Array
  readonly wal?: Uint8Array
}

export interface TableDump {
  readonly name: string
  /** Columns that are stored; virtual ones are not. */
  readonly columns: readonly string[]
  /** `rowid|value|value…` of each row in the engine's order; no rowid in a WITHOUT ROWID table. */
  readonly rows: readonly string[]
}

/** Runs a function over a database as a file in a new folder, which is removed afterwards. */
export function withDatabaseFile<T>(bytes: DatabaseBytes, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-sqlite-'))
  try {
    const path = join(folder, 'copy.db')
    writeFileSync(path, bytes.main)
    if (bytes.wal) writeFileSync(`${path}-wal`, bytes.wal)
    return use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each table of a database; null where `integrity_check` finds fault or the file does not open. */
export function dumpIntact(bytes: DatabaseBytes): TableDump[] | null {
  return withDatabaseFile(bytes, (path) => {
    const db = new DatabaseSync(path)
    try {
      return isIntact(db) ? dumpDatabase(db) : null
    } finally {
      db.close()
    }
  })
}

/** What `integrity_check` says. Where a virtual table stops it for want of its module, each table is checked alone. */
export function isIntact(db: DatabaseSync): boolean {
  const check = (of = '') => {
    const rows = db.prepare(`PRAGMA integrity_check${of}`).all()
    return rows.length === 1 && rows[0]!.integrity_check === 'ok'
  }
  try {
    return check()
  } catch (thrown) {
    if (!/unknown tokenizer|no such module/.test(String(thrown))) return false
    return tablesOf(db).every((name) => check(`(${quote(name)})`))
  }
}

/** Each table of an open database. */
export const dumpDatabase = (db: DatabaseSync): TableDump[] => tablesOf(db).map((name) => dumpTable(db, name))

const tablesOf = (db: DatabaseSync): string[] =>
  db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY rowid")
    .all()
    .map((row) => String(row.name))

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

function dumpTable(db: DatabaseSync, name: string): TableDump {
  const all = db.prepare(`PRAGMA table_xinfo(${quote(name)})`).all()
  const columns = all.filter((column) => column.hidden !== 2).map((column) => String(column.name))
  const taken = new Set(all.map((column) => String(column.name).toLowerCase()))
  const rowid = ['rowid', '_rowid_', 'oid'].find((alias) => !taken.has(alias))
  const wanted = columns.map((column) => {
    const c = quote(column)
    return `typeof(${c}), CASE typeof(${c}) WHEN 'text' THEN CAST(${c} AS BLOB) ELSE ${c} END`
  })
  const key = rowid === undefined ? "'?'" : hasRowid(db, name, rowid) ? rowid : 'NULL'
  const select = db.prepare(`SELECT ${[key, ...wanted].join(', ')} FROM main.${quote(name)} NOT INDEXED`)
  select.setReadBigInts(true)
  select.setReturnArrays(true)
  const rows = (select.all() as unknown as SQLOutputValue[][]).map(([at, ...cells]) => {
    const values = columns.map((_, i) => textOfValue(String(cells[i * 2]), cells[i * 2 + 1]!))
    return [at === null ? '' : String(at), ...values].join('|')
  })
  return { name, columns, rows }
}

function hasRowid(db: DatabaseSync, table: string, alias: string): boolean {
  try {
    db.prepare(`SELECT ${alias} FROM main.${quote(table)}`)
    return true
  } catch {
    return false
  }
}

/** A value with its storage class: `n`, `i:12`, `r:1.5`, `t:hex`, `b:hex`. */
export function textOfValue(type: string, value: SQLOutputValue): string {
  if (type === 'null') return 'n'
  if (type === 'integer') return `i:${value}`
  if (type === 'real') return `r:${Object.is(value, -0) ? '-0' : String(value)}`
  return `${type === 'text' ? 't' : 'b'}:${Buffer.from(value as Uint8Array).toString('hex')}`
}
