// Single rows by their place: a state, a page and a cell. Kept instead of the rows themselves, so that telling which rows
// two states share costs a few numbers a row, however long the rows are.

import type { Issue } from '@manumit/base'
import { planRows } from './row-plan.ts'
import { makeRowReader, type RowReader } from './row-reader.ts'
import type { Table } from './schema.ts'
import type { DatabaseState } from './states.ts'
import { type CellRange, emptyRange, loadPage, startWalk, type Walk } from './tree-walk.ts'
import type { RowOptions, SqliteRow, SqliteValue } from './types.ts'

export interface Spot {
  readonly state: DatabaseState
  readonly table: Table
  readonly page: number
  readonly cell: number
}

export type RowKey = number | bigint | string

export interface SpotReader {
  /** Rows on a page with their keys. What cannot be read goes to `issues`, where given. */
  spotsOf(at: Omit<Spot, 'cell'>, issues?: Issue[]): Generator<{ key: RowKey; spot: Spot }>
  /** Whether two rows hold the same values, each stored column counted. */
  isSameContent(a: Spot, b: Spot): boolean
  /** The row with the columns asked for. */
  rowOf(spot: Spot, issues: Issue[]): SqliteRow | null
}

/** Readers kept at a time; each has buffers of some pages. */
const MOST_READERS = 16

interface PageReader {
  readonly walk: Walk
  readonly rows: RowReader
  readonly range: CellRange
}

/** Integers apart from reals, text apart from blobs. */
const EXACT: RowOptions = { integers: 'bigint' }

export function makeSpotReader(options: RowOptions): SpotReader {
  const readers = new Map<string, PageReader>()

  function readerFor({ state, table }: Pick<Spot, 'state' | 'table'>, use: RowOptions, layout = table) {
    const id = `${state.id} ${use === EXACT ? 'exact' : 'asked'} ${layout.sql}`
    let reader = readers.get(id)
    if (reader === undefined) {
      if (readers.size >= MOST_READERS) readers.clear()
      const { pages, encoding, path } = state
      const place = { ...(path !== undefined && { path }), table: table.name }
      const walk = startWalk(pages, table.withoutRowid ? 'index' : 'table', { place })
      const rows = makeRowReader(walk, planRows(layout, encoding, use))
      reader = { walk, rows, range: emptyRange(pages.pageSize) }
      readers.set(id, reader)
    }
    return reader
  }

  /** Takes up a page, unless it is the one at hand. Overflow pages may be met again from here on. */
  function openPage(reader: PageReader, page: number, issues: Issue[]): boolean {
    const { walk, range, rows } = reader
    walk.seen.fill(0)
    if (range.page === page) return true
    const issue = loadPage(walk, page, range)
    if (issue !== null) issues.push(issue)
    if (range.page === 0) return false
    rows.open(range)
    return true
  }

  function readCell(reader: PageReader, { page, cell }: Spot, issues: Issue[]): SqliteRow | null {
    if (!openPage(reader, page, issues)) return null
    const row = reader.rows.rowAt(cell)
    issues.push(...reader.rows.issues.splice(0))
    return row
  }

  return {
    *spotsOf(at, issues = []) {
      const reader = readerFor(at, EXACT)
      if (!openPage(reader, at.page, issues)) return
      const { cells } = reader.range
      for (let cell = 0; cell < cells; cell++) {
        const spot = { ...at, cell }
        const row = readCell(reader, spot, [])
        if (row === null) readCell(reader, spot, issues)
        else yield { key: row.rowid ?? keyOf(at.table, row.values), spot }
      }
    },
    isSameContent(a, b) {
      // A column added between two states reads its default in the rows of the older one.
      const layout = a.table.fields.length >= b.table.fields.length ? a.table : b.table
      const [left, right] = [a, b].map((spot) => readCell(readerFor(spot, EXACT, layout), spot, [])?.values)
      return left !== undefined && right !== undefined && left.every((value, i) => isSame(value, right[i]!))
    },
    rowOf: (spot, issues) => readCell(readerFor(spot, options), spot, issues),
  }
}

/** The key of a WITHOUT ROWID row as text. */
function keyOf({ fields, keyFields }: Table, values: readonly SqliteValue[]): string {
  return fields
    .slice(0, keyFields)
    .map((column) => {
      const value = values[column] ?? null
      return value instanceof Uint8Array
        ? `x${value.join()}`
        : `${typeof value} ${JSON.stringify(String(value))}`
    })
    .join()
}

function isSame(a: SqliteValue, b: SqliteValue): boolean {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return Object.is(a, b)
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
