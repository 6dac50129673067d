// Observations read back: the timeline page by page, counts, and the parties that records name.
// Order is (UTC, id); those without a UTC come last. An id is unit and ordinal, so equal times keep the order of reading.

import { ok, type Result, type Sha256, type Utc } from '@manumit/base'
import type { FileRef } from '@manumit/model'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import type { ObservationFilter, ObservationStore, PartySeen, StoredObservation } from './ports.ts'
import { decodeRecord } from './record-shape.ts'
import { type ObservationTable, ordinalOfId, type Schema, unitOfId } from './schema.ts'
import { readShapes } from './shapes.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

const DEFAULT_PARTIES = 1000

export function makeObservationStore(engine: Engine): ObservationStore {
  const { db } = engine
  return {
    async page({ after, limit, ...filter }) {
      const place = readPlace(after)
      if (!place.ok) return place
      const partyId = await partyIdOf(db, filter.party)
      if (partyId === 'unknown') return ok({ rows: [], next: null })
      const rows: ObservationTable[] = []
      // First those with a time, then, where no range is asked for, those without.
      if (place.value === null || place.value.utc !== null)
        rows.push(...(await timed(engine, { filter, partyId, place: place.value, limit }).execute()))
      if (rows.length < limit && filter.from === undefined && filter.to === undefined) {
        const afterId = place.value?.utc === null ? place.value.id : -1
        rows.push(
          ...(await untimed(engine, { filter, partyId, afterId, limit: limit - rows.length }).execute()),
        )
      }
      const last = rows.at(-1)
      const next = last && rows.length === limit ? placeAfter(last) : null
      return ok({ rows: await storedOf(db, rows), next })
    },
    async get(id) {
      const row = await db.selectFrom('observation').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? (await storedOf(db, [row]))[0]! : null
    },
    async countByKind(filter = {}) {
      const partyId = await partyIdOf(db, filter.party)
      if (partyId === 'unknown') return {}
      const rows = isCounted(filter)
        ? await counted(db, filter)
        : await matching(engine, { filter, partyId, isRanged: true })
            .groupBy('observation.kind')
            .orderBy('observation.kind')
            .select((eb) => ['observation.kind as kind', eb.fn.countAll<number>().as('count')])
            .execute()
      return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]))
    },
    parties: (query = {}) => readParties(db, query),
  }
}

/** Rows with the files and artifacts they came from. */
export async function storedOf(
  db: Kysely<Schema>,
  rows: readonly ObservationTable[],
): Promise<StoredObservation[]> {
  const units = await readUnits(db, [...new Set(rows.map((row) => unitOfId(row.id)))])
  const shapes = await readShapes(db, [...new Set(rows.map((row) => row.shape_id))])
  return rows.map((row) => {
    const unit = units.get(unitOfId(row.id))!
    const { at, place, fields, raw } = decodeRecord(shapes.get(row.shape_id)!, row.record)
    return {
      id: row.id,
      sourceId: row.source_id,
      fileId: unit.fileId,
      artifact: unit.artifact,
      ordinal: ordinalOfId(row.id),
      observation: { kind: row.kind, at, where: { file: unit.file, place }, fields, raw },
    }
  })
}

export interface UnitFacts {
  readonly fileId: number | null
  readonly file: FileRef
  readonly path: string | null
  readonly artifact: { readonly id: string; readonly version: number }
}

/** Units by number; one FileRef per file, shared by its records. */
export async function readUnits(
  db: Kysely<Schema>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, UnitFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('unit')
    .leftJoin('file', 'file.id', 'unit.file_id')
    .where('unit.id', 'in', ids)
    .select([
      'unit.id',
      'unit.artifact',
      'unit.version',
      'file.id as fileId',
      'file.path',
      'file.sha256',
      'file.size_bytes',
      'file.domain',
      'file.logical_path',
    ])
    .execute()
  return new Map(
    rows.map((row) => {
      const path = row.path === null ? null : fromStoredText(row.path)
      const logical = logicalOf(row, path)
      const file = {
        sha256: (row.sha256 ?? '') as Sha256,
        path: path ?? '',
        sizeBytes: row.size_bytes ?? 0,
        ...(logical && { logical }),
      }
      return [
        row.id,
        { fileId: row.fileId, file, path, artifact: { id: row.artifact, version: row.version } },
      ]
    }),
  )
}

/** Where a file lay on the phone, where its path does not say so. */
function logicalOf(
  row: { readonly domain: string | null; readonly logical_path: string | null },
  path: string | null,
): FileRef['logical'] {
  if (row.logical_path === null) return undefined
  const logicalPath = fromStoredText(row.logical_path)
  if (row.domain === null) return logicalPath === path ? undefined : { path: logicalPath }
  return { domain: fromStoredText(row.domain), path: logicalPath }
}

interface Place {
  /** null: among those without a time. */
  readonly utc: number | null
  readonly id: number
}

const placeAfter = ({ utc, id }: ObservationTable): string =>
  utc === null ? makeCursor('n', id) : makeCursor('t', utc, id)

function readPlace(after: string | undefined): Result<Place | null> {
  if (after?.startsWith('n')) {
    const untimedPlace = readCursor('n', 1, after)
    return untimedPlace.ok ? ok({ utc: null, id: untimedPlace.value![0]! }) : untimedPlace
  }
  const place = readCursor('t', 2, after)
  if (!place.ok) return place
  return ok(place.value && { utc: place.value[0]!, id: place.value[1]! })
}

interface Selection {
  readonly filter: ObservationFilter
  readonly partyId: number | null
}

function timed(
  engine: Engine,
  { filter, partyId, place, limit }: Selection & { readonly place: Place | null; readonly limit: number },
) {
  // A party's timeline is its mentions' order: one index gives it, however few they are.
  const [utc, id] =
    partyId === null
      ? (['observation.utc', 'observation.id'] as const)
      : (['mention.utc', 'mention.observation_id'] as const)
  let query = matching(engine, { filter, partyId, isRanged: true })
    .where(utc, 'is not', null)
    .selectAll('observation')
    .orderBy(utc)
    .orderBy(id)
    .limit(limit)
  if (place)
    query = query
      .where(utc, '>=', place.utc)
      .where((eb) => eb.or([eb(utc, '>', place.utc), eb(id, '>', place.id)]))
  return query
}

function untimed(
  engine: Engine,
  { filter, partyId, afterId, limit }: Selection & { readonly afterId: number; readonly limit: number },
) {
  const [utc, id] =
    partyId === null
      ? (['observation.utc', 'observation.id'] as const)
      : (['mention.utc', 'mention.observation_id'] as const)
  return matching(engine, { filter, partyId, isRanged: false })
    .where(utc, 'is', null)
    .where(id, '>', afterId)
    .selectAll('observation')
    .orderBy(id)
    .limit(limit)
}

/** Observations under a filter; joined to mentions where a party is asked for. */
function matching(
  engine: Engine,
  { filter, partyId, isRanged }: Selection & { readonly isRanged: boolean },
): SelectQueryBuilder<Schema, 'observation' | 'mention', unknown> {
  const { kinds, sourceId, from, to, state, text } = filter
  let query = engine.db.selectFrom('observation') as unknown as SelectQueryBuilder<
    Schema,
    'observation' | 'mention',
    unknown
  >
  if (partyId !== null)
    query = query
      .innerJoin('mention', 'mention.observation_id', 'observation.id')
      .where('mention.party_id', '=', partyId) as typeof query
  const utc = partyId === null ? 'observation.utc' : 'mention.utc'
  if (kinds) query = query.where('observation.kind', 'in', kinds.length > 0 ? kinds : [''])
  if (sourceId !== undefined) query = query.where('observation.source_id', '=', sourceId)
  if (isRanged && from !== undefined) query = query.where(utc, '>=', from)
  if (isRanged && to !== undefined) query = query.where(utc, '<=', to)
  if (state !== undefined) query = query.where('observation.state', '=', state)
  if (text !== undefined && text !== '')
    query = query.where((eb) => engine.containsText(eb.ref('observation.search'), text))
  return query
}

/** The number of an identifier; null where none is asked for. */
async function partyIdOf(
  db: Kysely<Schema>,
  identifier: string | undefined,
): Promise<number | null | 'unknown'> {
  if (identifier === undefined) return null
  const row = await db
    .selectFrom('party')
    .select('id')
    .where('identifier', '=', toStoredText(identifier))
    .executeTakeFirst()
  return row?.id ?? 'unknown'
}

/** Filters that the counts kept while writing already answer. */
const isCounted = ({ from, to, party, state, text }: ObservationFilter): boolean =>
  from === undefined && to === undefined && party === undefined && state === undefined && !text

function counted(db: Kysely<Schema>, { kinds, sourceId }: ObservationFilter) {
  let query = db
    .selectFrom('unit_count')
    .innerJoin('unit', 'unit.id', 'unit_count.unit_id')
    .where('unit_count.what', '=', 'observation')
    .groupBy('unit_count.name')
    .orderBy('unit_count.name')
    .select((eb) => ['unit_count.name as kind', eb.fn.sum<number>('unit_count.count').as('count')])
  if (kinds) query = query.where('unit_count.name', 'in', kinds.length > 0 ? kinds : [''])
  if (sourceId !== undefined) query = query.where('unit.source_id', '=', sourceId)
  return query.execute()
}

async function readParties(
  db: Kysely<Schema>,
  { sourceId, limit = DEFAULT_PARTIES }: { readonly sourceId?: number; readonly limit?: number },
): Promise<readonly PartySeen[]> {
  let query = db
    .selectFrom('party_seen')
    .innerJoin('party', 'party.id', 'party_seen.party_id')
    .innerJoin('unit', 'unit.id', 'party_seen.unit_id')
    .groupBy(['party.identifier', 'unit.source_id', 'party_seen.kind', 'party_seen.role'])
    .select((eb) => [
      'party.identifier',
      'unit.source_id',
      'party_seen.kind',
      'party_seen.role',
      eb.fn.sum<number>('party_seen.count').as('count'),
      eb.fn.min('party_seen.first_utc').as('firstUtc'),
      eb.fn.max('party_seen.last_utc').as('lastUtc'),
    ])
    .orderBy('count', 'desc')
    .orderBy('party.identifier')
    .orderBy('unit.source_id')
    .orderBy('party_seen.kind')
    .orderBy('party_seen.role')
    .limit(limit)
  if (sourceId !== undefined) query = query.where('unit.source_id', '=', sourceId)
  return (await query.execute()).map((row) => ({
    party: fromStoredText(row.identifier),
    sourceId: row.source_id,
    kind: row.kind,
    role: row.role,
    count: Number(row.count),
    firstUtc: row.firstUtc as Utc | null,
    lastUtc: row.lastUtc as Utc | null,
  }))
}
