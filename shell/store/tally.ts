// Counts kept beside the rows they count, in tables that know one act: to add. One statement serves both engines, because
// a least or greatest value with nulls is spelt out instead of named.

/** Records kept by number for an identifier in one source: enough to look at, and to give as reasons. */
export const MENTION_SAMPLE = 20

/** What one row counts, and by what. Values come in the order key, sums, least, greatest, grown. */
export interface Tally {
  readonly table: string
  readonly key: readonly string[]
  readonly sums: readonly string[]
  /** Columns that keep their smallest and their greatest value; null is no value. */
  readonly least?: readonly string[]
  readonly greatest?: readonly string[]
  /** Text that grows by what comes while the sum `by` that stands is below `below`. */
  readonly grown?: { readonly column: string; readonly by: string; readonly below: number }
}

export type TallyRow = readonly (string | number | null)[]

export const PARTY_SEEN: Tally = {
  table: 'party_seen',
  key: ['unit_id', 'party_id', 'kind', 'role'],
  sums: ['count'],
  least: ['first_utc'],
  greatest: ['last_utc'],
}

export const RECORD_COUNT: Tally = {
  table: 'record_count',
  key: ['span_hours', 'start', 'source_id', 'kind', 'state'],
  sums: ['count'],
}

export const THREAD_COUNT: Tally = {
  table: 'thread_count',
  key: ['thread_id'],
  sums: ['messages', 'superseded'],
  least: ['first_utc'],
  greatest: ['last_utc'],
}

const TIMES = { least: ['first_utc'], greatest: ['last_utc'] } as const

export const IDENTIFIER_SEEN: Tally = {
  table: 'identifier_seen',
  key: ['unit_id', 'identifier_id', 'kind', 'role'],
  sums: ['count'],
  ...TIMES,
}

export const IDENTIFIER_RECORDS: Tally = {
  table: 'identifier_records',
  key: ['unit_id', 'identifier_id', 'kind'],
  sums: ['count', 'named', 'is_device'],
  least: ['first_utc', 'named_first_utc'],
  greatest: ['last_utc', 'named_last_utc'],
  // Whoever reads takes the first so many.
  grown: { column: 'sample', by: 'named', below: MENTION_SAMPLE },
}

export const IDENTIFIER_SPELLING: Tally = {
  table: 'identifier_spelling',
  key: ['unit_id', 'identifier_id', 'what', 'spelling'],
  sums: ['count'],
}

export const IDENTIFIER_PAIR: Tally = {
  table: 'identifier_pair',
  key: ['unit_id', 'left_id', 'right_id', 'kind'],
  sums: ['count'],
  ...TIMES,
}

export const THREAD_PARTY: Tally = { table: 'thread_party', key: ['thread_id', 'party_id'], sums: ['count'] }

export const tallyColumns = ({ key, sums, least = [], greatest = [], grown }: Tally): readonly string[] => [
  ...key,
  ...sums,
  ...least,
  ...greatest,
  ...(grown ? [grown.column] : []),
]

/** Rows of a table as its tally takes them. */
export function tallyRows(tally: Tally, rows: readonly object[]): TallyRow[] {
  const columns = tallyColumns(tally)
  return rows.map((row) => columns.map((column) => (row as Record<string, TallyRow[number]>)[column]!))
}

/** What follows the values: where there is such a row, they are added to it. */
export function tallyConflict({ table, key, sums, least = [], greatest = [], grown }: Tally): string {
  const better = (column: string, sign: '<' | '>'): string =>
    `${column} = case when ${table}.${column} is null or excluded.${column} ${sign} ${table}.${column}
      then excluded.${column} else ${table}.${column} end`
  const changes = [
    ...sums.map((column) => `${column} = ${table}.${column} + excluded.${column}`),
    ...least.map((column) => better(column, '<')),
    ...greatest.map((column) => better(column, '>')),
    ...(grown
      ? [
          `${grown.column} = case when ${table}.${grown.by} < ${grown.below}
      then ${table}.${grown.column} || excluded.${grown.column} else ${table}.${grown.column} end`,
        ]
      : []),
  ]
  return `on conflict (${key.join(', ')}) do update set ${changes.join(', ')}`
}
