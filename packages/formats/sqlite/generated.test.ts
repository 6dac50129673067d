// The page reader against the engine on invented databases: each state, value by value.

import { isIssue, sourceOfBytes } from '@manumit/base'
import {
  type DatabaseBytes,
  dumpMain,
  dumpRows,
  dumpView,
  type GeneratedDatabase,
  generateDatabase,
  type TableDump,
} from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { openSqlite } from './index.ts'
import type { SqliteFile, SqliteView, StateId } from './types.ts'

/** More of the same where there is time for it. */
const COUNT = process.env.CI ? 1_000 : 100

function opened({ main, wal }: DatabaseBytes): SqliteFile {
  const file = openSqlite({ main: sourceOfBytes(main), ...(wal && { wal: sourceOfBytes(wal) }) })
  if (!file.ok) throw new Error(file.error.code)
  return file.value
}

function expectSame(view: SqliteView, dump: readonly TableDump[], seed: number): void {
  const told = view.issues.filter((issue) => issue.severity !== 'info')
  for (const { name, columns, rows } of dump) {
    const ours = dumpView(view, name, columns)
    told.push(...ours.issues.filter((issue) => issue.code !== 'E_SQLITE_TEXT'))
    // A table all of whose rowid names are taken has none in the dump.
    const keyless = rows[0]?.startsWith('?') ? ours.rows.map((row) => row.replace(/^-?\d+/, '?')) : ours.rows
    // The engine reads a WITHOUT ROWID table by whichever index it likes.
    const inOrder = (list: readonly string[]) => (list[0]?.startsWith('|') ? [...list].sort() : list)
    expect({ seed, name, rows: inOrder(keyless) }).toEqual({ seed, name, rows: inOrder(rows) })
  }
  expect({ seed, tables: [...view.tables.keys()] }).toEqual({
    seed,
    tables: dump.map((table) => table.name.toLowerCase()),
  })
  expect({ seed, told }).toEqual({ seed, told: [] })
}

describe(`${COUNT} invented databases`, () => {
  const batch = 20
  for (let from = 0; from < COUNT; from += batch)
    it(`reads numbers ${from + 1} to ${from + batch} as the engine does, live and without the log`, () => {
      for (let seed = from + 1; seed <= from + batch; seed++) {
        const made = generateDatabase(seed)
        const file = opened(made)
        expectSame(file.view(), made.live, seed)
        if (!made.wal) continue
        const main = dumpMain(made)
        if (main !== null) expectSame(file.view('main'), main, seed)
      }
    })
})

describe('invented logs', () => {
  for (let seed = 1; seed <= COUNT / 10; seed++)
    it(`reads each commit of log ${seed}, and what was superseded`, () => {
      const made = generateDatabase(seed, { everyCommit: true })
      const file = opened(made)
      const ids = file.states.filter((id) => id.startsWith('commit:'))
      expect(ids.length).toBe(made.commits.length)
      for (const [n, dump] of made.commits.entries()) expectSame(file.view(`commit:${n + 1}`), dump, seed)
      expectSame(file.view(), made.live, seed)
      expectSuperseded(file, made, seed)
    })
})

/** Each row of an earlier state that the last one lacks, by the first state that has it. */
function expectSuperseded(file: SqliteFile, made: GeneratedDatabase, seed: number): void {
  const states: [StateId, readonly TableDump[]][] = [
    ['main', dumpMain(made) ?? []],
    ...made.commits.slice(0, -1).map((dump, n): [StateId, TableDump[]] => [`commit:${n + 1}`, [...dump]]),
  ]
  for (const { name, columns, rows } of made.live) {
    const given = new Set(rows)
    const expected: string[] = []
    for (const [id, dump] of states)
      for (const row of dump.find((table) => table.name === name)?.rows ?? []) {
        if (!given.has(row)) expected.push(`${id} ${row}`)
        given.add(row)
      }
    const vias: string[] = []
    const ours = dumpRows((options) => {
      const all = [...file.superseded(name, options)]
      vias.splice(0, vias.length, ...all.flatMap((row) => (isIssue(row) ? [] : [row.via])))
      return all
    }, columns)
    const found = ours.rows.map((row, i) => `${vias[i]} ${row}`)
    expect({ seed, name, rows: found.sort() }).toEqual({ seed, name, rows: expected.sort() })
  }
}
