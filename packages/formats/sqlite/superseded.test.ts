// Superseded rows in logs of real phones, against the difference of whole states and the facts measured of them. Invented
// logs are compared with the engine in generated.test.ts.

import { isIssue, sourceOfBytes } from '@manumit/base'
import { describeShared, sharedDatabases, sharedJson } from '@manumit/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './index.ts'
import type { SqliteFile, SqliteRow } from './types.ts'

interface Facts {
  readonly rows_deleted_by_wal?: number
  readonly rows_deleted_by_wal_per_table?: Record<string, number>
}

describeShared('superseded rows in logs of real phones', () => {
  const facts = sharedJson<Record<string, Facts>>('phone/expected/sqlite-facts.json')
  for (const { name, main, wal } of sharedDatabases()) {
    if (wal === undefined) continue
    const opened = openSqlite({ main: sourceOfBytes(main), wal: sourceOfBytes(wal) })
    if (!opened.ok) throw new Error(opened.error.code)
    const file = opened.value

    it(`are each once, in no live row and in the state they name: ${name}`, () => {
      for (const table of file.view('live').tables.keys()) expectTrue(file, table)
    })

    it(`of the main file whose key is gone are as many as were counted: ${name}`, () => {
      const counted = facts[name]?.rows_deleted_by_wal_per_table ?? {}
      for (const table of file.view('main').tables.values()) {
        const expected = counted[table.name] ?? counted[table.name.toLowerCase()] ?? 0
        expect({ table: table.name, gone: goneFromMain(file, table.name) }).toEqual({
          table: table.name,
          gone: expected,
        })
      }
    })
  }
})

function expectTrue(file: SqliteFile, table: string): void {
  const live = new Set(
    [...file.view('live').rows(table)].flatMap((row) => (isIssue(row) ? [] : [textOf(row)])),
  )
  const given = new Set<string>()
  for (const row of file.superseded(table)) {
    if (isIssue(row)) continue
    const text = textOf(row)
    expect(live.has(text)).toBe(false)
    expect(given.has(text)).toBe(false)
    given.add(text)
    const inState = [...file.view(row.via).rows(table)].some(
      (other) =>
        !isIssue(other) &&
        other.rowid === row.rowid &&
        other.page === row.page &&
        other.offset === row.offset,
    )
    expect(inState).toBe(true)
  }
}

const textOf = ({ rowid, values }: SqliteRow): string =>
  JSON.stringify([rowid, values], (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? [...value] : value,
  )

function goneFromMain(file: SqliteFile, table: string): number {
  const keys = new Set([...file.view('live').rows(table)].flatMap((row) => (isIssue(row) ? [] : [row.rowid])))
  let gone = 0
  for (const row of file.superseded(table, { columns: [] }))
    if (!isIssue(row) && row.via === 'main' && !keys.has(row.rowid)) gone++
  return gone
}
