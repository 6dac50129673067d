// The statement parser against the engine, which tells name, type, key and kind of each column; and what rests on it:
// which column is the rowid, and what older rows read in columns added later.

import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isIssue, sourceOfBytes } from '@manumit/base'
import { generateDatabase, withDatabaseFile } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { affinityOf } from './affinity.ts'
import { parseCreateTable } from './create-table.ts'
import { openSqlite } from './index.ts'

const STATEMENTS = [
  'CREATE TABLE t(a)',
  'create table "t x" ( "a.b" , [c d] TEXT , `e``f` INT )',
  "CREATE TABLE 'quoted' ('single' TEXT DEFAULT 'it''s, (odd')",
  'CREATE TABLE t(a INTEGER PRIMARY KEY, b)',
  'CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)',
  'CREATE TABLE t(a INTEGER CONSTRAINT "x y" PRIMARY KEY AUTOINCREMENT, b)',
  'CREATE TABLE t(a integer, b, PRIMARY KEY(a))',
  'CREATE TABLE t(a INTEGER, b, PRIMARY KEY(a DESC))',
  'CREATE TABLE t(a INTEGER, b, CONSTRAINT k PRIMARY KEY("a" ASC) ON CONFLICT IGNORE)',
  'CREATE TABLE t(a INT PRIMARY KEY, b)',
  'CREATE TABLE t(a BIGINTEGER PRIMARY KEY)',
  'CREATE TABLE t(a INTEGER, b INTEGER, PRIMARY KEY(a, b))',
  'CREATE TABLE t(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID',
  'CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT) STRICT, WITHOUT ROWID',
  'CREATE TABLE t(a ANY, b INT, c REAL) STRICT',
  'CREATE TABLE t(a VARCHAR ( 10 , 2 ) NOT NULL, b DOUBLE PRECISION, c UNSIGNED BIG INT DEFAULT -1)',
  "CREATE TABLE t(a, b AS (a || ',)'), c INT GENERATED ALWAYS AS (1) STORED, d TEXT GENERATED ALWAYS AS (2) VIRTUAL, e)",
  'CREATE TABLE t(a -- first, (\n, /* and, */ b TEXT CHECK (b IN (\'x\', "a")), c REFERENCES t(a) ON DELETE SET NULL)',
  'CREATE TABLE t(a, b, UNIQUE(a) CHECK(b > 0) PRIMARY KEY(b) FOREIGN KEY(a) REFERENCES t(b))',
  'CREATE TABLE t(a COLLATE NOCASE NOT NULL ON CONFLICT IGNORE UNIQUE, "primary", "check" TEXT, [constraint])',
  'CREATE TABLE t(a DEFAULT (1 + (2)), b DEFAULT CURRENT_TIMESTAMP, c INT DEFAULT +5, "default" DEFAULT "x")',
  'CREATE TABLE "таблица"("столбец" текст, ключ INTEGER PRIMARY KEY)',
]

const columnsOf = (db: DatabaseSync, name: string) =>
  db.prepare(`PRAGMA table_xinfo("${name.replaceAll('"', '""')}")`).all()

function expectAsEngine(db: DatabaseSync, name: string, sql: string): void {
  const table = parseCreateTable(sql)
  const columns = columnsOf(db, name)
  expect({
    sql,
    columns: table?.columns.map((column) => ({
      name: column.name,
      type: column.type.toUpperCase().replace(/\s+/g, ' '),
      isVirtual: column.isVirtual,
    })),
  }).toEqual({
    sql,
    columns: columns.map((column) => ({
      name: column.name,
      type: String(column.type).toUpperCase().replace(/\s+/g, ' '),
      isVirtual: column.hidden === 2,
    })),
  })
}

describe('CREATE TABLE', () => {
  for (const sql of STATEMENTS)
    it(`gives the columns the engine gives: ${sql}`, () => {
      const db = new DatabaseSync(':memory:')
      db.exec(sql)
      const row = db.prepare('SELECT name, sql FROM sqlite_schema').get()!
      expectAsEngine(db, String(row.name), String(row.sql))
      db.close()
    })

  it('gives them in invented databases, also after columns were added', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const made = generateDatabase(seed)
      withDatabaseFile(made, (path) => {
        const db = new DatabaseSync(path)
        for (const row of db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all())
          expectAsEngine(db, String(row.name), String(row.sql))
        db.close()
      })
    }
  })

  it.each([
    '',
    'CREATE VIEW v AS SELECT 1',
    'CREATE VIRTUAL TABLE t USING fts5(a)',
    'CREATE TABLE t(a',
    'CREATE TABLE t',
    'nonsense',
  ])('is none: %j', (sql) => {
    expect(parseCreateTable(sql)).toBe(null)
  })

  it.each([
    ['a INTEGER PRIMARY KEY', true],
    ['a INTEGER PRIMARY KEY ASC', true],
    ['a INTEGER PRIMARY KEY DESC', false],
    ['a INTEGER, PRIMARY KEY(a DESC)', true],
    ['a INT PRIMARY KEY', false],
    ['a "INTEGER" PRIMARY KEY', true],
    ['a INTEGER NOT NULL', false],
  ])('%s: is the rowid: %s', (columns, isRowid) => {
    expect(parseCreateTable(`CREATE TABLE t(${columns})`)!.columns[0]!.isRowid).toBe(isRowid)
  })
})

describe('affinity', () => {
  it.each([
    ['INT', 'integer'],
    ['CHARINT', 'integer'],
    ['FLOATING POINT', 'integer'],
    ['VARCHAR(5)', 'text'],
    ['clob', 'text'],
    ['', 'blob'],
    ['BLOB', 'blob'],
    ['DOUBLE PRECISION', 'real'],
    ['FLOAT', 'real'],
    ['DECIMAL(10,5)', 'numeric'],
    ['STRING', 'numeric'],
    ['BLOBREAL', 'blob'],
    ['ANY', 'numeric'],
  ] as const)('of %j is %s', (type, affinity) => {
    expect(affinityOf(type)).toBe(affinity)
  })
})

describe('columns added later', () => {
  const DEFAULTS = [
    "'x'",
    '7',
    '-3',
    '1.5',
    '2.0',
    'NULL',
    "x'00ff'",
    "'12'",
    "' 4 '",
    '1e3',
    'TRUE',
    '0x10',
    "'1e400'",
    '(((9)))',
    '-0x1',
    '9223372036854775808',
    "'0x10'",
  ]
  const TYPES = ['', 'INTEGER', 'TEXT', 'REAL', 'NUMERIC', 'BLOB']

  it('read their default in older rows as the engine reads it', () => {
    withDatabaseFile({ main: new Uint8Array(0) }, (path) => {
      const db = new DatabaseSync(path)
      db.exec('CREATE TABLE t(a); INSERT INTO t VALUES (1)')
      const names: string[] = []
      for (const [i, value] of DEFAULTS.entries())
        for (const [j, type] of TYPES.entries()) {
          names.push(`c${i}_${j}`)
          db.exec(`ALTER TABLE t ADD COLUMN c${i}_${j} ${type} DEFAULT ${value}`)
        }
      const select = db.prepare(`SELECT ${names.join(', ')} FROM t`)
      select.setReadBigInts(true)
      const engine = Object.values(select.get()!)
      db.close()
      const file = openSqlite({ main: sourceOfBytes(readWhole(path)) })
      if (!file.ok) throw new Error(file.error.code)
      const [row] = file.value.view().rows('t', { columns: names, integers: 'bigint' })
      if (row === undefined || isIssue(row)) throw new Error('no row')
      expect(Object.fromEntries(names.map((name, i) => [name, row.values[i]]))).toEqual(
        Object.fromEntries(names.map((name, i) => [name, engine[i]])),
      )
    })
  })
})

const readWhole = (path: string): Uint8Array => new Uint8Array(readFileSync(path))
