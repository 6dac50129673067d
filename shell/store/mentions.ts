// Which record names which party, and how often a unit's records name each: what a party's timeline and the list of
// identifiers are read from. Identifiers stand as recorded; two spellings are two parties until a person judges.

import type { Transaction } from 'kysely'
import { type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import type { RowBatch } from './row-batch.ts'
import { idOf, type PartySeenTable, type Schema } from './schema.ts'
import { toStoredText } from './stored-text.ts'

/** Identifiers whose numbers the writer remembers; past that it forgets them and asks the table again. */
const REMEMBERED_PARTIES = 200_000

type Trx = Transaction<Schema>

export async function writeMentions(
  trx: Trx,
  {
    engine,
    unitId,
    batch,
    partyIds,
  }: {
    readonly engine: Engine
    readonly unitId: number
    readonly batch: RowBatch
    /** Numbers by identifier, kept from batch to batch. */
    readonly partyIds: Map<string, number>
  },
): Promise<void> {
  if (batch.mentions.count === 0) return
  const ids = await numberParties(trx, batch.mentions.parties, partyIds)
  await engine.bulk.mentions(trx, mentionRows(unitId, batch, ids))
  await addSeen(trx, seenRows(unitId, batch, ids))
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
function mentionRows(unitId: number, { observations, mentions }: RowBatch, ids: Float64Array) {
  const observationIds = new Float64Array(mentions.count)
  const partyIds = new Float64Array(mentions.count)
  const utc = new Float64Array(mentions.count)
  let count = 0
  for (let i = 0; i < mentions.count; i++) {
    if (isNamedBefore(mentions, i)) continue
    const row = mentions.observation[i]!
    observationIds[count] = idOf(unitId, observations.ordinals[row]!)
    partyIds[count] = ids[mentions.party[i]!]!
    utc[count] = observations.utc[row]!
    count++
  }
  return { count, observationIds, partyIds, utc }
}

function isNamedBefore({ observation, party }: RowBatch['mentions'], i: number): boolean {
  for (let k = i - 1; k >= 0 && observation[k] === observation[i]; k--) if (party[k] === party[i]) return true
  return false
}

function seenRows(unitId: number, { observations, mentions }: RowBatch, ids: Float64Array): PartySeenTable[] {
  const seen = new Map<number, PartySeenTable>()
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
        unit_id: unitId,
        party_id: ids[party]!,
        kind: observations.kinds[kind]!,
        role: mentions.roles[role]!,
        count: 1,
        first_utc: utc,
        last_utc: utc,
      })
    else {
      entry.count++
      if (utc !== null && (entry.first_utc === null || utc < entry.first_utc)) entry.first_utc = utc
      if (utc !== null && (entry.last_utc === null || utc > entry.last_utc)) entry.last_utc = utc
    }
  }
  return [...seen.values()]
}

async function addSeen(trx: Trx, rows: readonly PartySeenTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT)
    await trx
      .insertInto('party_seen')
      .values(rows.slice(i, i + ROWS_PER_STATEMENT))
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'party_id', 'kind', 'role']).doUpdateSet((eb) => ({
          count: eb('party_seen.count', '+', eb.ref('excluded.count')),
          // Not min and max, which the engines name and treat null differently.
          first_utc: eb
            .case()
            .when(
              eb.or([
                eb('party_seen.first_utc', 'is', null),
                eb('excluded.first_utc', '<', eb.ref('party_seen.first_utc')),
              ]),
            )
            .then(eb.ref('excluded.first_utc'))
            .else(eb.ref('party_seen.first_utc'))
            .end(),
          last_utc: eb
            .case()
            .when(
              eb.or([
                eb('party_seen.last_utc', 'is', null),
                eb('excluded.last_utc', '>', eb.ref('party_seen.last_utc')),
              ]),
            )
            .then(eb.ref('excluded.last_utc'))
            .else(eb.ref('party_seen.last_utc'))
            .end(),
        })),
      )
      .execute()
}
