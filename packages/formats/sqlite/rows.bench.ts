// Rows a second of processor time of the page reader, beside the engine merely reading the same columns in the same run; and, with --big,
// the memory of a process that reads a database of 2 GB. Run: node packages/formats/sqlite/rows.bench.ts [--rows n] [--big]

import { spawnSync } from 'node:child_process'
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type ByteSource, isIssue } from '@manumit/base'
import { openSqlite } from './index.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    big: { type: 'boolean', default: false },
    read: { type: 'string' },
  },
})

/** Ten of the forty columns a messages table has, as a parser of messages asks for them. */
const WANTED = [
  'ROWID',
  'guid',
  'text',
  'handle_id',
  'service',
  'account',
  'date',
  'date_read',
  'is_from_me',
  'cache_has_attachments',
]

const OTHERS = Array.from({ length: 29 }, (_, i) => `flag_${i} INTEGER DEFAULT 0`)

const SCHEMA = `CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
  replace INTEGER DEFAULT 0, handle_id INTEGER DEFAULT 0, attributedBody BLOB, service TEXT, account TEXT,
  date INTEGER, date_read INTEGER, is_from_me INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0,
  ${OTHERS.join(', ')})`

const WORDS =
  'the bridge is closed on monday we meet at the market instead bring tea and paper cups see you soon'.split(
    ' ',
  )

function makeMessages(path: string, { rows, bodyBytes }: { rows: number; bodyBytes: number }): void {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; ${SCHEMA}`)
  const insert = db.prepare(
    `INSERT INTO message (guid, text, handle_id, attributedBody, service, account, date, date_read, is_from_me,
     cache_has_attachments, flag_3, flag_9) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)`,
  )
  const body = new Uint8Array(bodyBytes).fill(7)
  let state = 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
  db.exec('BEGIN')
  for (let i = 0; i < rows; i++) {
    const words = Array.from(
      { length: 3 + ((next() >>> 8) % 20) },
      () => WORDS[(next() >>> 8) % WORDS.length],
    )
    const text = words.join(' ') + (i % 10 === 0 ? ' – ünïcödé 👍' : '')
    const guid = `${next().toString(16).padStart(8, '0')}-${i.toString(16).padStart(8, '0')}-4000-8000-00000000`
    const date = 599_079_037_641_931_008n + BigInt(i) * 1_000_000_000n
    insert.run(
      guid,
      text,
      1 + (i % 300),
      body,
      i % 3 ? 'iMessage' : 'SMS',
      'e:someone@example.org',
      date,
      i % 2 ? date : 0,
      i % 2,
      i % 7 ? 0 : 1,
    )
  }
  db.exec('COMMIT')
  db.close()
}

function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  const fd = openSync(path, 'r')
  let buffer = new Uint8Array(64 * 1024)
  const source: ByteSource = {
    size: fstatSync(fd).size,
    read(offset, length) {
      if (buffer.length < length) buffer = new Uint8Array(length)
      return buffer.subarray(0, readSync(fd, buffer, 0, length, offset))
    },
  }
  try {
    return use(source)
  } finally {
    closeSync(fd)
  }
}

/** Reads each row with the columns wanted and adds up what it sees, so that nothing is left out by the compiler. */
function readOurs(path: string): { rows: number; sum: number } {
  return withFile(path, (main) => {
    const file = openSqlite({ main })
    if (!file.ok) throw new Error(file.error.code)
    let rows = 0
    let sum = 0
    for (const row of file.value.view().rows('message', { columns: WANTED })) {
      if (isIssue(row)) throw new Error(row.code)
      rows++
      sum += String(row.values[2]).length + Number(row.values[8])
    }
    return { rows, sum }
  })
}

function readEngine(path: string, way: 'iterate' | 'all'): { rows: number; sum: number } {
  const db = new DatabaseSync(path, { readOnly: true })
  const select = db.prepare(`SELECT ${WANTED.join(', ')} FROM message`)
  select.setReadBigInts(true)
  let rows = 0
  let sum = 0
  for (const row of select[way]()) {
    rows++
    sum += String(row.text).length + Number(row.is_from_me)
  }
  db.close()
  return { rows, sum }
}

/** Processor time, which neighbours on the machine do not stretch as they do the wall clock. */
function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function medianRate(times: number, read: () => { rows: number; sum: number }): { rate: number; sum: number } {
  const runs = Array.from({ length: times }, () => {
    const start = process.cpuUsage()
    const { rows, sum } = read()
    return { rate: rows / cpuSeconds(start), sum }
  })
  return runs.sort((a, b) => a.rate - b.rate)[times >> 1]!
}

const say = (name: string, value: number, unit: string, note = ''): void =>
  console.log(`${name}: ${Math.round(value).toLocaleString('en')} ${unit}${note && ` (${note})`}`)

if (options.read !== undefined) {
  const start = process.cpuUsage()
  const { rows } = readOurs(options.read)
  const seconds = cpuSeconds(start)
  console.log(JSON.stringify({ rows, seconds, maxRssMiB: process.resourceUsage().maxRSS / 1024 }))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
  try {
    console.log(`machine: ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.versions.node}`)
    const path = join(folder, 'messages.db')
    makeMessages(path, { rows: Number(options.rows), bodyBytes: options.big ? 1_700 : 60 })
    if (options.big) {
      const size = withFile(path, (source) => source.size)
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--read', path], {
        encoding: 'utf8',
      })
      const { rows, seconds, maxRssMiB } = JSON.parse(child.stdout)
      say('sqlite.big.size', size / 2 ** 20, 'MiB')
      say('sqlite.big.peak', maxRssMiB, 'MiB resident', 'target < 300')
      say('sqlite.big.rows', rows / seconds, 'rows a CPU second')
    } else {
      const ours = medianRate(3, () => readOurs(path))
      const iterate = medianRate(3, () => readEngine(path, 'iterate'))
      const all = medianRate(3, () => readEngine(path, 'all'))
      if (ours.sum !== iterate.sum) throw new Error('the two readings differ')
      say('sqlite.rows', ours.rate, 'rows a CPU second', 'target ≥ 600,000; 10 of 41 columns')
      say('sqlite.rows.engine.iterate', iterate.rate, 'rows a CPU second')
      say('sqlite.rows.engine.all', all.rate, 'rows a CPU second')
      console.log(
        `sqlite.rows.ratio: ${(ours.rate / Math.max(iterate.rate, all.rate)).toFixed(2)} × the faster of node:sqlite`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
