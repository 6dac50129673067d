// A view: one committed state with its schema read. Rows come lazily, straight from the pages.

import type { Issue, IssuePlace } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import type { SqliteHeader } from './header.ts'
import { planRows } from './row-plan.ts'
import { readRows } from './rows.ts'
import { readSchema, schemaTable } from './schema.ts'
import type { StatePages } from './state-pages.ts'
import type { Encoding } from './text.ts'
import type { SqliteView, StateId } from './types.ts'

export interface ViewInput {
  readonly state: StateId
  readonly pages: StatePages
  readonly header: SqliteHeader
  readonly path: string | undefined
  /** Met on the way to this state's pages. */
  readonly issues: readonly Issue[]
}

/** 0 stands in files whose first table is still in the log. */
export const encodingOf = (header: SqliteHeader): Encoding =>
  header.encoding === 2 ? 'utf16le' : header.encoding === 3 ? 'utf16be' : 'utf8'

export function makeView({ state, pages, header, path, issues }: ViewInput): SqliteView {
  const encoding = encodingOf(header)
  const schema = readSchema(pages, encoding, path)
  return {
    state,
    tables: schema.tables,
    issues: [...issues, ...schema.issues],
    *rows(name, options = {}) {
      const table = name === 'sqlite_schema' ? schemaTable : schema.tables.get(name.toLowerCase())
      if (table === undefined) return
      const plan = planRows(table, encoding, options)
      const place: IssuePlace = { ...(path !== undefined && { path }), table: table.name }
      for (const column of plan.computed) yield sqliteIssue('E_SQLITE_COLUMN_COMPUTED', place, { column })
      yield* readRows({
        pages,
        rootPage: table.rootPage,
        kind: table.withoutRowid ? 'index' : 'table',
        plan,
        place,
      })
    },
  }
}

/** The view of a state that is not there: no tables, and an issue that says so. */
export function noView(state: StateId, path: string | undefined): SqliteView {
  return {
    state,
    tables: new Map(),
    issues: [sqliteIssue('E_SQLITE_NO_SUCH_STATE', path === undefined ? undefined : { path }, { state })],
    *rows() {},
  }
}
