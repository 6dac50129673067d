// Writes what records name: numbers identifiers, adds their rows, and adds up the unit's counts. One transaction of the
// caller's; the counts of a batch are added to those that stand.

import type { Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import { identifierRows } from './identifier-rows.ts'
import type { NamedIdentifier, RecordMentions } from './ports/linking.ts'
import type { Schema } from './schema.ts'
import { toStoredText } from './stored-text.ts'
import {
  IDENTIFIER_PAIR,
  IDENTIFIER_RECORDS,
  IDENTIFIER_SEEN,
  IDENTIFIER_SPELLING,
  type Tally,
  tallyRows,
} from './tally.ts'

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
  const add = (tally: Tally, counted: readonly object[]): Promise<void> =>
    engine.bulk.tally(trx, tally, tallyRows(tally, counted))
  await add(IDENTIFIER_SEEN, rows.seen)
  await add(IDENTIFIER_RECORDS, rows.records)
  await add(IDENTIFIER_SPELLING, rows.spellings)
  await add(IDENTIFIER_PAIR, rows.pairs)
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
