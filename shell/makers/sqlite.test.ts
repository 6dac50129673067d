import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { makeSqlite, type SqliteRecipe, sqliteBytes } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-makers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const BASE = "CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two')"

/** Opens a copy, as opening a database with a log or journal changes it. */
function rowsOf(path: string, suffixes: readonly string[]): unknown[] {
  const copy = join(folder, 'opened.db')
  for (const suffix of ['', '-wal', '-journal', '-shm']) rmSync(copy + suffix, { force: true })
  for (const suffix of suffixes) copyFileSync(path + suffix, copy + suffix)
  const database = new DatabaseSync(copy)
  const check = database.prepare('PRAGMA integrity_check').get()
  expect(Object.values(check ?? {})).toEqual(['ok'])
  const rows = database.prepare('SELECT id, word FROM t ORDER BY id').all()
  database.close()
  return rows.map((row) => [row.id, row.word])
}

describe('makeSqlite', () => {
  it('keeps commits in the log that the main file does not have', () => {
    const path = join(folder, 'log.db')
    const made = makeSqlite(path, {
      sql: BASE,
      journal: 'wal',
      walState: {
        uncheckpointedSql: [
          "INSERT INTO t VALUES (3, 'three')",
          "UPDATE t SET word = 'eins' WHERE id = 1",
          'DELETE FROM t WHERE id = 2',
        ],
      },
    })
    expect(made.walPath).toBe(`${path}-wal`)
    expect(rowsOf(path, [''])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    expect(rowsOf(path, ['', '-wal'])).toEqual([
      [1, 'eins'],
      [3, 'three'],
    ])
  })

  it('leaves a main file without tables where nothing was checkpointed', () => {
    const path = join(folder, 'bare.db')
    makeSqlite(path, { sql: BASE, journal: 'wal', walState: { checkpointed: false } })
    expect(readFileSync(path).length).toBe(4096)
    expect(() => rowsOf(path, [''])).toThrow(/no such table/)
    expect(rowsOf(path, ['', '-wal'])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
  })

  it('leaves frames of an earlier round, under other salts, behind the newer ones', () => {
    const path = join(folder, 'rounds.db')
    makeSqlite(path, {
      sql: BASE,
      journal: 'wal',
      walState: {
        uncheckpointedSql: [
          "INSERT INTO t VALUES (3, 'three')",
          "INSERT INTO t VALUES (4, 'four')",
          "INSERT INTO t VALUES (5, 'five')",
        ],
        earlierRoundCommits: 2,
      },
    })
    const wal = readFileSync(`${path}-wal`)
    const salts = [32, 32 + 4120].map((at) => wal.subarray(at + 8, at + 16).toString('hex'))
    expect(salts[0]).toBe(wal.subarray(16, 24).toString('hex'))
    expect(salts[1]).not.toBe(salts[0])
    expect(rowsOf(path, ['', '-wal']).length).toBe(5)
    expect(rowsOf(path, ['']).length).toBe(4)
  })

  it('cuts the last commit off a torn log, which SQLite then ignores', () => {
    const path = join(folder, 'torn.db')
    const uncheckpointedSql = ["INSERT INTO t VALUES (3, 'three')", "INSERT INTO t VALUES (4, 'four')"]
    makeSqlite(path, { sql: BASE, journal: 'wal', walState: { uncheckpointedSql, torn: true } })
    expect(rowsOf(path, ['', '-wal'])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ])
  })

  it('leaves a journal that undoes the unfinished transaction', () => {
    const path = join(folder, 'hot.db')
    const many = Array.from({ length: 400 }, (_, id) => ({
      into: 't',
      row: { id: id + 10, word: 'x'.repeat(300) },
    }))
    makeSqlite(path, {
      sql: [BASE, ...many],
      journal: 'delete',
      hotJournal: ["UPDATE t SET word = 'changed'"],
    })
    expect(readFileSync(path).includes('changed')).toBe(true)
    const undone = rowsOf(path, ['', '-journal'])
    expect(undone.length).toBe(402)
    expect(undone[0]).toEqual([1, 'one'])
  })

  it('takes bound rows, of every type of value', () => {
    const path = join(folder, 'rows.db')
    const blob = Uint8Array.of(0, 1, 255)
    makeSqlite(path, {
      sql: [
        'CREATE TABLE v (a, b, c, d, e)',
        { into: 'v', row: { a: null, b: 1.5, c: 2n ** 60n, d: 'ünï', e: blob } },
      ],
      journal: 'delete',
    })
    const database = new DatabaseSync(path)
    const statement = database.prepare('SELECT * FROM v')
    statement.setReadBigInts(true)
    expect({ ...statement.get() }).toEqual({ a: null, b: 1.5, c: 2n ** 60n, d: 'ünï', e: blob })
    database.close()
  })

  it.each([512, 1024, 8192, 65_536])('honours a page size of %i and UTF-16', (pageSize) => {
    const { main } = sqliteBytes({ sql: BASE, journal: 'delete', pageSize, encoding: 'UTF-16be' })
    const view = new DataView(main.buffer, main.byteOffset)
    expect(view.getUint16(16)).toBe(pageSize === 65_536 ? 1 : pageSize)
    expect(view.getUint32(56)).toBe(3)
  })

  const recipes: Record<string, SqliteRecipe> = {
    closed: { sql: BASE, journal: 'delete' },
    log: { sql: BASE, journal: 'wal', walState: { uncheckpointedSql: ["INSERT INTO t VALUES (3, 'c')"] } },
    rounds: {
      sql: BASE,
      journal: 'wal',
      walState: {
        uncheckpointedSql: ["INSERT INTO t VALUES (3, 'c')", 'DELETE FROM t'],
        earlierRoundCommits: 1,
        checkpointed: false,
      },
    },
    hot: { sql: BASE, journal: 'delete', hotJournal: ["UPDATE t SET word = 'changed'"] },
  }
  it.each(Object.entries(recipes))('gives the same bytes on each run: %s', (name, recipe) => {
    const bytesOf = (run: number) => {
      const path = join(folder, `same-${name}-${run}.db`)
      const made = makeSqlite(path, recipe)
      return [made.path, made.walPath, made.journalPath].map((file) => (file ? readFileSync(file) : null))
    }
    expect(bytesOf(1)).toEqual(bytesOf(2))
  })
})
