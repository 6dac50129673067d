// Lists derived from what was linked: written under a new run in short transactions, then made the current ones in one, then
// the old ones taken away. A crash leaves the old lists or the new ones, and rows of no run, which the next run takes away.

import { setImmediate } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import type { DerivedLists } from './ports/linking.ts'
import type { Schema } from './schema.ts'
import { toStoredText } from './stored-text.ts'

const LIST_TABLES = ['identifier_summary', 'person', 'candidate', 'candidate_key', 'new_name'] as const
/** Rows taken away at a time. */
const ROWS_CLEARED = 1000

type Trx = Transaction<Schema>

export async function replaceDerived(engine: Engine, lists: DerivedLists, madeFrom: string): Promise<void> {
  await clearOthers(engine)
  const { id } = await engine.db
    .insertInto('link_run')
    .values({ state: 'other', made_from: madeFrom })
    .returning('id')
    .executeTakeFirstOrThrow()
  await inParts(engine, lists.identifiers, (trx, part, first) => writeSummaries(trx, id, part, first))
  await inParts(engine, lists.persons, (trx, part, first) =>
    trx
      .insertInto('person')
      .values(
        part.map((person, i) => ({
          run_id: id,
          position: first + i,
          id: person.id,
          body: JSON.stringify(person.details),
        })),
      )
      .execute(),
  )
  await inParts(engine, lists.candidates, (trx, part, first) => writeCandidates(trx, id, part, first))
  await inParts(engine, lists.names, (trx, part, first) =>
    trx
      .insertInto('new_name')
      .values(
        part.map((name, i) => ({
          run_id: id,
          position: first + i,
          is_new: name.isNew ? 1 : 0,
          body: JSON.stringify(name.details),
        })),
      )
      .execute(),
  )
  await engine.db.transaction().execute(async (trx) => {
    await trx.updateTable('link_run').set({ state: 'other' }).execute()
    await trx.updateTable('link_run').set({ state: 'current' }).where('id', '=', id).execute()
  })
  await clearOthers(engine)
}

/** A few hundred rows to a transaction, with a breath between. */
async function inParts<Row>(
  engine: Engine,
  rows: readonly Row[],
  write: (trx: Trx, part: readonly Row[], first: number) => Promise<unknown>,
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_PER_STATEMENT) {
    const part = rows.slice(first, first + ROWS_PER_STATEMENT)
    await engine.inRepeatableTransaction((trx) => write(trx, part, first))
    await setImmediate()
  }
}

async function writeSummaries(
  trx: Trx,
  runId: number,
  rows: DerivedLists['identifiers'],
  first: number,
): Promise<void> {
  const keys = rows.map(({ key }) => toStoredText(key))
  const numbers = await trx.selectFrom('identifier').select(['id', 'key']).where('key', 'in', keys).execute()
  const byKey = new Map(numbers.map(({ id, key }) => [key, id]))
  // A unit cleared meanwhile leaves its identifiers' numbers; one that has none was never linked.
  const numbered = rows.filter((_, i) => byKey.has(keys[i]!))
  if (numbered.length === 0) return
  await trx
    .insertInto('identifier_summary')
    .values(
      numbered.map((row, i) => ({
        run_id: runId,
        position: first + i,
        identifier_id: byKey.get(toStoredText(row.key))!,
        key: toStoredText(row.key),
        kind: row.kind,
        folded: toStoredText([row.key, ...row.spellings, ...row.names].join('\n').toLowerCase()),
        records: row.records,
        sources: row.sourceIds.length,
        first_utc: row.firstUtc,
        last_utc: row.lastUtc,
        body: JSON.stringify(row),
      })),
    )
    .execute()
}

async function writeCandidates(
  trx: Trx,
  runId: number,
  rows: DerivedLists['candidates'],
  first: number,
): Promise<void> {
  await trx
    .insertInto('candidate')
    .values(
      rows.map((row, i) => ({
        run_id: runId,
        position: first + i,
        id: row.id,
        left_id: row.left,
        right_id: row.right,
        body: JSON.stringify(row.details),
      })),
    )
    .execute()
  const keys = rows.flatMap((row, i) =>
    [...new Set(row.keys)].map((key) => ({ run_id: runId, position: first + i, key: toStoredText(key) })),
  )
  for (let i = 0; i < keys.length; i += ROWS_PER_STATEMENT)
    await trx
      .insertInto('candidate_key')
      .values(keys.slice(i, i + ROWS_PER_STATEMENT))
      .execute()
}

/** Takes away what no current run holds: old lists, and those of a run that was killed. */
async function clearOthers(engine: Engine): Promise<void> {
  const runs = await engine.db.selectFrom('link_run').select('id').where('state', '=', 'other').execute()
  for (const { id } of runs) {
    for (const table of LIST_TABLES)
      for (let from = 0; ; from += ROWS_CLEARED) {
        const more = await engine.inRepeatableTransaction(async (trx) => {
          await trx
            .deleteFrom(table)
            .where('run_id', '=', id)
            .where('position', '<', from + ROWS_CLEARED)
            .execute()
          return trx.selectFrom(table).select('position').where('run_id', '=', id).limit(1).executeTakeFirst()
        })
        await setImmediate()
        if (!more) break
      }
    await engine.db.deleteFrom('link_run').where('id', '=', id).execute()
  }
}
