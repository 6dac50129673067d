// Messages from file to the stream of observations, for the two stores that grow to millions of rows, beside node:sqlite
// merely reading the same columns of the same tables. Rows: MESSAGES (default 1,000,000).
//
//   node packages/artifacts/messages.bench.ts

import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type ByteSource, isIssue, parseSha256 } from '@manumit/base'
import type { Artifact } from '@manumit/model'
import { writeAttributedBody } from '../../shell/makers/typedstream.ts'
import { artifact } from './index.ts'

const ROWS = Number(process.env.MESSAGES ?? 1_000_000)
const REPEATS = 3
const ROWS_PER_SECOND = 250_000
const TIMES_PEER = 3

interface Store {
  readonly artifact: string
  /** Writes ROWS messages. */
  readonly make: (database: DatabaseSync) => void
  /** What the peer reads: the columns the artifact uses, of the tables that grow with the messages. */
  readonly peer: readonly string[]
}

/** Two texts in three stand in `text`, one in three in `attributedBody` alone, as recent phones have it. */
const ios: Store = {
  artifact: 'ios.sms',
  make: (database) => {
    database.exec(`
      CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT UNIQUE NOT NULL, text TEXT,
        handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT, error INTEGER DEFAULT 0,
        date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,
        group_title TEXT, destination_caller_id TEXT, associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0,
        thread_originator_guid TEXT, date_edited INTEGER DEFAULT 0, date_retracted INTEGER DEFAULT 0);
      CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, service TEXT NOT NULL);
      CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL);
      CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
      CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
      CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, filename TEXT,
        mime_type TEXT, total_bytes INTEGER, transfer_name TEXT);
      CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));`)
    for (let i = 1; i <= PEOPLE; i++) {
      database.prepare('INSERT INTO handle VALUES (?, ?, ?)').run(i, numberOf(i), 'iMessage')
      database.prepare('INSERT INTO chat VALUES (?, ?)').run(i, `iMessage;-;${numberOf(i)}`)
      database.prepare('INSERT INTO chat_handle_join VALUES (?, ?)').run(i, i)
    }
    const message = database.prepare(
      `INSERT INTO message VALUES (?, ?, ?, ?, NULL, ?, 'iMessage', 'e:me@example.org', 0, ?, ?, 0, ?, 0, NULL,
        '+12025550100', NULL, 0, NULL, 0, 0)`,
    )
    const chat = database.prepare('INSERT INTO chat_message_join VALUES (?, ?)')
    const attachment = database.prepare(`INSERT INTO attachment VALUES (?, ?, ?, 'image/heic', 123456, NULL)`)
    const attached = database.prepare('INSERT INTO message_attachment_join VALUES (?, ?)')
    for (let i = 1; i <= ROWS; i++) {
      const text = textOf(i)
      const body = writeAttributedBody({ runs: [{ text }], mutable: true })
      const date = 599_000_000_000_000_000n + BigInt(i) * 61_234_567_891n
      const person = 1 + ((i * 7) % PEOPLE)
      message.run(
        i,
        guidOf(i),
        i % 3 === 0 ? null : text,
        person,
        body,
        date,
        i % 2 ? date + 5_000_000_001n : 0,
        i % 2,
      )
      chat.run(person, i)
      if (i % 20 !== 0) continue
      attachment.run(i / 20, guidOf(-i), `~/Library/SMS/Attachments/ab/11/IMG_${i}.HEIC`)
      attached.run(i, i / 20)
    }
  },
  peer: [
    `SELECT ROWID, guid, text, attributedBody, handle_id, subject, service, account, date, date_read, date_delivered,
      is_from_me, error, item_type, group_title, destination_caller_id, associated_message_guid,
      associated_message_type, thread_originator_guid, date_edited, date_retracted FROM message`,
    'SELECT chat_id, message_id FROM chat_message_join NOT INDEXED',
    'SELECT ROWID, guid, filename, mime_type, total_bytes, transfer_name FROM attachment',
    'SELECT message_id, attachment_id FROM message_attachment_join NOT INDEXED',
  ],
}

const android: Store = {
  artifact: 'android.sms-mms',
  make: (database) => {
    database.exec(`
      CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER,
        date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1, type INTEGER,
        reply_path_present INTEGER, subject TEXT, body TEXT, service_center TEXT, locked INTEGER DEFAULT 0,
        sub_id INTEGER DEFAULT -1, error_code INTEGER DEFAULT 0, creator TEXT, seen INTEGER DEFAULT 0);`)
    const sms = database.prepare(
      `INSERT INTO sms VALUES (?, ?, ?, NULL, ?, ?, 0, 1, -1, ?, 0, NULL, ?, NULL, 0, 1, 0, 'com.example.messaging', 1)`,
    )
    for (let i = 1; i <= ROWS; i++) {
      const person = 1 + ((i * 7) % PEOPLE)
      const date = 1_600_000_000_000 + i * 61_234
      sms.run(i, person, numberOf(person), date, i % 2 ? date - 1000 : 0, 1 + (i % 2), textOf(i))
    }
  },
  peer: [
    `SELECT _id, address, date, date_sent, type, subject, body, thread_id, read, status, error_code, service_center,
      creator, sub_id FROM sms`,
  ],
}

const PEOPLE = 400
const WORDS =
  'see you at the harbour tomorrow about nine and bring the blue folder please it is late now'.split(' ')

/** Three to fifteen words, the same for the same number. */
const textOf = (i: number): string =>
  Array.from({ length: 3 + (i % 13) }, (_, k) => WORDS[(i * 31 + k * 17) % WORDS.length]).join(' ')

/** From the range kept for fiction: +1, an area code, 555-01xx. */
const numberOf = (i: number): string => `+1${201 + (i % 7)}55501${String(i % 100).padStart(2, '0')}`

const guidOf = (i: number): string =>
  `${(i >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-00000000BE9C`.toUpperCase()

function fileSource(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, 'r')
  const { size } = fstatSync(descriptor)
  return {
    size,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      readSync(descriptor, bytes, 0, bytes.length, offset)
      return bytes
    },
    close: () => closeSync(descriptor),
  }
}

interface Run {
  readonly seconds: number
  readonly rows: number
}

function timed(work: () => number): Run {
  const start = process.cpuUsage()
  const rows = work()
  const used = process.cpuUsage(start)
  return { seconds: (used.user + used.system) / 1e6, rows }
}

function parseAll(one: Artifact, path: string): number {
  const bytes = fileSource(path)
  const ref = { sha256: parseSha256('0'.repeat(64))!, path, sizeBytes: bytes.size }
  let rows = 0
  for (const item of one.parse({ main: { ref, bytes }, lookup: () => undefined })) {
    if (isIssue(item)) throw new Error(`unexpected issue ${item.code}`)
    rows++
  }
  bytes.close()
  return rows
}

function readAll(path: string, queries: readonly string[]): number {
  const database = new DatabaseSync(path, { readOnly: true })
  let rows = 0
  for (const query of queries) {
    const statement = database.prepare(query)
    statement.setReadBigInts(true)
    for (const _ of statement.iterate()) rows++
  }
  database.close()
  return rows
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

/** Peak memory of a process that does nothing else: this program, asked to parse one file. */
if (process.argv[2] === '--parse') {
  parseAll(artifact(process.argv[3]!)!, process.argv[4]!)
  console.log(Math.round(process.resourceUsage().maxRSS / 1024))
  process.exit()
}

const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
console.log(
  `machine: ${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}; ${ROWS} messages`,
)
for (const store of [ios, android]) {
  const path = join(folder, `${store.artifact}.db`)
  const database = new DatabaseSync(path)
  database.exec('PRAGMA synchronous = off; BEGIN')
  store.make(database)
  database.exec('COMMIT')
  database.close()
  const one = artifact(store.artifact)!
  const ours: Run[] = []
  const theirs: Run[] = []
  for (let i = 0; i < REPEATS; i++) {
    ours.push(timed(() => parseAll(one, path)))
    theirs.push(timed(() => readAll(path, store.peer)))
  }
  const seconds = median(ours.map((run) => run.seconds))
  const peer = median(theirs.map((run) => run.seconds))
  const rate = Math.round(ours[0]!.rows / seconds)
  console.log(`${store.artifact}: ${rate} rows/s per core (target ≥ ${ROWS_PER_SECOND})`)
  console.log(
    `${store.artifact} over node:sqlite reading the same: ${(seconds / peer).toFixed(2)} times (target ≤ ${TIMES_PEER}); ${seconds.toFixed(2)} s and ${peer.toFixed(2)} s of CPU`,
  )
  const [program] = process.argv.slice(1)
  const resident = execFileSync(process.execPath, [program!, '--parse', store.artifact, path], {
    encoding: 'utf8',
  })
  const size = Math.round(statSync(path).size / 1e6)
  console.log(
    `${store.artifact} resident: ${resident.trim()} MB at most over a file of ${size} MB (target ≤ 300)`,
  )
}
rmSync(folder, { recursive: true })
