// Message databases with as many rows as asked for, for benchmarks and for tests that stop a program half-way. Text varies
// with the row, so that an index over it has work to do; the schemas are the phones' own.

import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parse } from 'yaml'
import { recipeText } from './recipe.ts'
import { type Seeded, seededFrom } from './seeded.ts'
import type { SqlValue } from './sqlite.ts'
import { macNanos } from './times.ts'
import { attributedBodyWriter } from './typedstream.ts'

/** How many rows, of which kind of phone. */
export interface MessageDatabase {
  readonly rows: number
  readonly kind: 'ios' | 'android'
  readonly seed?: string
  /** Bytes; default 4,096. */
  readonly pageSize?: number
  /** `wal` leaves the file in that mode, its log checkpointed and gone. */
  readonly journal?: 'delete' | 'wal'
}

const START = Date.parse('2024-01-01T00:00:00Z')
const STEP_MILLIS = 61_000
const PARTNERS = 50
/** Rows bound at once: most of an insert's time is its way from JavaScript and back. */
const ROWS_PER_INSERT = 40

/** Writes the database over whatever stands at `path`. About 100,000 rows a second and core. */
export function makeMessageDatabase(path: string, recipe: MessageDatabase): void {
  mkdirSync(dirname(path), { recursive: true })
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA page_size = ${recipe.pageSize ?? 4096}; PRAGMA journal_mode = off; PRAGMA synchronous = off;
    PRAGMA foreign_keys = off; PRAGMA cache_size = -200000; PRAGMA locking_mode = exclusive`)
  const schema = recipeText(recipe.kind === 'ios' ? 'schemas/ios-sms.sql' : 'schemas/android-mmssms.sql')
  // Indexes after the rows: the same content, several times faster.
  const statements = schema.split(/;\n/)
  const isIndex = (sql: string) => sql.startsWith('CREATE INDEX')
  database.exec(`${statements.filter((sql) => !isIndex(sql)).join(';\n')};`)
  const words = new Wording(seededFrom(recipe.seed ?? 'bulk'))
  const writer = recipe.kind === 'ios' ? iosWriter(database) : androidWriter(database)
  database.exec('BEGIN')
  for (let row = 1; row <= recipe.rows; row++) writer.add(row, words.next(row))
  writer.finish()
  database.exec('COMMIT')
  database.exec(statements.filter(isIndex).join(';\n'))
  if (recipe.journal === 'wal') database.exec('PRAGMA journal_mode = wal')
  database.close()
}

interface Line {
  readonly text: string
  readonly isOwn: boolean
  readonly partner: number
}

/** Draws a phrase in one of the languages of the small talk, and numbers it so that no two texts are equal. */
class Wording {
  readonly #seeded: Seeded
  readonly #phrases: readonly string[]

  constructor(seeded: Seeded) {
    this.#seeded = seeded
    this.#phrases = Object.values(parse(recipeText('small-talk.yaml')) as Record<string, string[]>).flat()
  }

  next(row: number): Line {
    const first = this.#seeded.pick(this.#phrases)
    const second = this.#seeded.chance(0.6) ? ` ${this.#seeded.pick(this.#phrases)}` : ''
    return {
      text: `${first}${second} ${row}`,
      isOwn: this.#seeded.chance(0.5),
      partner: this.#seeded.below(PARTNERS) + 1,
    }
  }
}

const numberOf = (partner: number): string => `+447700900${String(partner).padStart(3, '0')}`

interface Writer {
  add(row: number, line: Line): void
  finish(): void
}

/** Inserts many rows with one statement. `tuple` is the parenthesis of one row. */
class RowBatch {
  readonly #database: DatabaseSync
  readonly #head: string
  readonly #tuple: string
  readonly #whole: StatementSync
  #values: SqlValue[] = []
  #rows = 0

  constructor(database: DatabaseSync, head: string, tuple: string) {
    this.#database = database
    this.#head = head
    this.#tuple = tuple
    this.#whole = this.#prepare(ROWS_PER_INSERT)
  }

  add(...values: SqlValue[]): void {
    for (const value of values) this.#values.push(value)
    this.#rows++
    if (this.#rows === ROWS_PER_INSERT) this.#run(this.#whole)
  }

  finish(): void {
    if (this.#rows > 0) this.#run(this.#prepare(this.#rows))
  }

  #prepare(rows: number): StatementSync {
    return this.#database.prepare(this.#head + new Array<string>(rows).fill(this.#tuple).join(', '))
  }

  #run(statement: StatementSync): void {
    statement.run(...this.#values)
    this.#values = []
    this.#rows = 0
  }
}

function iosWriter(database: DatabaseSync): Writer {
  const handle = database.prepare('INSERT INTO handle (ROWID, id, country, service) VALUES (?, ?, ?, ?)')
  const chat = database.prepare(
    'INSERT INTO chat (ROWID, guid, style, chat_identifier, service_name) VALUES (?, ?, 45, ?, ?)',
  )
  const member = database.prepare('INSERT INTO chat_handle_join VALUES (?, ?)')
  for (let partner = 1; partner <= PARTNERS; partner++) {
    const number = numberOf(partner)
    handle.run(partner, number, 'gb', 'iMessage')
    chat.run(partner, `iMessage;-;${number}`, number, 'iMessage')
    member.run(partner, partner)
  }
  const messages = new RowBatch(
    database,
    `INSERT INTO message (ROWID, guid, text, handle_id, attributedBody, service, date, date_read,
      date_delivered, is_delivered, is_finished, is_from_me, is_read, is_sent, part_count) VALUES `,
    "(?, ?, ?, ?, ?, 'iMessage', ?, ?, ?, 1, 1, ?, ?, ?, 1)",
  )
  const ownBody = attributedBodyWriter({ mutable: false })
  const theirBody = attributedBodyWriter()
  return {
    add(row, { text, isOwn, partner }) {
      const date = macNanos(START + row * STEP_MILLIS)
      const own = isOwn ? 1 : 0
      const later = date + 30_000_000_000n
      // One row in ten holds its text in column `text` too, as older systems wrote it.
      const plain = row % 10 === 0 ? text : null
      const body = isOwn ? ownBody(text) : theirBody(text)
      messages.add(
        row,
        guidOf(row),
        plain,
        partner,
        body,
        date,
        isOwn ? 0 : later,
        isOwn ? later : 0,
        own,
        1 - own,
        own,
      )
    },
    finish() {
      messages.finish()
      // A chat has one partner here, and the same number as its handle.
      database.exec('INSERT INTO chat_message_join SELECT handle_id, ROWID, date FROM message')
    },
  }
}

/** Counting guids: unique, and cheap to make by the million. */
const guidOf = (row: number): string =>
  `6D616E75-6D69-4000-8000-${row.toString(16).toUpperCase().padStart(12, '0')}`

function androidWriter(database: DatabaseSync): Writer {
  const address = database.prepare('INSERT INTO canonical_addresses VALUES (?, ?)')
  const thread = database.prepare('INSERT INTO threads (_id, recipient_ids) VALUES (?, ?)')
  for (let partner = 1; partner <= PARTNERS; partner++) {
    address.run(partner, numberOf(partner))
    thread.run(partner, String(partner))
  }
  const sms = new RowBatch(
    database,
    `INSERT INTO sms (_id, thread_id, address, date, date_sent, protocol, read, type, body, sub_id, seen,
      creator) VALUES `,
    "(?, ?, ?, ?, ?, ?, 1, ?, ?, 1, 1, 'com.android.messaging')",
  )
  return {
    add(row, { text, isOwn, partner }) {
      const date = START + row * STEP_MILLIS
      const sent = isOwn ? 0 : date - 1500
      sms.add(row, partner, numberOf(partner), date, sent, isOwn ? null : 0, isOwn ? 2 : 1, text)
    },
    finish: () => sms.finish(),
  }
}
