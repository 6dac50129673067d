// Dumps of our own page reader in the form `sqlite-engine.ts` gives, so that the two can be compared as text.

import { type Issue, isIssue } from '@manumit/base'
import type { RowOptions, SqliteRow, SqliteView } from '@manumit/formats'
import { textOfValue } from './sqlite-engine.ts'

export type ReadRows = (options: RowOptions) => Iterable<SqliteRow | Issue>

export interface ReaderDump {
  readonly rows: string[]
  readonly issues: Issue[]
}

/** Rows of a table in a view, and the issues between them. */
export const dumpView = (view: SqliteView, table: string, columns: readonly string[]): ReaderDump =>
  dumpRows((options) => view.rows(table, options), columns)

/** Rows read twice: with text as strings, which tells text from blobs, and with text as stored bytes. */
export function dumpRows(read: ReadRows, columns: readonly string[]): ReaderDump {
  const issues: Issue[] = []
  const isText: boolean[][] = []
  let badText: number[] = []
  for (const row of read({ columns, integers: 'bigint' })) {
    if (isIssue(row)) {
      issues.push(row)
      if (row.code === 'E_SQLITE_TEXT') badText.push(columns.indexOf(String(row.data?.column)))
      continue
    }
    // Invalid text comes as bytes, right behind the issue that names its column.
    isText.push(row.values.map((value, i) => typeof value === 'string' || badText.includes(i)))
    badText = []
  }
  const rows: string[] = []
  for (const row of read({ columns, integers: 'bigint', text: 'bytes' })) {
    if (isIssue(row)) continue
    const flags = isText[rows.length]
    const values = row.values.map((value, i) =>
      textOfValue(typeOf(value, flags?.[i] ?? false), value as never),
    )
    rows.push([row.rowid === null ? '' : String(row.rowid), ...values].join('|'))
  }
  return { rows, issues }
}

function typeOf(value: SqliteRow['values'][number], isText: boolean): string {
  if (value === null) return 'null'
  if (value instanceof Uint8Array) return isText ? 'text' : 'blob'
  return typeof value === 'bigint' ? 'integer' : 'real'
}
