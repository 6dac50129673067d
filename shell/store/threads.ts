// Conversations as records name them: which of a unit's records say which thread, counted as they are written. A thread is a
// name in a file; whether two of them are one conversation is judged elsewhere.

import type { Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import type { RowBatch } from './row-batch.ts'
import type { Schema } from './schema.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'
import { THREAD_COUNT, THREAD_PARTY } from './tally.ts'

type Trx = Transaction<Schema>

/** As `ROW_STATES` numbers it. */
const SUPERSEDED = 2
/** More parties than a workspace holds. */
const PARTIES = 2 ** 32

/** Numbers of the threads of the unit that is being written, kept from batch to batch. */
export interface KnownThreads {
  unitId: number
  readonly ids: Map<string, number>
}

/** Numbers of a batch's threads by their position in it, adding those that are new. */
export async function numberThreads(
  trx: Trx,
  {
    unitId,
    batch,
    known,
  }: { readonly unitId: number; readonly batch: RowBatch; readonly known: KnownThreads },
): Promise<readonly number[]> {
  // A unit that was cleared begins anew, and its threads with it.
  if (known.unitId !== unitId || batch.firstOrdinal === 0) {
    known.unitId = unitId
    known.ids.clear()
  }
  const { threads } = batch.observations
  const missing = threads.filter((name) => !known.ids.has(name)).map(toStoredText)
  for (let i = 0; i < missing.length; i += ROWS_PER_STATEMENT) {
    const part = missing.slice(i, i + ROWS_PER_STATEMENT)
    await trx
      .insertInto('thread')
      .values(part.map((name) => ({ unit_id: unitId, name })))
      .onConflict((conflict) => conflict.columns(['unit_id', 'name']).doNothing())
      .execute()
    const rows = await trx
      .selectFrom('thread')
      .select(['id', 'name'])
      .where('unit_id', '=', unitId)
      .where('name', 'in', part)
      .execute()
    for (const { id, name } of rows) known.ids.set(fromStoredText(name), id)
  }
  return threads.map((name) => known.ids.get(name)!)
}

/** Adds a batch's records to the counts of their threads; `partyIds` by position in the batch's parties. */
export async function countThreads(
  trx: Trx,
  {
    engine,
    batch,
    threadIds,
    partyIds,
  }: {
    readonly engine: Engine
    readonly batch: RowBatch
    readonly threadIds: readonly number[]
    readonly partyIds: Float64Array
  },
): Promise<void> {
  if (threadIds.length === 0) return
  await engine.bulk.tally(trx, THREAD_COUNT, threadRows(batch, threadIds))
  await engine.bulk.tally(trx, THREAD_PARTY, partyRows(batch, threadIds, partyIds))
}

function threadRows({ observations }: RowBatch, threadIds: readonly number[]) {
  const counts = threadIds.map(() => ({ messages: 0, superseded: 0, first: Infinity, last: -Infinity }))
  for (let i = 0; i < observations.count; i++) {
    const thread = observations.thread[i]!
    if (thread === 0) continue
    const count = counts[thread - 1]!
    count.messages++
    if (observations.state[i] === SUPERSEDED) count.superseded++
    const utc = observations.utc[i]!
    if (utc < count.first) count.first = utc
    if (utc > count.last) count.last = utc
  }
  return counts.map(({ messages, superseded, first, last }, i) => [
    threadIds[i]!,
    messages,
    superseded,
    finite(first),
    finite(last),
  ])
}

const finite = (utc: number): number | null => (Number.isFinite(utc) ? utc : null)

/** A record counts once for a party, in however many fields it names it. */
function partyRows(
  { observations, mentions }: RowBatch,
  threadIds: readonly number[],
  partyIds: Float64Array,
) {
  const counts = new Map<number, number>()
  for (let i = 0; i < mentions.count; i++) {
    const row = mentions.observation[i]!
    const thread = observations.thread[row]!
    if (thread === 0 || isNamedBefore(mentions, i)) continue
    const key = thread * PARTIES + mentions.party[i]!
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => {
    const thread = Math.floor(key / PARTIES)
    return [threadIds[thread - 1]!, partyIds[key - thread * PARTIES]!, count]
  })
}

/** Does the same record name the same party in a field before? Its mentions stand together. */
export function isNamedBefore({ observation, party }: RowBatch['mentions'], i: number): boolean {
  for (let k = i - 1; k >= 0 && observation[k] === observation[i]; k--) if (party[k] === party[i]) return true
  return false
}
