// Rows of a table in one state, in key order, with issues between them. Nothing but the wanted columns is decoded, and an
// overflow chain is followed only as far as they reach.

import type { Issue, IssuePlace } from '@manumit/base'
import { isIssue } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import type { RowPlan } from './row-plan.ts'
import { makeRowReader } from './row-reader.ts'
import type { StatePages } from './state-pages.ts'
import { startWalk, type TreeKind, type Walk, walkTree } from './tree-walk.ts'
import type { SqliteRow } from './types.ts'

export interface RowsInput {
  readonly pages: StatePages
  readonly rootPage: number
  /** `index` for a WITHOUT ROWID table. */
  readonly kind: TreeKind
  readonly plan: RowPlan
  readonly place: IssuePlace
  readonly disputed?: Walk['disputed']
  readonly isFree?: Walk['isFree']
}

/** Each row of a tree. */
export function* readRows({
  pages,
  rootPage,
  kind,
  plan,
  place,
  disputed = null,
  isFree = null,
}: RowsInput): Generator<SqliteRow | Issue> {
  for (const column of plan.computed) yield sqliteIssue('E_SQLITE_COLUMN_COMPUTED', place, { column })
  const walk = startWalk(pages, kind, { place, disputed, isFree })
  const reader = makeRowReader(walk, plan)
  const { issues } = reader
  for (const range of walkTree(walk, rootPage)) {
    if (isIssue(range)) {
      yield range
      continue
    }
    reader.open(range)
    for (let cell = range.from; cell < range.to; cell++) {
      const row = reader.rowAt(cell)
      if (issues.length > 0) {
        yield* issues
        issues.length = 0
      }
      if (row !== null) yield row
    }
  }
}
