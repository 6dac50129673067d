// Writes what records name: numbers identifiers, adds their rows, and adds up the unit's counts. One transaction of the
// caller's; the counts of a batch are added to those that stand.

import { type RawBuilder, sql, type Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import { identifierRows, MENTION_SAMPLE } from './identifier-rows.ts'
import type { NamedIdentifier, RecordMentions } from './ports.ts'
import type { Schema } from './schema.ts'
import { toStoredText } from './stored-text.ts'

/** Identifiers whose numbers the writer remembers; past that it forgets them and asks the table again. */
const REMEMBERED_IDENTIFIERS = 200_000

type Trx = Transaction<Schema>

export async function writeIdentifiers(
  trx: Trx,
  {
    engine,
    records,
    known,
  }: {
    readonly engine: Engine
    readonly records: readonly RecordMentions[]
    /** Numbers by key, kept from batch to batch. */
    readonly known: Map<string, number>
  },
): Promise<void> {
  await numberIdentifiers(trx, records, known)
  const rows = identifierRows(records, (key) => known.get(key)!)
  await engine.bulk.identifierMentions(trx, rows.mentions)
  for (const part of parts(rows.seen))
    await trx
      .insertInto('identifier_seen')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'identifier_id', 'kind', 'role'])
          .doUpdateSet(added('identifier_seen', ['count'], [''])),
      )
      .execute()
  for (const part of parts(rows.records))
    await trx
      .insertInto('identifier_records')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'identifier_id', 'kind']).doUpdateSet({
          ...added('identifier_records', ['count', 'named', 'is_device'], ['', 'named_']),
          // Added to while short of the sample's size: whoever reads takes the first so many.
          sample: sql`case when identifier_records.named < ${MENTION_SAMPLE}
            then identifier_records.sample || excluded.sample else identifier_records.sample end`,
        }),
      )
      .execute()
  for (const part of parts(rows.spellings))
    await trx
      .insertInto('identifier_spelling')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'identifier_id', 'what', 'spelling'])
          .doUpdateSet(added('identifier_spelling', ['count'], [])),
      )
      .execute()
  for (const part of parts(rows.pairs))
    await trx
      .insertInto('identifier_pair')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'left_id', 'right_id', 'kind'])
          .doUpdateSet(added('identifier_pair', ['count'], [''])),
      )
      .execute()
  for (const part of parts(rows.entries)) await trx.insertInto('identifier_entry').values(part).execute()
  for (const part of parts(rows.sightings)) await trx.insertInto('name_sighting').values(part).execute()
}

/** After this, `known` holds each key of these records. */
async function numberIdentifiers(
  trx: Trx,
  records: readonly RecordMentions[],
  known: Map<string, number>,
): Promise<void> {
  if (known.size > REMEMBERED_IDENTIFIERS) known.clear()
  const missing = new Map<string, NamedIdentifier>()
  for (const { mentions } of records)
    for (const mention of mentions) if (!known.has(mention.key)) missing.set(mention.key, mention)
  for (const part of parts([...missing])) {
    const keys = part.map(([key]) => toStoredText(key))
    await trx
      .insertInto('identifier')
      .values(
        part.map(([key, { kind, text }]) => ({ key: toStoredText(key), kind, text: toStoredText(text) })),
      )
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
    const rows = await trx.selectFrom('identifier').select(['id', 'key']).where('key', 'in', keys).execute()
    const byText = new Map(rows.map(({ id, key }) => [key, id]))
    for (const [key] of part) known.set(key, byText.get(toStoredText(key))!)
  }
}

/** Sums of what stands and what comes; the lesser first and the greater last time, where null is none. */
function added<Column extends string>(
  table: string,
  sums: readonly Column[],
  times: readonly string[],
): Record<string, RawBuilder<number>> {
  const set: Record<string, RawBuilder<number>> = {}
  for (const column of sums)
    set[column] = sql<number>`${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`
  for (const prefix of times) {
    set[`${prefix}first_utc`] = nearer(table, `${prefix}first_utc`, '<')
    set[`${prefix}last_utc`] = nearer(table, `${prefix}last_utc`, '>')
  }
  return set
}

/** Not min and max, which the engines name and treat null differently. */
function nearer(table: string, column: string, sign: '<' | '>'): RawBuilder<number> {
  const stands = sql.ref(`${table}.${column}`)
  const comes = sql.ref(`excluded.${column}`)
  return sql<number>`case when ${stands} is null or ${comes} ${sql.raw(sign)} ${stands} then ${comes} else ${stands} end`
}

function* parts<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) yield rows.slice(i, i + ROWS_PER_STATEMENT)
}

/** Takes away what a unit's records name. Identifiers stay: those that nobody names any more are in no list. */
export async function clearIdentifiers(
  trx: Trx,
  { unitId, first, end }: { readonly unitId: number; readonly first: number; readonly end: number },
): Promise<void> {
  await trx
    .deleteFrom('name_sighting')
    .where('identifier_id', 'in', (eb) =>
      eb.selectFrom('identifier_records').select('identifier_id').where('unit_id', '=', unitId),
    )
    .where('observation_id', '>=', first)
    .where('observation_id', '<', end)
    .execute()
  await trx
    .deleteFrom('identifier_mention')
    .where('observation_id', '>=', first)
    .where('observation_id', '<', end)
    .execute()
  for (const table of UNIT_TABLES) await trx.deleteFrom(table).where('unit_id', '=', unitId).execute()
}

const UNIT_TABLES = [
  'identifier_seen',
  'identifier_records',
  'identifier_spelling',
  'identifier_entry',
  'identifier_pair',
] as const
