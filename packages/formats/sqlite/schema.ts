// The schema of a state: the tree at page 1, one row for each table, index, view and trigger. Tables and indexes that have
// a tree are kept; virtual tables and views have none.

import type { Issue, IssuePlace } from '@manumit/base'
import { isIssue } from '@manumit/base'
import { type CreatedTable, parseCreateTable } from './create-table.ts'
import { sqliteIssue } from './errors.ts'
import { planRows } from './row-plan.ts'
import { readRows } from './rows.ts'
import type { StatePages } from './state-pages.ts'
import type { Encoding } from './text.ts'
import type { TableSchema } from './types.ts'

export interface Table extends TableSchema, CreatedTable {
  readonly columns: CreatedTable['columns']
}

export interface IndexSchema {
  readonly name: string
  readonly table: string
  readonly rootPage: number
  readonly sql: string | null
}

export interface Schema {
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, Table>
  readonly indexes: ReadonlyMap<string, IndexSchema>
  readonly issues: readonly Issue[]
}

const SCHEMA_SQL = 'CREATE TABLE sqlite_schema(type text,name text,tbl_name text,rootpage int,sql text)'

/** The schema table itself, which stands in no schema. */
export const schemaTable: Table = {
  ...parseCreateTable(SCHEMA_SQL)!,
  rootPage: 1,
  sql: SCHEMA_SQL,
}

/** Reads the schema. */
export function readSchema(pages: StatePages, encoding: Encoding, path: string | undefined): Schema {
  const tables = new Map<string, Table>()
  const indexes = new Map<string, IndexSchema>()
  const issues: Issue[] = []
  const roots = new Map<number, string>()
  const place: IssuePlace = { ...(path !== undefined && { path }), table: 'sqlite_schema' }
  const plan = planRows(schemaTable, encoding, {})
  for (const row of readRows({ pages, rootPage: 1, kind: 'table', plan, place })) {
    if (isIssue(row)) {
      issues.push(row)
      continue
    }
    const [type, name, table, rootPage, sql] = row.values
    const at = {
      ...place,
      ...(row.rowid !== null && { rowid: row.rowid }),
      page: row.page,
      offset: row.offset,
    }
    const unusable = () => issues.push(sqliteIssue('E_SQLITE_SCHEMA_ROW', at))
    if (type === 'view' || type === 'trigger') continue
    if (typeof name !== 'string' || typeof table !== 'string' || typeof rootPage !== 'number') {
      unusable()
      continue
    }
    if (type === 'table' && rootPage === 0 && typeof sql === 'string' && /^\s*create\s+virtual/i.test(sql))
      continue
    if (rootPage < 1 || rootPage > pages.pageCount) {
      unusable()
      continue
    }
    if (roots.has(rootPage)) issues.push(sqliteIssue('E_SQLITE_ROOT_SHARED', { ...at, page: rootPage }))
    roots.set(rootPage, name)
    if (type === 'index') {
      indexes.set(name.toLowerCase(), { name, table, rootPage, sql: typeof sql === 'string' ? sql : null })
      continue
    }
    const created = type === 'table' && typeof sql === 'string' ? parseCreateTable(sql) : null
    if (created === null || typeof sql !== 'string') unusable()
    // The row's name counts: ALTER TABLE RENAME has left statements behind that say otherwise.
    else tables.set(name.toLowerCase(), { ...created, name, rootPage, sql })
  }
  return { tables, indexes, issues }
}
