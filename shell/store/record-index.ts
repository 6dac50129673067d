// Which index a filter is read from, and the filter as conditions on it. The timeline's index and the mentions of a party
// hold the same columns, so that either answers without a look at the records; their text alone stands in the record.

import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ObservationFilter } from './ports/observations.ts'
import { type Schema, UNTIMED } from './schema.ts'
import { toStoredText } from './stored-text.ts'

/** Columns `id`, `utc`, `kind`, `source_id` and `state`, whatever they are called there. */
export interface RecordIndex {
  readonly table: RawBuilder<unknown>
  readonly id: RawBuilder<number>
  readonly utc: RawBuilder<number>
  /** The whole filter but its text. */
  readonly where: readonly RawBuilder<unknown>[]
  /** Has the record a UTC? Without the range of the filter: that is for who reads to say. */
  readonly isTimed: RawBuilder<unknown>
  readonly isUntimed: RawBuilder<unknown>
}

/** A span of time, both ends inclusive, in microseconds. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The index for a filter; null where it names a party that no record names. */
export async function recordIndex(
  db: Kysely<Schema>,
  filter: ObservationFilter,
): Promise<RecordIndex | null> {
  const { kinds, sourceId, state, party } = filter
  const where = [
    ...(kinds ? [sql`kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})`] : []),
    ...(sourceId === undefined ? [] : [sql`source_id = ${sourceId}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
  ]
  if (party === undefined)
    return {
      table: sql.table('observation'),
      id: sql.ref('id'),
      utc: sql.ref('utc'),
      where,
      isTimed: sql`utc is not null`,
      isUntimed: sql`utc is null`,
    }
  const partyId = await partyIdOf(db, party)
  if (partyId === undefined) return null
  return {
    table: sql.table('mention'),
    id: sql.ref('observation_id'),
    utc: sql.ref('utc'),
    where: [sql`party_id = ${partyId}`, ...where],
    isTimed: sql`utc < ${UNTIMED}`,
    isUntimed: sql`utc = ${UNTIMED}`,
  }
}

async function partyIdOf(db: Kysely<Schema>, identifier: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('party')
    .select('id')
    .where('identifier', '=', toStoredText(identifier))
    .executeTakeFirst()
  return row?.id
}

/** The range a filter asks for; open ends reach as far as times do. */
export const rangeOf = ({ from, to }: ObservationFilter): Range => ({
  from: from ?? -Number.MAX_SAFE_INTEGER,
  to: to ?? Number.MAX_SAFE_INTEGER - 1,
})

/** Does the filter let in records without a UTC? */
export const takesUntimed = ({ from, to }: ObservationFilter): boolean =>
  from === undefined && to === undefined

/** Conditions in a row. */
export const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`1 = 1` : sql.join([...conditions], sql` and `)

export const inRange = ({ utc, isTimed, where }: RecordIndex, { from, to }: Range): RawBuilder<unknown> =>
  all([isTimed, sql`${utc} >= ${from} and ${utc} <= ${to}`, ...where])

/** How many records of the index lie in a range. */
export async function countInRange(db: Kysely<Schema>, index: RecordIndex, range: Range): Promise<number> {
  if (range.to < range.from) return 0
  const { rows } = await sql<{
    readonly count: number
  }>`select count(*) as count from ${index.table} where ${inRange(index, range)}`.execute(db)
  return Number(rows[0]!.count)
}

export async function countUntimed(db: Kysely<Schema>, index: RecordIndex): Promise<number> {
  const { rows } = await sql<{
    readonly count: number
  }>`select count(*) as count from ${index.table} where ${all([index.isUntimed, ...index.where])}`.execute(db)
  return Number(rows[0]!.count)
}
