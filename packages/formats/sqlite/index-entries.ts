// Entries of an index, in its order: the indexed values, then the rowid (or the key of a WITHOUT ROWID table). Not part of
// reading rows; for those who ask whether an index and its table agree.

import type { Issue } from '@manumit/base'
import { isIssue } from '@manumit/base'
import { planRows } from './row-plan.ts'
import { readRows } from './rows.ts'
import type { IndexSchema } from './schema.ts'
import type { DatabaseState } from './states.ts'
import type { RowOptions, SqliteValue } from './types.ts'

/** Fields read of an entry; an index of more columns is told of as a record with too many fields. */
const MOST_FIELDS = 64

/** Stands where an entry has no such field. */
const ABSENT = new Uint8Array(0)

const COLUMNS = Array.from({ length: MOST_FIELDS }, (_, field) => ({
  name: `field ${field}`,
  type: '',
  affinity: 'blob' as const,
  isRowid: false,
  isVirtual: false,
  whenMissing: ABSENT,
  collation: 'BINARY',
}))

const LAYOUT = { columns: COLUMNS, fields: COLUMNS.map((_, field) => field) }

/** The entries of an index in one state, as arrays of values of their own length. */
export function* indexEntries(
  { pages, encoding, path, isFree }: DatabaseState,
  { name, rootPage }: IndexSchema,
  options: Pick<RowOptions, 'integers' | 'text'> = {},
): Generator<readonly SqliteValue[] | Issue> {
  const plan = planRows(LAYOUT, encoding, options)
  const place = { ...(path !== undefined && { path }), table: name }
  for (const row of readRows({ pages, rootPage, kind: 'index', plan, place, isFree })) {
    if (isIssue(row)) yield row
    else {
      const length = row.values.indexOf(ABSENT)
      yield length < 0 ? row.values : row.values.slice(0, length)
    }
  }
}
