// A table of text → rows of typed values. Columns are found by name; rows in = rows out + issues. It knows no table.

import { type Issue, issuesOf } from '@manumit/base'
import { readCsv } from '@manumit/formats'
import { importerCodes } from './errors.ts'

const issue = issuesOf(importerCodes)

interface Values {
  text: string
  number: number
  /** Empty: null. */
  'number?': number | null
  /** Yes or No. */
  flag: boolean
}
type ColumnType = keyof Values

export type RowOf<Columns extends Readonly<Record<string, ColumnType>>> = {
  readonly [Name in keyof Columns]: Values[Columns[Name]]
} & {
  /** Line of the file, from 1. */
  readonly line: number
}

export interface ReadTable<Row> {
  readonly rows: readonly Row[]
  readonly issues: readonly Issue[]
}

/**
 * Rows with the named columns, each of its type.
 *
 * @param ignored  columns that are known and not read; any other is told as new
 * @issues E_TABLE_COLUMN_MISSING, E_TABLE_COLUMN_NEW, E_TABLE_VALUE; those of reading CSV
 */
export function readTable<const Columns extends Readonly<Record<string, ColumnType>>>(
  file: string,
  text: string | Uint8Array,
  columns: Columns,
  { ignored = [] }: { readonly ignored?: readonly string[] } = {},
): ReadTable<RowOf<Columns>> {
  const { value, issues: found } = readCsv(text)
  const issues: Issue[] = [...found]
  const heads = value.rows[0]?.cells ?? []
  const names = Object.keys(columns)
  const missing = names.filter((name) => !heads.includes(name))
  for (const column of missing) issues.push(issue('E_TABLE_COLUMN_MISSING', {}, { file, column }))
  for (const column of heads)
    if (!names.includes(column) && !ignored.includes(column))
      issues.push(issue('E_TABLE_COLUMN_NEW', {}, { file, column }))
  if (missing.length > 0) return { rows: [], issues }
  const places = names.map((name) => ({ name, type: columns[name]!, at: heads.indexOf(name) }))
  const rows: RowOf<Columns>[] = []
  for (const { line, cells } of value.rows.slice(1)) {
    const row: Record<string, unknown> = { line }
    const bad = places.find(({ name, type, at }) => {
      const read = readCell(cells[at], type)
      row[name] = read
      return read === undefined
    })
    if (bad) {
      const data = { file, line, column: bad.name, value: cells[bad.at] ?? '', type: bad.type }
      issues.push(issue('E_TABLE_VALUE', {}, data))
    } else rows.push(row as RowOf<Columns>)
  }
  return { rows, issues }
}

function readCell(cell: string | undefined, type: ColumnType): Values[ColumnType] | undefined {
  if (cell === undefined) return undefined
  if (type === 'text') return cell
  if (type === 'flag') return cell === 'Yes' ? true : cell === 'No' ? false : undefined
  if (cell.trim() === '') return type === 'number?' ? null : undefined
  const number = Number(cell)
  return Number.isFinite(number) ? number : undefined
}
