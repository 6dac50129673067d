// A view: one committed state as its users see it. Rows come lazily, straight from the pages.

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
    // Not a generator itself: handing each row on from one generator to another would cost a tenth of the time.
    rows(name, options = {}) {
      const table = name === schemaTable.name ? schemaTable : schema.tables.get(name.toLowerCase())
      if (table === undefined) return noRows()
      const { rootPage } = table
      const owners = state.owners()
      return readRows({
        pages,
        rootPage,
        kind: table.withoutRowid ? 'index' : 'table',
        plan: planRows(table, encoding, options),
        place: { ...(path !== undefined && { path }), table: table.name },
        isFree: state.isFree,
        disputed: owners.size === 0 ? null : (page) => owners.has(page) && owners.get(page) !== rootPage,
      })
    },
  }
}

function* noRows() {}

/** The view of a state that is not there: no tables, and an issue that says so. */
export function noView(state: StateId, path: string | undefined): SqliteView {
  return {
    state,
    tables: new Map(),
    issues: [sqliteIssue('E_SQLITE_NO_SUCH_STATE', path === undefined ? undefined : { path }, { state })],
    rows: noRows,
  }
}
