// What a database records of rows it no longer holds: counters of inserted rows, and the phone's own tables of deletions.
// Content is gone from the live table; that rows existed is not. Says nothing of who removed them, or why.

import { type Issue, isIssue } from '@manumit/base'
import { issue } from './errors.ts'
import { type Database, hasColumn } from './sqlite-rows.ts'

/**
 * Compares a counter of rows ever inserted into a table with its live rows: SQLite's own (AUTOINCREMENT) or, where an
 * entity is named, Core Data's.
 * @issues E_ARTIFACT_SEQUENCE_GAP where more were inserted than are live
 */
export function* sequenceGap(
  database: Database,
  { table, live, entity }: { readonly table: string; readonly live: number; readonly entity?: string },
): Generator<Issue> {
  const [counter, columns] =
    entity === undefined ? ['sqlite_sequence', ['name', 'seq']] : ['Z_PRIMARYKEY', ['Z_NAME', 'Z_MAX']]
  for (const row of database.live.rows(counter, { columns })) {
    if (isIssue(row)) {
      yield row
      continue
    }
    const [name, sequence] = row.values
    if (name !== (entity ?? table) || typeof sequence !== 'number' || sequence <= live) continue
    yield issue('E_ARTIFACT_SEQUENCE_GAP', { path: database.ref.path, table }, { sequence, live })
  }
}

/** The live identifiers of a deletion table, to be crossed off as live rows turn up. */
export interface RecordedDeletions {
  /** A row with this identifier is live. */
  isLive(identifier: string): void
  /** @issues E_ARTIFACT_DELETION_RECORDED per table, with how many it names that are not live */
  report(): Generator<Issue>
}

export function* recordedDeletions(
  database: Database,
  {
    tables,
    column,
    target,
  }: { readonly tables: readonly string[]; readonly column: string; readonly target: string },
): Generator<Issue, RecordedDeletions> {
  const recorded: { readonly table: string; readonly read: number; readonly gone: Set<string> }[] = []
  for (const table of tables) {
    if (!hasColumn(database.live.tables, table, column)) continue
    const gone = new Set<string>()
    let read = 0
    for (const row of database.live.rows(table, { columns: [column] })) {
      if (isIssue(row)) {
        yield row
        continue
      }
      read++
      const identifier = row.values[0]
      if (typeof identifier === 'string') gone.add(identifier)
    }
    if (read > 0) recorded.push({ table, read, gone })
  }
  return {
    isLive: (identifier) => {
      for (let i = 0; i < recorded.length; i++) recorded[i]!.gone.delete(identifier)
    },
    *report() {
      for (const { table, read, gone } of recorded)
        yield issue(
          'E_ARTIFACT_DELETION_RECORDED',
          { path: database.ref.path, table },
          { count: gone.size, read, target },
        )
    },
  }
}

/**
 * Rows of a table that belong to rows the live table of another does not hold.
 * @issues E_ARTIFACT_ROWS_ORPHANED where not each row read was joined
 */
export function* orphanedRows(
  database: Database,
  {
    table,
    target,
    read,
    joined,
  }: { readonly table: string; readonly target: string; readonly read: number; readonly joined: number },
): Generator<Issue> {
  if (read > joined)
    yield issue(
      'E_ARTIFACT_ROWS_ORPHANED',
      { path: database.ref.path, table },
      { count: read - joined, read, target },
    )
}
