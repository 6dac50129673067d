// Message databases with as many rows as asked for, for benchmarks and for tests that stop a program half-way. Text varies
// with the row, so that an index over it has work to do; the schemas are the phones' own.

import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parse } from 'yaml'
import { recipeText } from './recipe.ts'
import { type Seeded, seededFrom } from './seeded.ts'
import { macNanos } from './times.ts'
import { attributedBodyWriter } from './typedstream.ts'

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
const ROWS_PER_COMMIT = 50_000

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
  const write = recipe.kind === 'ios' ? iosWriter(database) : androidWriter(database)
  const words = new Wording(seededFrom(recipe.seed ?? 'bulk'))
  for (let row = 1; row <= recipe.rows; row++) {
    if (row % ROWS_PER_COMMIT === 1) database.exec('BEGIN')
    write(row, words.next(row))
    if (row % ROWS_PER_COMMIT === 0 || row === recipe.rows) database.exec('COMMIT')
  }
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

function iosWriter(database: DatabaseSync): (row: number, line: Line) => void {
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
  const message =
    database.prepare(`INSERT INTO message (ROWID, guid, text, handle_id, attributedBody, service, date, date_read,
      date_delivered, is_delivered, is_finished, is_from_me, is_read, is_sent, part_count)
      VALUES (?, ?, ?, ?, ?, 'iMessage', ?, ?, ?, 1, 1, ?, ?, ?, 1)`)
  const join = database.prepare('INSERT INTO chat_message_join VALUES (?, ?, ?)')
  const ownBody = attributedBodyWriter({ mutable: false })
  const theirBody = attributedBodyWriter()
  return (row, { text, isOwn, partner }) => {
    const date = macNanos(START + row * STEP_MILLIS)
    const own = isOwn ? 1 : 0
    const later = date + 30_000_000_000n
    // One row in ten holds its text in column `text` too, as older systems wrote it.
    const plain = row % 10 === 0 ? text : null
    const body = isOwn ? ownBody(text) : theirBody(text)
    message.run(
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
    join.run(partner, row, date)
  }
}

/** Counting guids: unique, and cheap to make by the million. */
const guidOf = (row: number): string =>
  `6D616E75-6D69-4000-8000-${row.toString(16).toUpperCase().padStart(12, '0')}`

function androidWriter(database: DatabaseSync): (row: number, line: Line) => void {
  const address = database.prepare('INSERT INTO canonical_addresses VALUES (?, ?)')
  const thread = database.prepare('INSERT INTO threads (_id, recipient_ids) VALUES (?, ?)')
  for (let partner = 1; partner <= PARTNERS; partner++) {
    address.run(partner, numberOf(partner))
    thread.run(partner, String(partner))
  }
  const sms =
    database.prepare(`INSERT INTO sms (_id, thread_id, address, date, date_sent, protocol, read, type, body, sub_id, seen,
      creator) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 1, 1, 'com.android.messaging')`)
  return (row, { text, isOwn, partner }) => {
    const date = START + row * STEP_MILLIS
    sms.run(
      row,
      partner,
      numberOf(partner),
      date,
      isOwn ? 0 : date - 1500,
      isOwn ? null : 0,
      isOwn ? 2 : 1,
      text,
    )
  }
}
