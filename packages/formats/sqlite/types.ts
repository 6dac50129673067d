// What the SQLite page reader gives: states of a file, views of a state, rows of a view. Types only.

import type { ByteSource, Issue } from '@manumit/base'

/** A value as read. Text that is not valid in the database's encoding stays bytes (and is an issue). */
export type SqliteValue = null | number | bigint | string | Uint8Array

export interface SqliteInput {
  readonly main: ByteSource
  readonly wal?: ByteSource
  readonly journal?: ByteSource
  /** Path for issues; says nothing to the reader. */
  readonly path?: string
}

/**
 * A committed state of the database. `live`: main file and write-ahead log up to its last commit (what an engine shows).
 * `main`: the main file alone. `commit:<n>`: main file and log up to its n-th commit, from 1.
 */
export type StateId = 'live' | 'main' | `commit:${number}`

export interface ColumnSchema {
  readonly name: string
  /** Declared type as written; '' where none. */
  readonly type: string
  readonly affinity: 'integer' | 'text' | 'blob' | 'real' | 'numeric'
  /** This column is an alias of the rowid: stored NULL, read as the rowid. */
  readonly isRowid: boolean
}

export interface TableSchema {
  readonly name: string
  readonly rootPage: number
  readonly columns: readonly ColumnSchema[]
  readonly withoutRowid: boolean
  readonly sql: string
}

export interface SqliteRow {
  /** null in a WITHOUT ROWID table. */
  readonly rowid: number | bigint | null
  /** In the order of the columns asked for. */
  readonly values: readonly SqliteValue[]
  /** Page the cell is on, from 1; with `offset` the place of the cell in that page. */
  readonly page: number
  readonly offset: number
}

export interface RowOptions {
  /** Columns wanted, by name, case ignored; absent: each, in table order. A name the table lacks reads as null. */
  readonly columns?: readonly string[]
  /** `safe` (default): number, or bigint past 2^53. `bigint`: each integer a bigint, so that 1 and 1.0 differ. */
  readonly integers?: 'safe' | 'bigint'
  /** `text` (default): strings. `bytes`: text as stored bytes. */
  readonly text?: 'text' | 'bytes'
  /**
   * `copied` (default): blobs are the caller's to keep. `shared`: they are views of the reader's page, valid until the next
   * row is asked for; copy what you keep. Saves an allocation outside the heap for each.
   */
  readonly blobs?: 'copied' | 'shared'
}

export interface SqliteView {
  readonly state: StateId
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, TableSchema>
  readonly issues: readonly Issue[]
  /** Rows of a table in key order; what could not be read stands between them as issues. An unknown table yields nothing. */
  rows(table: string, options?: RowOptions): Generator<SqliteRow | Issue>
}

export interface SqliteFile {
  readonly pageSize: number
  readonly encoding: 'utf8' | 'utf16le' | 'utf16be'
  readonly userVersion: number
  /** Found on opening: torn header, hot journal, log frames outside any commit, … */
  readonly issues: readonly Issue[]
  readonly states: readonly StateId[]
  view(state?: StateId): SqliteView
  /** Where a row lies in a state, byte for byte; null where it holds no such row, and for tables without rowids. */
  locate(row: {
    readonly table: string
    readonly rowid: number | bigint
    readonly state?: StateId
  }): RowLocation | null
  /**
   * Rows of a table that stand in `main` or an earlier commit and not, with the same key and content, in `live`. Looks
   * only at pages that differ, so a file without a log costs nothing. Each distinct row is given once, by the first
   * state that holds it.
   */
  superseded(table: string, options?: RowOptions): Generator<(SqliteRow & { readonly via: StateId }) | Issue>
}

/** A part of a cell: [start, end) from the cell's first byte. */
export interface CellPart {
  readonly start: number
  readonly end: number
  /** `column` for a value, named as the table names it; else a part of the row's own header. */
  readonly kind: 'payload-length' | 'rowid' | 'header-length' | 'type' | 'column' | 'overflow-page'
  /** The column a type or value belongs to; null where the table has none for it, and for other parts. */
  readonly column: string | null
}

/** A page as bytes of a file: of the database itself, or of its write-ahead log. */
export interface PagePlace {
  readonly page: number
  readonly file: 'main' | 'wal'
  /** Offset of the page's first byte in that file. */
  readonly offset: number
}

export interface RowLocation extends PagePlace {
  /** Offset of the cell's first byte in that file, and bytes the cell takes in its page. */
  readonly cellOffset: number
  readonly cellBytes: number
  /** In order. A value that goes on in overflow pages is marked as far as the page holds it. */
  readonly parts: readonly CellPart[]
  /** Pages the row goes on in, in order, and how many of its bytes stand in each behind the 4 of the next page's number. */
  readonly overflow: readonly (PagePlace & { readonly bytes: number })[]
}
