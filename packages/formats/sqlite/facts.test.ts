// What was measured of the real databases with other tools, against what the reader says: page size, encoding, counts.

import { isIssue, sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes, sharedDatabases, sharedJson } from '@manumit/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './index.ts'
import type { SqliteView } from './types.ts'

interface Facts {
  readonly encoding: string | number
  readonly page_size: number
  readonly user_version: number
  readonly tables: Record<string, number>
  readonly main_only_rows?: number
  readonly with_wal_rows?: number
  readonly wal?: { readonly commits: number }
}

const rowsOf = (view: SqliteView, table: string): number => {
  let count = 0
  for (const row of view.rows(table, { columns: [] })) if (!isIssue(row)) count++
  return count
}

const countAll = (view: SqliteView): number =>
  [...view.tables.keys()].reduce((sum, table) => sum + rowsOf(view, table), 0)

describeShared('facts measured of the shared databases', () => {
  const facts = sharedJson<Record<string, Facts>>('phone/expected/sqlite-facts.json')
  const databases = new Map(sharedDatabases().map((db) => [db.name.replace(/\.gz$/, ''), db]))
  for (const [name, fact] of Object.entries(facts)) {
    if (name === 'freelist_evidence') continue
    it(name, () => {
      const db = databases.get(name.replace(/\.gz$/, ''))!
      const opened = openSqlite({
        main: sourceOfBytes(db.main),
        ...(db.wal && { wal: sourceOfBytes(db.wal) }),
      })
      if (!opened.ok) throw new Error(opened.error.code)
      const file = opened.value
      expect(file.pageSize).toBe(fact.page_size)
      // 0: the first table is in the log yet; text then is UTF-8.
      expect(file.encoding).toBe(fact.encoding === 0 ? 'utf8' : fact.encoding)
      for (const [table, count] of Object.entries(fact.tables)) {
        // The engine counts rows of full-text tables too; their content is in the tables behind them.
        if (!file.view('main').tables.has(table) && file.view('main').tables.has(`${table}_content`)) continue
        expect({ table, count: rowsOf(file.view('main'), table) }).toEqual({ table, count })
      }
      if (fact.wal) expect(file.states.filter((id) => id.startsWith('commit:')).length).toBe(fact.wal.commits)
      if (fact.main_only_rows !== undefined) expect(countAll(file.view('main'))).toBe(fact.main_only_rows)
      if (fact.with_wal_rows !== undefined) expect(countAll(file.view('live'))).toBe(fact.with_wal_rows)
    })
  }

  it('an encrypted database is refused as one', () => {
    const main = sourceOfBytes(sharedBytes('phone/sqlcipher/sqlcipher-4.0-testkey.db'))
    expect(openSqlite({ main })).toMatchObject({ ok: false, error: { code: 'E_SQLITE_ENCRYPTED' } })
  })
})
