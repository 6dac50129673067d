// Which record names which party, and how often a unit's records name each: what a party's timeline and the list of
// identifiers are read from. Identifiers stand as recorded; two spellings are two parties until a person judges.

import type { Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT, type RowOwner } from './engine.ts'
import type { RowBatch } from './row-batch.ts'
import type { Schema } from './schema.ts'
import { toStoredText } from './stored-text.ts'
import { PARTY_SEEN, type TallyRow } from './tally.ts'
import { isNamedBefore } from './threads.ts'

/** Identifiers whose numbers the writer remembers; past that it forgets them and asks the table again. */
const REMEMBERED_PARTIES = 200_000

type Trx = Transaction<Schema>

/** Gives the numbers of the batch's parties by their position in it. */
export async function writeMentions(
  trx: Trx,
  {
    engine,
    owner,
    batch,
    partyIds,
  }: {
    readonly engine: Engine
    readonly owner: RowOwner
    readonly batch: RowBatch
    /** Numbers by identifier, kept from batch to batch. */
    readonly partyIds: Map<string, number>
  },
): Promise<Float64Array> {
  if (batch.mentions.count === 0) return new Float64Array()
  const ids = await numberParties(trx, batch.mentions.parties, partyIds)
  await engine.bulk.mentions(trx, { ...owner, ...mentionRows(batch, ids), observations: batch.observations })
  await engine.bulk.tally(trx, PARTY_SEEN, seenRows(owner.unitId, batch, ids))
  return ids
}

async function numberParties(
  trx: Trx,
  identifiers: readonly string[],
  known: Map<string, number>,
): Promise<Float64Array> {
  if (known.size > REMEMBERED_PARTIES) known.clear()
  const missing = identifiers.filter((identifier) => !known.has(identifier)).map(toStoredText)
  const byText = new Map<string, number>()
  for (let i = 0; i < missing.length; i += ROWS_PER_STATEMENT) {
    const part = missing.slice(i, i + ROWS_PER_STATEMENT)
    await trx
      .insertInto('party')
      .values(part.map((identifier) => ({ identifier })))
      .onConflict((conflict) => conflict.column('identifier').doNothing())
      .execute()
    const rows = await trx.selectFrom('party').selectAll().where('identifier', 'in', part).execute()
    for (const { id, identifier } of rows) byText.set(identifier, id)
  }
  return Float64Array.from(identifiers, (identifier) => {
    const id = known.get(identifier) ?? byText.get(toStoredText(identifier))!
    known.set(identifier, id)
    return id
  })
}

/** One row per record and party, in however many fields the record names it. */
function mentionRows({ mentions }: RowBatch, ids: Float64Array) {
  const partyIds = new Float64Array(mentions.count)
  const rows = new Uint32Array(mentions.count)
  let count = 0
  for (let i = 0; i < mentions.count; i++) {
    if (isNamedBefore(mentions, i)) continue
    partyIds[count] = ids[mentions.party[i]!]!
    rows[count] = mentions.observation[i]!
    count++
  }
  return { count, partyIds, rows }
}

interface Seen {
  readonly party: number
  readonly kind: string
  readonly role: string
  count: number
  first: number | null
  last: number | null
}

function seenRows(unitId: number, { observations, mentions }: RowBatch, ids: Float64Array): TallyRow[] {
  const seen = new Map<number, Seen>()
  for (let i = 0; i < mentions.count; i++) {
    const row = mentions.observation[i]!
    const party = mentions.party[i]!
    const kind = observations.kind[row]!
    const role = mentions.role[i]!
    const utc = Number.isNaN(observations.utc[row]!) ? null : observations.utc[row]!
    // Kinds and roles are numbered in a byte each.
    const key = (party * 256 + kind) * 256 + role
    const entry = seen.get(key)
    if (!entry)
      seen.set(key, {
        party: ids[party]!,
        kind: observations.kinds[kind]!,
        role: mentions.roles[role]!,
        count: 1,
        first: utc,
        last: utc,
      })
    else {
      entry.count++
      if (utc !== null && (entry.first === null || utc < entry.first)) entry.first = utc
      if (utc !== null && (entry.last === null || utc > entry.last)) entry.last = utc
    }
  }
  return [...seen.values()].map(({ party, kind, role, count, first, last }) => [
    unitId,
    party,
    kind,
    role,
    count,
    first,
    last,
  ])
}
