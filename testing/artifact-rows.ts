// The rows of a fixture as node:sqlite sees them: the second opinion on places and raw values; and the same rows written in
// another order. Works on copies, since an engine changes what it opens.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RawValue } from '@manumit/base'
import type { RowPlace } from '@manumit/model'
import type { Fixture } from './artifact-fixture.ts'
import { openFixture } from './artifact-fixture.ts'

export interface RowReader {
  /** What differs between the raw values of a record and the row at its place, one sentence each. */
  disagreements(place: RowPlace, raw: Readonly<Record<string, RawValue>>): readonly string[]
  /** Rowids of a table, ascending, in the live state. */
  rowids(table: string): readonly bigint[]
  close(): void
}

export function rowReader(fixture: Fixture): RowReader {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-rows-'))
  const states = new Map<string, DatabaseSync>()
  const stateOf = (via: RowPlace['via']): DatabaseSync => {
    const known = states.get(via) ?? openState(fixture, { via, path: join(folder, via.replace(':', '-')) })
    states.set(via, known)
    return known
  }
  return {
    rowids: (table) =>
      readAll(stateOf('live'), `SELECT rowid AS id FROM "${table}" ORDER BY 1`).map(
        (row) => row.id as bigint,
      ),
    disagreements: (place, raw) => {
      const own = stateOf(place.via)
      const live = stateOf('live')
      return Object.entries(raw).flatMap(([name, value]) => {
        const stored = storedValues({ own, live, place, raw, name })
        const isThere = stored.some((other) => isSame(value, other))
        return isThere
          ? []
          : [`${place.table} ${place.rowid} ${name}: kept ${show(value)}, stored ${stored.map(show)}`]
      })
    },
    close: () => {
      for (const database of states.values()) database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

interface Question {
  readonly own: DatabaseSync
  readonly live: DatabaseSync
  readonly place: RowPlace
  readonly raw: Readonly<Record<string, RawValue>>
  readonly name: string
}

/**
 * What stands where a raw value's name points: `column` in the record's row; `table[n].column` in the row whose rowid the
 * record keeps as `table[n].rowid`; `table.column` in some row of a table the record is joined to.
 */
function storedValues({ own, live, place, raw, name }: Question): readonly unknown[] {
  const numbered = /^(.+)(\[\d+\])\.(\w+)$/.exec(name)
  if (numbered) {
    const rowid = raw[`${numbered[1]}${numbered[2]}.rowid`]
    const sql = `SELECT "${numbered[3]}" AS value FROM "${numbered[1]}" WHERE rowid = ?`
    return readAll(live, sql, rowid as number | bigint).map((row) => row.value)
  }
  const joined = /^(\w+)\.(\w+)$/.exec(name)
  if (joined)
    return readAll(live, `SELECT "${joined[2]}" AS value FROM "${joined[1]}"`).map((row) => row.value)
  const sql = `SELECT "${name}" AS value FROM "${place.table}" WHERE rowid = ?`
  return readAll(own, sql, place.rowid).map((row) => row.value)
}

function readAll(database: DatabaseSync, sql: string, ...values: readonly (number | bigint)[]) {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  return statement.all(...values) as Record<string, unknown>[]
}

function isSame(kept: RawValue, stored: unknown): boolean {
  if (typeof kept === 'number' || typeof kept === 'bigint')
    return typeof stored === 'bigint'
      ? Number.isInteger(Number(kept)) && BigInt(kept) === stored
      : kept === stored
  if (kept instanceof Uint8Array)
    return stored instanceof Uint8Array && Buffer.compare(Buffer.from(kept), Buffer.from(stored)) === 0
  if (typeof kept === 'object' && kept !== null)
    return stored instanceof Uint8Array && stored.length === kept.blobBytes
  return kept === stored
}

const show = (value: unknown): string =>
  value instanceof Uint8Array
    ? `${value.length} bytes`
    : typeof value === 'bigint'
      ? `${value}`
      : JSON.stringify(value)

/** A state as an engine shows it: with the whole log, without it, or with the log up to a commit. */
function openState(
  { main, wal }: Fixture,
  { via, path }: { readonly via: RowPlace['via']; readonly path: string },
): DatabaseSync {
  writeFileSync(path, main)
  const frames =
    via === 'main' || !wal ? undefined : via === 'live' ? wal : upToCommit(wal, Number(via.slice(7)))
  if (frames) writeFileSync(`${path}-wal`, frames)
  return new DatabaseSync(path)
}

/** The log up to its n-th commit: a frame whose header holds the database's size ends one. */
function upToCommit(wal: Uint8Array, commit: number): Uint8Array {
  const view = new DataView(wal.buffer, wal.byteOffset, wal.length)
  const frame = 24 + view.getUint32(8)
  let left = commit
  for (let at = 32; at + frame <= wal.length; at += frame) {
    if (view.getUint32(at + 4) !== 0) left--
    if (left === 0) return wal.subarray(0, at + frame)
  }
  return wal
}

/**
 * The live rows of a fixture in a new database, inserted in another order. Rows keep their rowids, but those of the
 * `renumbered` tables, whose rowids say nothing, get new ones in the new order.
 */
export function shuffled(
  fixture: Fixture,
  { seed, renumbered }: { readonly seed: number; readonly renumbered: readonly string[] },
): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-shuffle-'))
  const from = openState(fixture, { via: 'live', path: join(folder, 'from') })
  const path = join(folder, 'to')
  const to = openFixture(path)
  to.exec('PRAGMA page_size = 1024; PRAGMA foreign_keys = off; BEGIN')
  const tables = readAll(from, `SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`)
  for (const { name, sql } of tables) if (!String(name).startsWith('sqlite_')) to.exec(String(sql))
  // The counters last: SQLite writes them itself while rows go in.
  const names = tables
    .map(({ name }) => String(name))
    .sort((a, b) => Number(a === 'sqlite_sequence') - Number(b === 'sqlite_sequence'))
  for (const table of names) {
    if (table === 'sqlite_sequence') to.exec('DELETE FROM sqlite_sequence')
    copyRows(from, to, { table, seed, keepsRowids: !renumbered.includes(table) })
  }
  to.exec('COMMIT')
  from.close()
  to.close()
  const main = new Uint8Array(readFileSync(path))
  if (existsSync(folder)) rmSync(folder, { recursive: true })
  return { name: fixture.name, main }
}

function copyRows(
  from: DatabaseSync,
  to: DatabaseSync,
  {
    table,
    seed,
    keepsRowids,
  }: { readonly table: string; readonly seed: number; readonly keepsRowids: boolean },
): void {
  const columns = readAll(from, `PRAGMA table_info("${table}")`).map(({ name }) => String(name))
  const list = [...(keepsRowids ? ['rowid'] : []), ...columns.map((name) => `"${name}"`)]
  const named = list.map((name, i) => `${name} AS c${i}`)
  const rows = readAll(from, `SELECT ${named.join(', ')} FROM "${table}"`)
  const order = rows
    .map((row, i) => ({ row, key: scrambled(seed * 1000 + i) }))
    .toSorted((a, b) => a.key - b.key)
  const insert = to.prepare(
    `INSERT OR REPLACE INTO "${table}" (${list.join(', ')}) VALUES (${list.map(() => '?').join(', ')})`,
  )
  for (const { row } of order) insert.run(...list.map((_, i) => row[`c${i}`] as never))
}

/** The same number for the same seed, in no order. */
const scrambled = (n: number): number => Math.imul(n ^ (n >>> 15), 0x2c1b_3c6d) >>> 0
