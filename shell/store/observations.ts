// Observations read back: the timeline page by page, counts, and the parties that records name.
// Order is (UTC, id); those without a UTC come last. An id is unit and ordinal, so equal times keep the order of reading.

import { ok, type Sha256, type Utc } from '@manumit/base'
import type { FileRef } from '@manumit/model'
import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import { readExtent, readHistogram, readKindCounts } from './histogram.ts'
import { readPlaced } from './placed.ts'
import type { ObservationStore, PartySeen, StoredObservation } from './ports/observations.ts'
import { decodeRecord } from './record-shape.ts'
import { type ObservationTable, ordinalOfId, type Schema, unitOfId } from './schema.ts'
import { readShapes } from './shapes.ts'
import { fromStoredText } from './stored-text.ts'
import { findPage } from './timeline-page.ts'

const DEFAULT_PARTIES = 1000

export function makeObservationStore(engine: Engine): ObservationStore {
  const { db } = engine
  return {
    async page(query) {
      const found = await findPage(engine, query)
      if (!found.ok) return found
      return ok({ rows: await storedByIds(db, found.value.ids), next: found.value.next })
    },
    async get(id) {
      return (await storedByIds(db, [id]))[0] ?? null
    },
    countByKind: (filter = {}) => readKindCounts(engine, filter),
    histogram: ({ spans, ...filter }) => readHistogram(engine, filter, spans),
    async extent(filter = {}) {
      const extent = await readExtent(engine, filter)
      return { firstUtc: (extent?.from ?? null) as Utc | null, lastUtc: (extent?.to ?? null) as Utc | null }
    },
    async places({ limit, ...filter }) {
      const { ids, ...counts } = await readPlaced(engine, filter, limit)
      return { rows: await storedByIds(db, ids), ...counts }
    },
    parties: (query = {}) => readParties(db, query),
  }
}

/** Observations by their ids, in that order; one that is not there is left out. */
export async function storedByIds(
  db: Kysely<Schema>,
  ids: readonly number[],
): Promise<readonly StoredObservation[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('observation').selectAll().where('id', 'in', ids).execute()
  const byId = new Map((await storedOf(db, rows)).map((stored) => [stored.id, stored]))
  return ids.flatMap((id) => byId.get(id) ?? [])
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
