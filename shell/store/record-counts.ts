// Records counted by hour and by day, source, kind and state, in the transaction that writes them: what a histogram reads
// instead of a million rows, and how a page finds the n-th record without passing those before it.

import { type Expression, type RawBuilder, sql, type Transaction } from 'kysely'
import { ROW_STATES } from './encode-items.ts'
import type { Engine } from './engine.ts'
import type { ObservationFilter } from './ports/observations.ts'
import type { ObservationColumns } from './row-batch.ts'
import { idOf, type Schema } from './schema.ts'
import { RECORD_COUNT, type TallyRow } from './tally.ts'

/** Microseconds of an hour, and hours of the wider span. */
export const HOUR = 3_600_000_000
export const DAY_HOURS = 24

/** Kinds are numbered in a byte and states by ROW_STATES: room for each pair of them within an hour. */
const GROUPS = 256 * ROW_STATES.length

type Trx = Transaction<Schema>

/** Adds a batch's records to the counts. */
export async function countRecords(
  trx: Trx,
  {
    engine,
    sourceId,
    columns,
  }: { readonly engine: Engine; readonly sourceId: number; readonly columns: ObservationColumns },
): Promise<void> {
  const hours = new Map<number, number>()
  const untimed = new Map<number, number>()
  for (let i = 0; i < columns.count; i++) {
    const group = columns.kind[i]! * ROW_STATES.length + columns.state[i]!
    const utc = columns.utc[i]!
    if (Number.isNaN(utc)) add(untimed, group, 1)
    else add(hours, Math.floor(utc / HOUR) * GROUPS + group, 1)
  }
  const days = new Map<number, number>()
  for (const [key, count] of hours) {
    const hour = Math.floor(key / GROUPS)
    add(days, key - (hour - dayOf(hour)) * GROUPS, count)
  }
  const rowsOf = (spanHours: number, counts: ReadonlyMap<number, number>): TallyRow[] =>
    [...counts].map(([key, count]) => {
      const start = Math.floor(key / GROUPS)
      const group = key - start * GROUPS
      const kind = columns.kinds[Math.floor(group / ROW_STATES.length)]!
      return [spanHours, start, sourceId, kind, ROW_STATES[group % ROW_STATES.length] ?? '', count]
    })
  const rows = [...rowsOf(1, hours), ...rowsOf(DAY_HOURS, days), ...rowsOf(0, untimed)]
  await engine.bulk.tally(trx, RECORD_COUNT, rows)
}

/** The hour a day begins with. */
export const dayOf = (hour: number): number => Math.floor(hour / DAY_HOURS) * DAY_HOURS

const add = (counts: Map<number, number>, key: number, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** Takes a unit's records out of the counts, before their rows go. */
export async function discountUnit(trx: Trx, engine: Engine, unitId: number): Promise<void> {
  const rows = await trx
    .selectFrom('observation')
    .where('id', '>=', idOf(unitId, 0))
    .where('id', '<', idOf(unitId + 1, 0))
    .groupBy(['source_id', 'kind', 'state', (eb) => hourOf(eb.ref('utc'))])
    .select((eb) => [
      'source_id',
      'kind',
      'state',
      hourOf(eb.ref('utc')).as('hour'),
      eb.fn.countAll<number>().as('count'),
    ])
    .execute()
  if (rows.length === 0) return
  // A day's hours come to one row of the day: a tally takes each key once.
  const away = new Map<string, TallyRow>()
  const take = (key: readonly (string | number)[], count: number): void => {
    const text = JSON.stringify(key)
    away.set(text, [...key, Number(away.get(text)?.at(-1) ?? 0) - count])
  }
  for (const { source_id, kind, state, hour, count } of rows) {
    const group = [source_id, kind, state ?? ''] as const
    if (hour === null) take([0, 0, ...group], Number(count))
    else {
      take([1, Number(hour), ...group], Number(count))
      take([DAY_HOURS, dayOf(Number(hour)), ...group], Number(count))
    }
  }
  await engine.bulk.tally(trx, RECORD_COUNT, [...away.values()])
}

/** Whole hours since 1970, also before it: division of whole numbers goes towards zero. */
const hourOf = (utc: Expression<number | null>): RawBuilder<number | null> =>
  sql<number | null>`(${utc} - ((${utc} % ${HOUR_TEXT}) + ${HOUR_TEXT}) % ${HOUR_TEXT}) / ${HOUR_TEXT}`

const HOUR_TEXT = sql.raw(String(HOUR))

/** Filters that the counts know: those of time are a matter of which spans are read. */
export const isCounted = ({ party, text }: ObservationFilter): boolean => party === undefined && !text

/** Conditions on the counts; without those of time. */
export function countConditions(spanHours: number, filter: ObservationFilter): RawBuilder<unknown>[] {
  const { kinds, sourceId, state } = filter
  return [
    sql`span_hours = ${spanHours} and count > 0`,
    ...(kinds ? [sql`kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})`] : []),
    ...(sourceId === undefined ? [] : [sql`source_id = ${sourceId}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
  ]
}
