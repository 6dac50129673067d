// Who is named together in records. Counts kept by unit answer the plain question; a filter by time, state, party or text
// goes through the records it lets pass and pairs what each names, by the same rule as when they were linked.

import { setImmediate } from 'node:timers/promises'
import type { Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { type PairedIdentifier, pairsOf } from './identifier-rows.ts'
import { TEXT_ROLE } from './ports/linking.ts'
import type { ObservationFilter } from './ports/observations.ts'
import type { ContactPairs, DevicePairSeen, PairSeen } from './ports/people.ts'
import type { Schema } from './schema.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Rows read at a time, before others get their turn. */
const ROWS_AT_A_TIME = 20_000

export function readContactPairs(engine: Engine, filter: ObservationFilter): Promise<ContactPairs> {
  const { from, to, party, state, text } = filter
  const isCounted =
    from === undefined && to === undefined && party === undefined && state === undefined && !text
  return isCounted ? readCounted(engine.db, filter) : readThrough(engine, filter)
}

/** Pairs by numbers of identifiers; for a device's pair the left one is its source. */
interface Pair {
  readonly left: number
  readonly right: number
  readonly kind: string
  count: number
  first_utc: number | null
  last_utc: number | null
}

async function readCounted(
  db: Kysely<Schema>,
  { kinds, sourceId }: ObservationFilter,
): Promise<ContactPairs> {
  const ofKinds = kinds ? sql`and kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})` : sql``
  const ofSource = sourceId === undefined ? sql`` : sql`and unit.source_id = ${sourceId}`
  const pairs = await sql<Pair>`
    select left_id as "left", right_id as "right", kind, sum(count) as count,
      min(first_utc) as first_utc, max(last_utc) as last_utc
    from identifier_pair join unit on unit.id = identifier_pair.unit_id
    where 1 = 1 ${ofKinds} ${ofSource} group by left_id, right_id, kind`.execute(db)
  const devicePairs = await sql<Pair>`
    select unit.source_id as "left", identifier_id as "right", kind, sum(named) as count,
      min(named_first_utc) as first_utc, max(named_last_utc) as last_utc
    from identifier_records join unit on unit.id = identifier_records.unit_id
    where named > 0 ${ofKinds} ${ofSource} group by unit.source_id, identifier_id, kind`.execute(db)
  return withKeys(db, pairs.rows, devicePairs.rows)
}

interface Row extends PairedIdentifier {
  readonly observation_id: number
  readonly source_id: number
  readonly record_kind: string
  readonly utc: number | null
  readonly role: string
}

async function readThrough(engine: Engine, filter: ObservationFilter): Promise<ContactPairs> {
  const pairs = new Map<string, Pair>()
  const devicePairs = new Map<string, Pair>()
  for await (const rows of mentionsUnder(engine, filter))
    for (const record of recordsIn(rows)) {
      const { source_id, record_kind, utc } = record[0]!
      const identifiers = [...new Map(record.map((row) => [row.id, row])).values()]
      for (const [left, right] of pairsOf(identifiers))
        addPair(pairs, { left, right, kind: record_kind, utc })
      const named = new Set(record.filter(({ role }) => role !== TEXT_ROLE).map(({ id }) => id))
      for (const right of named) addPair(devicePairs, { left: source_id, right, kind: record_kind, utc })
    }
  return withKeys(engine.db, [...pairs.values()], [...devicePairs.values()])
}

/** Mentions of the records under a filter, whole records at a time. */
async function* mentionsUnder(
  engine: Engine,
  { kinds, sourceId, from, to, party, state, text }: ObservationFilter,
): AsyncIterable<readonly Row[]> {
  const filters = [
    ...(kinds ? [sql`o.kind in (${sql.join(kinds.length > 0 ? [...kinds] : [''])})`] : []),
    ...(sourceId === undefined ? [] : [sql`o.source_id = ${sourceId}`]),
    ...(from === undefined ? [] : [sql`o.utc >= ${from}`]),
    ...(to === undefined ? [] : [sql`o.utc <= ${to}`]),
    ...(state === undefined ? [] : [sql`o.state = ${state}`]),
    ...(text ? [engine.containsText(sql<string | null>`o.search`, text)] : []),
    ...(party === undefined
      ? []
      : [
          sql`o.id in (select mention.observation_id from mention join party on party.id = mention.party_id
            where party.identifier = ${toStoredText(party)})`,
        ]),
  ]
  // A range is read in the order of times, which has an index; else in the order of reading.
  const isRanged = from !== undefined || to !== undefined
  const order = isRanged ? sql`o.utc, o.id` : sql`o.id`
  let last: { readonly id: number; readonly utc: number | null } | undefined
  for (;;) {
    const after = !last
      ? []
      : isRanged
        ? [sql`o.utc >= ${last.utc} and (o.utc > ${last.utc} or o.id > ${last.id})`]
        : [sql`o.id > ${last.id}`]
    const where = [...filters, ...after]
    const { rows: records } = await sql<{ id: number; utc: number | null }>`
      select o.id, o.utc from observation as o where ${sql.join(where, sql` and `)} order by ${order}
      limit ${ROWS_AT_A_TIME}`.execute(engine.db)
    if (records.length > 0) yield await mentionsOf(engine.db, records)
    if (records.length < ROWS_AT_A_TIME) return
    last = records.at(-1)!
    await setImmediate()
  }
}

/** Numbers bound to one statement. */
const IDS_AT_A_TIME = 5000

async function mentionsOf(db: Kysely<Schema>, records: readonly { readonly id: number }[]): Promise<Row[]> {
  const found: Row[] = []
  for (let i = 0; i < records.length; i += IDS_AT_A_TIME) {
    const ids = records.slice(i, i + IDS_AT_A_TIME).map(({ id }) => id)
    const { rows } = await sql<Row>`
      select m.observation_id, m.identifier_id as id, identifier.kind, m.role, m.utc, o.source_id, o.kind as record_kind
      from identifier_mention as m join identifier on identifier.id = m.identifier_id
        join observation as o on o.id = m.observation_id
      where m.observation_id in (${sql.join(ids)})
      order by m.observation_id, m.identifier_id, m.field, m.span_start`.execute(db)
    found.push(...rows)
  }
  return found
}

function* recordsIn(rows: readonly Row[]): Iterable<readonly Row[]> {
  let start = 0
  for (let i = 1; i <= rows.length; i++)
    if (i === rows.length || rows[i]!.observation_id !== rows[start]!.observation_id) {
      if (i > start) yield rows.slice(start, i)
      start = i
    }
}

function addPair(
  into: Map<string, Pair>,
  {
    left,
    right,
    kind,
    utc,
  }: { readonly left: number; readonly right: number; readonly kind: string; readonly utc: number | null },
): void {
  const key = `${left} ${right} ${kind}`
  const pair = into.get(key)
  if (!pair) {
    into.set(key, { left, right, kind, count: 1, first_utc: utc, last_utc: utc })
    return
  }
  pair.count++
  if (utc !== null && (pair.first_utc === null || utc < pair.first_utc)) pair.first_utc = utc
  if (utc !== null && (pair.last_utc === null || utc > pair.last_utc)) pair.last_utc = utc
}

/** Numbers → keys, by which the ends of a pair are ordered: numbers are given as identifiers come. */
async function withKeys(
  db: Kysely<Schema>,
  pairs: readonly Pair[],
  devicePairs: readonly Pair[],
): Promise<ContactPairs> {
  const rows = await db.selectFrom('identifier').select(['id', 'key']).execute()
  const keys = new Map(rows.map(({ id, key }) => [id, fromStoredText(key)]))
  const times = (pair: Pair) => ({
    kind: pair.kind,
    count: Number(pair.count),
    firstUtc: pair.first_utc as Utc | null,
    lastUtc: pair.last_utc as Utc | null,
  })
  return {
    pairs: pairs.map((pair): PairSeen => {
      const a = keys.get(pair.left)!
      const b = keys.get(pair.right)!
      return { left: a < b ? a : b, right: a < b ? b : a, ...times(pair) }
    }),
    devicePairs: devicePairs.map(
      (pair): DevicePairSeen => ({ sourceId: pair.left, key: keys.get(pair.right)!, ...times(pair) }),
    ),
  }
}
