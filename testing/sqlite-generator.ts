// Invented databases from a seed: odd schemas, values of each type and size, updates, vacuums, and logs copied in mid-life.
// Each comes with what the engine itself reads in its states, so that a reader has an answer to be compared with.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type DatabaseBytes, dumpDatabase, dumpIntact, type TableDump } from './sqlite-engine.ts'

export interface GeneratedDatabase extends DatabaseBytes {
  readonly live: readonly TableDump[]
  /** What stood after each commit of the log; only where `everyCommit` was asked for. */
  readonly commits: readonly (readonly TableDump[])[]
}

export type Random = () => number

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * One database.
 *
 * @param everyCommit  a log with a dump after each of its commits; schemas then stay as they are
 */
export function generateDatabase(seed: number, { everyCommit = false } = {}): GeneratedDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-generated-'))
  const path = join(folder, 'made.db')
  const db = new DatabaseSync(path)
  try {
    const make = new Maker(db, randomOf(seed))
    make.settings()
    make.tables()
    for (let i = make.below(30); i >= 0; i--) make.step(true)
    if (everyCommit || make.chance(0.5)) {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0')
      const commits: TableDump[][] = []
      const sizeOf = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
      for (let i = 3 + make.below(12), size = sizeOf(); i >= 0; i--) {
        make.step(!everyCommit)
        if (!everyCommit && make.chance(0.1)) db.exec(`PRAGMA wal_checkpoint(${make.pick(CHECKPOINTS)})`)
        if (everyCommit && sizeOf() > size) commits.push(dumpDatabase(db))
        size = sizeOf()
      }
      const main = new Uint8Array(readFileSync(path))
      const wal = sizeOf() > 0 ? new Uint8Array(readFileSync(`${path}-wal`)) : null
      return { main, ...(wal && { wal }), live: dumpDatabase(db), commits }
    }
    return { main: new Uint8Array(readFileSync(path)), live: dumpDatabase(db), commits: [] }
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the engine reads in the main file alone. */
export const dumpMain = ({ main }: GeneratedDatabase): TableDump[] | null => dumpIntact({ main })

const CHECKPOINTS = ['PASSIVE', 'FULL', 'RESTART', 'TRUNCATE']
const ENCODINGS = ['UTF-8', 'UTF-16le', 'UTF-16be']
const TABLE_NAMES = [
  't',
  'select',
  'a.b',
  'two words',
  'quo"te',
  'br]acket',
  'ta`ble',
  'Straße',
  'order',
  "o'clock",
]
const COLUMN_NAMES = [
  'a',
  'b.c',
  'group',
  'x y',
  'q"q',
  'Ö',
  'default',
  'primary',
  'check',
  'rowid',
  "it's",
  'constraint',
]
const TYPES = [
  'INTEGER',
  'INT',
  'TEXT',
  'VARCHAR(10, 2)',
  'REAL',
  'DOUBLE PRECISION',
  'BLOB',
  '',
  'NUMERIC',
  'DECIMAL(10,5)',
]
const MORE_TYPES = [
  'BOOLEAN',
  'FLOATING POINT',
  'CLOB',
  'unsigned big int',
  'ANY',
  'character varying',
  '"TEXT"',
]
const STRICT_TYPES = ['INT', 'INTEGER', 'REAL', 'TEXT', 'BLOB', 'ANY']
const DEFAULTS = [
  "'x'",
  '7',
  '-3',
  '+4',
  '1.5',
  '-0.5',
  'NULL',
  "x'00ff'",
  '(5)',
  "'12'",
  '1e3',
  'TRUE',
  '0x10',
  '"dq"',
  '9223372036854775807',
  "('(')",
  '2.0',
]
const INTEGERS = [
  0n,
  1n,
  2n,
  -1n,
  127n,
  -128n,
  128n,
  32767n,
  -32768n,
  8388607n,
  -8388608n,
  2147483647n,
  -2147483648n,
  140737488355327n,
  -140737488355328n,
  9007199254740991n,
  9007199254740993n,
  -9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
]
const REALS = [
  0.5,
  -1.25,
  3,
  1e300,
  -1e-300,
  123456789.125,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  -0,
  2 ** 53,
  1e18,
  1e20,
]
const TEXTS = [
  '',
  'a',
  'plain text of some length that goes on',
  'ünïcödé',
  '日本語のテキスト',
  '😀👍🏽',
  'nul\0inside',
  '\ufeffmark',
  '12',
  ' 3.5 ',
  '1e5',
  'caf\u0065\u0301',
  '\ufffd',
  'x'.repeat(127),
  'y'.repeat(128),
]
const BAD_TEXTS = ["x'ff'", "x'c328'", "x'61edA080'", "x'd800'", "x'00d8'", "x'f8888888'", "x'e282'"]

class Maker {
  readonly #db: DatabaseSync
  readonly #random: Random
  readonly #made: { name: string; columns: string[] }[] = []

  constructor(db: DatabaseSync, random: Random) {
    this.#db = db
    this.#random = random
  }

  below = (n: number): number => Math.floor(this.#random() * n)
  chance = (p: number): boolean => this.#random() < p
  pick = <T>(list: readonly T[]): T => list[this.below(list.length)]!

  settings(): void {
    this.#db.exec(
      `PRAGMA synchronous = OFF; PRAGMA page_size = ${512 << this.below(8)}; PRAGMA encoding = '${this.pick(ENCODINGS)}';
       PRAGMA auto_vacuum = ${this.pick([0, 0, 1, 2])}; PRAGMA secure_delete = ${this.below(2)};
       PRAGMA legacy_alter_table = ${this.below(2)}`,
    )
  }

  tables(): void {
    for (let i = 1 + this.below(3); i > 0; i--) this.#createTable()
  }

  /** One change; what the schema refuses is left out. */
  step(withSchema: boolean): void {
    const table = this.pick(this.#made)
    const roll = this.#random()
    if (withSchema && roll < 0.05) this.#try('VACUUM')
    else if (withSchema && roll < 0.12) this.#addColumn(table)
    else if (withSchema && roll < 0.16) this.#createTable()
    else if (withSchema && roll < 0.2)
      this.#try(`CREATE INDEX "i${this.below(1e6)}" ON ${q(table.name)} (${q(this.pick(table.columns))})`)
    else if (withSchema && roll < 0.22 && this.#made.length > 1) {
      this.#try(`DROP TABLE ${q(table.name)}`)
      this.#made.splice(this.#made.indexOf(table), 1)
    } else if (roll < 0.4) this.#try(`DELETE FROM ${q(table.name)} WHERE ${this.#some(table.columns)}`)
    else if (roll < 0.6)
      this.#try(
        `UPDATE OR IGNORE ${q(table.name)} SET ${q(this.pick(table.columns))} = ${this.#value()} WHERE ${this.#some(table.columns)}`,
      )
    else this.#insert(table)
  }

  #try(sql: string): void {
    try {
      this.#db.exec(sql)
    } catch {
      // A constraint, or a value a STRICT table does not take: the next step does something else.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    }
  }

  /** A condition that picks some rows, the same ones in each run. */
  #some(columns: readonly string[]): string {
    if (this.chance(0.1)) return '1'
    const hex = `hex(${q(this.pick(columns))})`
    return `(length(${hex}) + coalesce(unicode(${hex}), 0) + ${this.below(9)}) % ${2 + this.below(6)} = 0`
  }

  #createTable(): void {
    const name = `${this.pick(TABLE_NAMES)}${this.chance(0.5) ? this.below(100) : ''}`
    const strict = this.chance(0.15)
    const count = 1 + this.below(this.chance(0.1) ? 60 : 10)
    const columns = Array.from({ length: count }, (_, i) => `${this.pick(COLUMN_NAMES)}${i || ''}`)
    const parts = columns.map((column) => this.#column(column, strict))
    const tail = this.#key(columns, parts)
    const options = [strict ? 'STRICT' : '', tail].filter((option) => option !== '')
    const gap = this.pick([' ', '\n', ' /* a, comment ( */ ', ' -- line )\n'])
    const before = this.#made.length
    try {
      this.#db.exec(
        `CREATE TABLE${gap}${this.#quoted(name)}${gap}(${parts.join(`,${gap}`)}) ${options.join(', ')}`,
      )
      this.#made.push({ name, columns })
    } catch (thrown) {
      if (before === 0) this.#createTable()
      else if (!/already exists|duplicate|constraint|generated|PRIMARY|missing/i.test(String(thrown)))
        throw thrown
    }
  }

  #column(name: string, strict: boolean): string {
    const type = this.pick(strict ? STRICT_TYPES : this.chance(0.2) ? MORE_TYPES : TYPES)
    const extras = [
      this.chance(0.2) ? `DEFAULT ${this.pick(DEFAULTS)}` : '',
      this.chance(0.1) ? 'COLLATE NOCASE' : '',
      this.chance(0.05) ? 'CHECK (1 IN (1, 2))' : '',
      this.chance(0.05) ? 'CONSTRAINT "c, (" UNIQUE ON CONFLICT IGNORE' : '',
    ]
    return `${this.#quoted(name)} ${type} ${extras.join(' ')}`
  }

  /** Adds a key or generated columns to the parts; gives the table option that goes with it. */
  #key(columns: string[], parts: string[]): string {
    const first = this.#quoted(columns[0]!)
    const way = this.below(10)
    if (way === 0) parts[0] = `${first} INTEGER PRIMARY KEY`
    if (way === 1) parts[0] = `${first} INTEGER PRIMARY KEY DESC`
    if (way === 2) parts[0] = `${first} INTEGER CONSTRAINT k PRIMARY KEY ASC AUTOINCREMENT`
    if (way === 3) parts.push(`PRIMARY KEY (${first} DESC)`)
    if (way === 4) parts[0] = `${first} INT PRIMARY KEY`
    if (way === 5)
      parts.push(
        `${q('virt')} AS (1 + 1)`,
        `${q('kept')} INT GENERATED ALWAYS AS (2 + ${this.below(9)}) STORED`,
      )
    if (way < 7) return ''
    const key = columns.filter(() => this.chance(0.4))
    if (key.length === 0) key.push(columns.at(-1)!)
    if (this.chance(0.3)) key.push(key[0]!)
    if (this.chance(0.3)) key.reverse()
    parts.push(
      `PRIMARY KEY (${key.map((name) => q(name) + this.pick(['', ' DESC', ' COLLATE NOCASE', ''])).join(', ')})`,
    )
    return this.chance(0.8) ? 'WITHOUT ROWID' : ''
  }

  #addColumn(table: { name: string; columns: string[] }): void {
    const name = `added${table.columns.length}`
    const type = this.pick([...TYPES, ...STRICT_TYPES])
    const value = this.chance(0.7) ? `DEFAULT ${this.pick(DEFAULTS)}` : ''
    try {
      this.#db.exec(`ALTER TABLE ${q(table.name)} ADD COLUMN ${q(name)} ${type} ${value}`)
      table.columns.push(name)
    } catch {
      // A STRICT table takes only its own types.
    }
  }

  #insert({ name, columns }: { name: string; columns: string[] }): void {
    const rows = this.chance(0.1) ? 300 : 1 + this.below(20)
    const isWhole = this.chance(0.7)
    const used = isWhole ? columns : columns.filter(() => this.chance(0.5))
    if (used.length === 0) return
    const list = Array.from({ length: rows }, () => `(${used.map(() => this.#value()).join(', ')})`)
    const into = `${this.pick(['INSERT OR IGNORE', 'INSERT OR REPLACE', 'INSERT'])} INTO ${q(name)}`
    this.#db.exec('BEGIN')
    for (const row of list) {
      // A constraint that rolls back ends the transaction.
      if (!this.#db.isTransaction) return
      try {
        this.#db.exec(`${into} (${used.map(q).join(', ')}) VALUES ${row}`)
      } catch {
        // A value this column does not take.
      }
    }
    if (this.#db.isTransaction) this.#db.exec('COMMIT')
  }

  /** A literal of some storage class; now and then one that runs over several pages. */
  #value(): string {
    const roll = this.#random()
    if (roll < 0.12) return 'NULL'
    if (roll < 0.3) return String(this.below(2000) - 1000)
    if (roll < 0.38) return integerSql(this.pick(INTEGERS))
    if (roll < 0.48) return realSql(this.pick(REALS))
    if (roll < 0.52) return realSql((this.#random() - 0.5) * 1e6)
    if (roll < 0.72) return textSql(this.pick(TEXTS))
    if (roll < 0.84) return textSql('long text é '.repeat(this.below(12)).slice(this.below(11)))
    if (roll < 0.87) return `CAST(${this.pick(BAD_TEXTS)} AS TEXT)`
    if (roll < 0.95) return this.#blob(this.below(40))
    if (roll < 0.98) return this.#blob(this.below(5000))
    return `replace(hex(zeroblob(${this.below(20_000)})), '0', 'z')`
  }

  #blob(length: number): string {
    return `x'${Buffer.from(Array.from({ length }, () => this.below(256))).toString('hex')}'`
  }

  #quoted(name: string): string {
    const way = this.below(4)
    if (way === 0 && !name.includes(']')) return `[${name}]`
    if (way === 1) return `\`${name.replaceAll('`', '``')}\``
    if (way === 2 && /^(a|t)\d*$/.test(name)) return name
    return q(name)
  }
}

const q = (name: string): string => `"${name.replaceAll('"', '""')}"`
/** A literal cannot hold NUL; char() puts it in. */
const textSql = (text: string): string =>
  text
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || char(0) || ')
const integerSql = (value: bigint): string =>
  value === -9223372036854775808n ? '(-9223372036854775807 - 1)' : String(value)

function realSql(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '9e999' : '-9e999'
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? `${Object.is(value, -0) ? '-0' : value}.0`
    : String(value)
}
