// Counts kept beside the rows they count, in tables that know one act: to add. One statement serves both engines, because
// a least or greatest value with nulls is spelt out instead of named.

/** What one row counts, and by what. Values come in the order key, sums, least, greatest. */
export interface Tally {
  readonly table: string
  readonly key: readonly string[]
  readonly sums: readonly string[]
  /** Columns that keep their smallest and their greatest value; null is no value. */
  readonly least?: readonly string[]
  readonly greatest?: readonly string[]
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

export const THREAD_PARTY: Tally = { table: 'thread_party', key: ['thread_id', 'party_id'], sums: ['count'] }

export const tallyColumns = ({ key, sums, least = [], greatest = [] }: Tally): readonly string[] => [
  ...key,
  ...sums,
  ...least,
  ...greatest,
]

/** What follows the values: where there is such a row, they are added to it. */
export function tallyConflict({ table, key, sums, least = [], greatest = [] }: Tally): string {
  const better = (column: string, sign: '<' | '>'): string =>
    `${column} = case when ${table}.${column} is null or excluded.${column} ${sign} ${table}.${column}
      then excluded.${column} else ${table}.${column} end`
  const changes = [
    ...sums.map((column) => `${column} = ${table}.${column} + excluded.${column}`),
    ...least.map((column) => better(column, '<')),
    ...greatest.map((column) => better(column, '>')),
  ]
  return `on conflict (${key.join(', ')}) do update set ${changes.join(', ')}`
}
