// Damaged databases: the reader ends, says what is wrong, and gives no row that was not there.

import { type Issue, sourceOfBytes } from '@manumit/base'
import {
  describeShared,
  dumpIntact,
  dumpView,
  generateDatabase,
  randomOf,
  sharedBytes,
  sharedDatabases,
  sharedPhoneFiles,
} from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { openSqlite } from './index.ts'

interface Reading {
  readonly rows: Map<string, readonly string[]>
  readonly issues: readonly Issue[]
}

/** Reads each table of each state twice over; null where there is nothing to read. */
function readAll(main: Uint8Array, wal?: Uint8Array): Reading | null {
  const file = openSqlite({ main: sourceOfBytes(main), ...(wal && { wal: sourceOfBytes(wal) }) })
  if (!file.ok) return null
  const view = file.value.view()
  const issues: Issue[] = [...file.value.issues, ...view.issues]
  const rows = new Map<string, readonly string[]>()
  for (const table of view.tables.values()) {
    const stored = table.columns.filter((column) => column.name !== 'virt').map((column) => column.name)
    const dump = dumpView(view, table.name, stored)
    rows.set(table.name, dump.rows)
    issues.push(...dump.issues)
  }
  return { rows, issues }
}

/** The answer key of a corpus database, as text; null where there is none. */
function answerKey(stored: string): string | null {
  const path = stored.replace(/(_antifor)?\.db(\.gz)?$/, '.xml')
  const file = sharedPhoneFiles().find((one) => one.stored === path || one.stored === `${path}.gz`)
  return file === undefined ? null : new TextDecoder().decode(sharedBytes(`phone/${file.stored}`))
}

/** Damage that only an index shows: the root pages of two tables of one shape changed places. */
const SEEN_BY_INDEX_ONLY = /11\/11-0[12]_antifor/

describeShared('the manipulated databases of the corpus', () => {
  for (const db of sharedDatabases()) {
    if (!/sqlite-corpus\/1\d\//.test(db.name) || dumpIntact(db) !== null) continue
    it(`${db.name} is read to an end, with issues`, () => {
      const reading = readAll(db.main)!
      if (!SEEN_BY_INDEX_ONLY.test(db.name)) expect(reading.issues.length).toBeGreaterThan(0)
    })
    it(`${db.name} gives no word its answer key does not hold`, () => {
      const key = answerKey(db.name)
      const reading = readAll(db.main)
      const words = [...(reading?.rows.values() ?? [])].flat().flatMap(wordsOf)
      if (key !== null) expect(words.filter((word) => !key.includes(word))).toEqual([])
    })
  }
})

/** Plain texts of a dumped row; others are escaped in the key, or cut at a NUL. */
const wordsOf = (row: string): string[] =>
  row
    .split('|')
    .filter((value) => value.startsWith('t:'))
    .map((value) => Buffer.from(value.slice(2), 'hex').toString())
    .filter((text) => /^[\w ]+$/.test(text))

describe('databases cut short', () => {
  it('give a part of the rows of the whole, wherever the cut is', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { main, live, wal } = generateDatabase(seed)
      if (wal) continue
      const whole = new Map(live.map(({ name, rows }) => [name, new Set(rows)]))
      const random = randomOf(seed)
      for (let i = 0; i < 20; i++) {
        const reading = readAll(main.subarray(0, Math.floor(random() * main.length)))
        if (reading === null) continue
        for (const [table, rows] of reading.rows) {
          const known = whole.get(table)
          // A table all of whose rowid names are taken has none in the engine's dump.
          if (known && ![...known].some((row) => row.startsWith('?')))
            expect({ seed, table, unknown: rows.filter((row) => !known.has(row)) }).toEqual({
              seed,
              table,
              unknown: [],
            })
        }
      }
    }
  })

  it('apply of a log cut short what was committed before the cut', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const made = generateDatabase(seed, { everyCommit: true })
      if (!made.wal) continue
      const random = randomOf(seed)
      for (let i = 0; i < 12; i++) {
        const cut = Math.floor(random() * made.wal.length)
        const file = openSqlite({
          main: sourceOfBytes(made.main),
          wal: sourceOfBytes(made.wal.subarray(0, cut)),
        })
        if (!file.ok) throw new Error(file.error.code)
        const commits = file.value.states.length - 2
        if (commits === 0) continue
        const { name, columns, rows } = made.commits[commits - 1]![0]!
        const ours = dumpView(file.value.view(), name, columns).rows
        if (!rows[0]?.startsWith('?')) expect([...ours].sort()).toEqual([...rows].sort())
      }
    }
  })
})
