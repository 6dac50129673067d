// A view: one committed state as its users see it. Rows come lazily, straight from the pages.

import type { IssuePlace } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import { planRows } from './row-plan.ts'
import { readRows } from './rows.ts'
import { schemaTable } from './schema.ts'
import type { DatabaseState } from './states.ts'
import type { SqliteView, StateId } from './types.ts'

export function makeView(state: DatabaseState): SqliteView {
  const { id, path, pages, encoding, schema, issues } = state
  return {
    state: id,
    tables: schema.tables,
    issues,
    *rows(name, options = {}) {
      const table = name === schemaTable.name ? schemaTable : schema.tables.get(name.toLowerCase())
      if (table === undefined) return
      const { rootPage } = table
      const disputes = state.owners()
      const plan = planRows(table, encoding, options)
      const place: IssuePlace = { ...(path !== undefined && { path }), table: table.name }
      for (const column of plan.computed) yield sqliteIssue('E_SQLITE_COLUMN_COMPUTED', place, { column })
      yield* readRows({
        pages,
        rootPage,
        kind: table.withoutRowid ? 'index' : 'table',
        plan,
        place,
        isFree: state.isFree,
        disputed:
          disputes.size === 0 ? null : (page) => disputes.has(page) && disputes.get(page) !== rootPage,
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
