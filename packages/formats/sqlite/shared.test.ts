// The page reader against the engine on every real database that passes its integrity check, value by value.

import { sourceOfBytes } from '@manumit/base'
import { type DatabaseBytes, describeShared, dumpIntact, dumpView, sharedDatabases } from '@manumit/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './index.ts'
import type { SqliteFile } from './types.ts'

export function opened({ main, wal }: DatabaseBytes): SqliteFile {
  const file = openSqlite({ main: sourceOfBytes(main), ...(wal && { wal: sourceOfBytes(wal) }) })
  if (!file.ok) throw new Error(file.error.code)
  return file.value
}

describeShared('databases of real phones', () => {
  const databases = sharedDatabases()
  for (const db of databases) {
    const dump = dumpIntact(db)
    if (dump === null) continue
    it(`reads ${db.name} as the engine does`, () => {
      const view = opened(db).view()
      expect(view.issues.filter((issue) => issue.severity !== 'info')).toEqual([])
      expect([...view.tables.keys()]).toEqual(dump.map((table) => table.name.toLowerCase()))
      for (const table of dump) {
        const { rows, issues } = dumpView(view, table.name, table.columns)
        expect({ table: table.name, rows }).toEqual({ table: table.name, rows: table.rows })
        expect(issues.filter((issue) => issue.code !== 'E_SQLITE_TEXT')).toEqual([])
      }
    })
    if (db.wal === undefined) continue
    it(`reads ${db.name} without its log as the engine does`, () => {
      const view = opened(db).view('main')
      const main = dumpIntact({ main: db.main })
      expect([...view.tables.keys()]).toEqual(main!.map((table) => table.name.toLowerCase()))
      for (const table of main!) expect(dumpView(view, table.name, table.columns).rows).toEqual(table.rows)
    })
  }
})
