// Rows of a phone database as artifacts take them: a database opened with what was odd in it, the columns of a table that
// exist, live rows then superseded ones with their places, and values as stored. It knows no artifact.

import { type Issue, type IssuePlace, isIssue, type RawValue, rawBlob } from '@manumit/base'
import { decodeUtf8, openSqlite, type SqliteFile, type SqliteValue, type SqliteView } from '@manumit/formats'
import type { ArtifactFiles, FileRef, Observation, ObservationKind, RowPlace, Where } from '@manumit/model'
import { issue } from './errors.ts'

/** What `parse` of an artifact gives, where it is a generator. */
export type Items<K extends ObservationKind> = Generator<Observation<K> | Issue>

export interface Database {
  readonly ref: FileRef
  readonly file: SqliteFile
  readonly live: SqliteView
}

/** Tables and columns an artifact needs. */
export type Required = Readonly<Record<string, readonly string[]>>

/**
 * Opens the database of an artifact. Issues: what the reader found odd; that it is no database; that a required table or
 * column is missing. In the last two cases the result is undefined and nothing more is to be read.
 */
export function* openDatabase(
  files: ArtifactFiles,
  { id, requires }: { readonly id: string; readonly requires?: Required },
): Generator<Issue, Database | undefined> {
  const ref = files.main.ref
  const opened = openSqlite({
    main: files.main.bytes,
    ...(files.wal && { wal: files.wal.bytes }),
    ...(files.journal && { journal: files.journal.bytes }),
    path: ref.path,
  })
  if (!opened.ok) {
    yield issue('E_ARTIFACT_DATABASE_UNREADABLE', { path: ref.path }, { reason: opened.error.code })
    return undefined
  }
  const file = opened.value
  const live = file.view()
  yield* file.issues
  yield* live.issues
  const missing = missingFrom(live.tables, requires ?? {})
  if (missing !== null) {
    yield issue('E_ARTIFACT_TABLE_MISSING', { path: ref.path }, { artifact: id, missing })
    return undefined
  }
  return { ref, file, live }
}

/** The first required table or column that is not there, as `table` or `table.column`; null where each is. */
export function missingFrom(tables: SqliteView['tables'], requires: Required): string | null {
  for (const [table, columns] of Object.entries(requires)) {
    const schema = tables.get(table.toLowerCase())
    if (!schema) return table
    const column = columns.find((name) => !hasColumn(tables, table, name))
    if (column !== undefined) return `${table}.${column}`
  }
  return null
}

export const hasColumn = (tables: SqliteView['tables'], table: string, column: string): boolean =>
  tables
    .get(table.toLowerCase())
    ?.columns.some((schema) => schema.name.toLowerCase() === column.toLowerCase()) ?? false

/**
 * The columns an artifact asks for, required and optional. Each stands at its place in a row's values whether the table has
 * it or not (it then reads as null); only those the table has are kept as raw values.
 */
export interface Columns {
  readonly table: string
  readonly asked: readonly string[]
  /** Positions in `asked` of the columns the table has. */
  readonly present: readonly number[]
}

export function columnsOf(database: Database, table: string, asked: readonly string[]): Columns {
  const present = asked.flatMap((name, i) => (hasColumn(database.live.tables, table, name) ? [i] : []))
  return { table, asked, present }
}

/** A row that becomes a record: its place, and its values in the order of the columns asked for. */
export interface RecordRow {
  readonly where: Where & { readonly place: RowPlace }
  readonly values: readonly SqliteValue[]
}

/**
 * Rows of a table: the live ones in key order, then those that stood in an earlier committed state and stand so no more.
 * What could not be read stands between them as issues.
 */
export function* recordRows(database: Database, columns: Columns): Generator<RecordRow | Issue> {
  const { ref: file, live } = database
  const table = columns.table
  const options = { columns: columns.asked }
  // A record copies what it keeps of a blob, so the reader need not: a copy outside the heap costs more than the row.
  for (const row of live.rows(table, { ...options, blobs: 'shared' })) {
    if (isIssue(row)) yield row
    else if (row.rowid === null)
      yield issue('E_ARTIFACT_ROW_WITHOUT_ROWID', { path: file.path, table }, { table })
    else
      yield {
        where: { file, place: { table, rowid: row.rowid, state: 'live', via: 'live' } },
        values: row.values,
      }
  }
  for (const row of database.file.superseded(table, options)) {
    if (isIssue(row)) yield row
    else if (row.rowid !== null)
      yield {
        where: { file, place: { table, rowid: row.rowid, state: 'superseded', via: row.via } },
        values: row.values,
      }
  }
}

/** The place of a record's row, for an issue about it. */
export const issuePlace = ({ where }: RecordRow): IssuePlace => ({
  path: where.file.path,
  table: where.place.table,
  rowid: where.place.rowid,
})

/** Values as stored, by column name. Long blobs are named by their length. */
export function rawOf(columns: Columns, values: readonly SqliteValue[]): Record<string, RawValue> {
  const raw: Record<string, RawValue> = {}
  const { asked, present } = columns
  for (let i = 0; i < present.length; i++) {
    const at = present[i]!
    raw[asked[at]!] = rawValue(values[at]!)
  }
  return raw
}

/** A value as stored; a blob copied or named by its length. */
export const rawValue = (value: SqliteValue): RawValue =>
  typeof value === 'object' && value !== null ? rawBlob(value) : value

/** A stored value as text: numbers as their digits, bytes and '' and NULL as nothing. */
export const textOf = (value: SqliteValue | undefined): string | undefined =>
  typeof value === 'string'
    ? value === ''
      ? undefined
      : value
    : typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : undefined

/** A stored value as a number; nothing where it is none, or too large to be exact. */
export const numberOf = (value: SqliteValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** Bytes of a text column as text: undefined where they are no UTF-8, or none. */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  const { text, valid } = decodeUtf8(bytes)
  return valid && text !== '' ? text : undefined
}
