// Records that state coordinates, apart from the million that state none. A place is a record in a file, not where a
// person was.

import { type RawBuilder, sql, type Transaction } from 'kysely'
import { ROW_STATES } from './encode-items.ts'
import { type Engine, ROWS_PER_STATEMENT, type RowOwner } from './engine.ts'
import { readKindCounts } from './histogram.ts'
import type { ObservationFilter } from './ports/observations.ts'
import { all, type RecordIndex, rangeOf, recordIndex, takesUntimed } from './record-index.ts'
import type { ObservationColumns } from './row-batch.ts'
import { idOf, type Schema, UNTIMED } from './schema.ts'

/** Notes which of a batch's records state coordinates. */
export async function writePlaced(
  trx: Transaction<Schema>,
  { unitId, sourceId }: RowOwner,
  { placed, ordinals, kind, kinds, utc, state }: ObservationColumns,
): Promise<void> {
  for (let start = 0; start < placed.length; start += ROWS_PER_STATEMENT)
    await trx
      .insertInto('placed')
      .values(
        Array.from(placed.subarray(start, start + ROWS_PER_STATEMENT), (row) => ({
          observation_id: idOf(unitId, ordinals[row]!),
          kind: kinds[kind[row]!]!,
          utc: Number.isNaN(utc[row]!) ? null : utc[row]!,
          source_id: sourceId,
          state: ROW_STATES[state[row]!]!,
        })),
      )
      .execute()
}

export interface PlacedIds {
  readonly ids: readonly number[]
  readonly without: number
  readonly isCut: boolean
}

/** Ids of the records under a filter that state coordinates, in timeline order, and how many state none. */
export async function readPlaced(
  engine: Engine,
  filter: ObservationFilter,
  limit: number,
): Promise<PlacedIds> {
  const index = await recordIndex(engine.db, filter)
  if (index === null) return { ids: [], without: 0, isCut: false }
  const { rows } = await sql<{ readonly id: number }>`select placed.observation_id as id
    ${placedUnder(engine, index, filter)}
    order by placed.utc is null, placed.utc, placed.observation_id limit ${limit + 1}`.execute(engine.db)
  return {
    ids: rows.slice(0, limit).map((row) => row.id),
    isCut: rows.length > limit,
    without: await countWithout(engine, index, filter),
  }
}

/** No text is counted: that would read each record. */
async function countWithout(engine: Engine, index: RecordIndex, { text: _, ...filter }: ObservationFilter) {
  const { rows } = await sql<{ readonly count: number }>`select count(*) as count
    ${placedUnder(engine, index, filter)}`.execute(engine.db)
  const kinds = await readKindCounts(engine, filter)
  return Object.values(kinds).reduce((sum, count) => sum + count, 0) - Number(rows[0]!.count)
}

/** The filter's own index says which records; that of a party is asked record by record. */
function placedUnder(engine: Engine, index: RecordIndex, filter: ObservationFilter): RawBuilder<unknown> {
  const { from, to } = rangeOf(filter)
  const conditions = [
    ...(takesUntimed(filter) ? [] : [sql`placed.utc >= ${from} and placed.utc <= ${to}`]),
    ...(filter.party === undefined
      ? index.where
      : [
          sql`exists (select 1 from ${index.table} where ${all(index.where)}
            and ${index.id} = placed.observation_id and mention.utc = coalesce(placed.utc, ${UNTIMED}))`,
        ]),
    ...(filter.text
      ? [
          sql`exists (select 1 from observation where observation.id = placed.observation_id
            and ${engine.containsText(sql<string | null>`observation.search`, filter.text)})`,
        ]
      : []),
  ]
  return sql`from placed where ${all(conditions)}`
}
