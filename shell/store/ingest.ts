// Crash-safe ingest. A batch's rows and the unit's progress stand in one transaction, so that at any moment the store
// holds exactly the items it says it holds; whoever goes on after a kill skips as many and ends with the same rows.

import { ok, type Result, refuse } from '@manumit/base'
import type { Kysely, Transaction } from 'kysely'
import { appendEntry } from './audit-log.ts'
import { inTransaction } from './engine.ts'
import { writeMentions } from './mentions.ts'
import { writePlaced } from './placed.ts'
import type { IngestStore, IngestUnit, UnitProgress } from './ports/ingest.ts'
import type { Source } from './ports/sources.ts'
import { countRecords } from './record-counts.ts'
import type { RowBatch } from './row-batch.ts'
import { MAX_UNITS, ORDINALS_PER_UNIT, type Schema, type UnitTable } from './schema.ts'
import { numberShapes } from './shapes.ts'
import { readSource, scopeOf } from './source-rows.ts'
import { inLoggedTransaction, requireWriting, type StoreContext } from './store-context.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'
import { countThreads, type KnownThreads, numberThreads } from './threads.ts'
import { clearUnit } from './unit-clearing.ts'

type UnitRow = Omit<UnitTable, 'id' | 'linked'> & { readonly id: number }
type Trx = Transaction<Schema>

export function makeIngestStore(context: StoreContext): IngestStore {
  const { engine } = context
  const partyIds = new Map<string, number>()
  const shapeIds = new Map<string, number>()
  const knownThreads: KnownThreads = { unitId: -1, ids: new Map() }

  async function write(trx: Trx, unit: UnitRow, batch: RowBatch): Promise<Result<void>> {
    if (batch.firstOrdinal !== unit.committed)
      return refuse('E_INGEST_GAP', { expected: unit.committed, found: batch.firstOrdinal })
    const committed = unit.committed + batch.items
    if (committed > ORDINALS_PER_UNIT) throw new RangeError('A unit holds at most 2^32 items.')
    const owner = { unitId: unit.id, sourceId: unit.source_id }
    const shapes = await numberShapes(trx, batch.observations.shapes, shapeIds)
    const threadIds = await numberThreads(trx, { unitId: unit.id, batch, known: knownThreads })
    await engine.bulk.observations(trx, { ...owner, shapeIds: shapes, threadIds }, batch.observations)
    await engine.bulk.issues(trx, owner, batch.issues)
    const parties = await writeMentions(trx, { engine, owner, batch, partyIds })
    await countThreads(trx, { engine, batch, threadIds, partyIds: parties })
    await countRecords(trx, { engine, sourceId: unit.source_id, columns: batch.observations })
    await writePlaced(trx, owner, batch.observations)
    await addCounts(trx, unit.id, batch)
    await trx.updateTable('unit').set({ committed }).where('id', '=', unit.id).execute()
    return ok(undefined)
  }

  /** The numbers of parties, shapes and threads first met in an undone transaction are gone with it. */
  function forgetNumbers(): void {
    knownThreads.unitId = -1
    partyIds.clear()
    shapeIds.clear()
  }

  /** A refusal undoes what the transaction did before it. */
  async function writeOrUndo(work: (trx: Trx) => Promise<Result<void>>): Promise<Result<void>> {
    const trx = await engine.db.startTransaction().execute()
    try {
      const done = await work(trx)
      if (!done.ok) forgetNumbers()
      await (done.ok ? trx.commit() : trx.rollback()).execute()
      return done
    } catch (error) {
      forgetNumbers()
      if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute()
      throw error
    }
  }

  return {
    async startSource(sourceId) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const found = await readSource(engine.db, sourceId)
      if (!found.ok) return found
      const resumed = await hasUnits(engine.db, found.value)
      await inLoggedTransaction(context, async (trx) => {
        await trx.updateTable('source').set({ state: 'reading' }).where('id', '=', sourceId).execute()
        const action = resumed ? 'ingest.resumed' : 'ingest.started'
        const data = {
          toolVersion: found.value.facts.toolVersion,
          scopeRevision: found.value.scopeRevision,
        }
        return { value: undefined, act: { action, subject: `source:${sourceId}`, data } }
      })
      return ok({ source: { ...found.value, state: 'reading' }, resumed })
    },

    async begin(unit) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      return inTransaction(engine, (trx) => beginUnit(context, trx, unit))
    },

    async commit(unitId, batch) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      return writeOrUndo(async (trx) => {
        const unit = await readUnit(trx, unitId)
        return unit && unit.done === 0 ? write(trx, unit, batch) : refuse('E_INGEST_UNIT', { unit: unitId })
      })
    },

    async finish(unitId, { items }) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      return inTransaction(engine, (trx) => finishUnit(trx, unitId, items))
    },

    async commitWhole(units) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      return writeOrUndo(async (trx) => {
        for (const { unit, batch } of units) {
          const begun = await beginUnit(context, trx, unit)
          if (!begun.ok) return begun
          if (begun.value.done) continue
          const row = (await readUnit(trx, begun.value.unitId))!
          const written = await write(trx, row, batch)
          if (!written.ok) return written
          const finished = await finishUnit(trx, row.id, batch.items)
          if (!finished.ok) return finished
        }
        return ok(undefined)
      })
    },

    async finishSource(sourceId) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const open = await requireUnitsDone(engine.db, sourceId)
      if (!open.ok) return open
      const read = await readSource(engine.db, sourceId)
      if (!read.ok) return read
      await inLoggedTransaction(context, async (trx) => {
        await trx.updateTable('source').set({ state: 'complete' }).where('id', '=', sourceId).execute()
        const artifacts = await artifactsOf(trx, sourceId)
        const data = { ...read.value.counts, artifacts, scopeRevision: read.value.scopeRevision }
        return { value: undefined, act: { action: 'ingest.finished', subject: `source:${sourceId}`, data } }
      })
      return ok({ ...read.value, state: 'complete' })
    },
  }
}

async function beginUnit(
  context: StoreContext,
  trx: Trx,
  { sourceId, path, artifact }: IngestUnit,
): Promise<Result<UnitProgress>> {
  const source = await trx
    .selectFrom('source')
    .select(['scope', 'scope_revision'])
    .where('id', '=', sourceId)
    .executeTakeFirst()
  if (!source) return refuse('E_SOURCE_UNKNOWN', { source: sourceId })
  const fileId = path === null ? 0 : await fileIdOf(trx, sourceId, path)
  if (fileId === undefined) return refuse('E_FILE_UNKNOWN', { source: sourceId, path: path ?? '' })
  const scope = scopeOf(source.scope)
  const fresh = { version: artifact.version, scope_revision: source.scope_revision, committed: 0, done: 0 }
  const found = await trx
    .selectFrom('unit')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('file_id', '=', fileId)
    .where('artifact', '=', artifact.id)
    .executeTakeFirst()
  if (!found) {
    const { id } = await trx
      .insertInto('unit')
      .values({ source_id: sourceId, file_id: fileId, artifact: artifact.id, indexed: 0, ...fresh })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (id >= MAX_UNITS) throw new RangeError(`A workspace holds fewer than ${MAX_UNITS} units.`)
    return ok({ unitId: id, committed: 0, done: false, scope })
  }
  if (found.version === artifact.version && found.scope_revision === source.scope_revision)
    return ok({ unitId: found.id, committed: found.committed, done: found.done === 1, scope })
  // Another version, or a wider scope: what was read is read anew from the evidence, which is still there.
  await clearUnit(context.engine, trx, found)
  await trx.updateTable('unit').set(fresh).where('id', '=', found.id).execute()
  if (found.version !== artifact.version)
    await appendEntry(trx, context.powers, {
      action: 'ingest.replaced',
      subject: `source:${sourceId}`,
      data: { artifact: artifact.id, path, before: found.version, after: artifact.version },
    })
  return ok({ unitId: found.id, committed: 0, done: false, scope })
}

async function fileIdOf(trx: Trx, sourceId: number, path: string): Promise<number | undefined> {
  const row = await trx
    .selectFrom('file')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('path', '=', toStoredText(path))
    .executeTakeFirst()
  return row?.id
}

const readUnit = (db: Kysely<Schema>, id: number): Promise<UnitRow | undefined> =>
  db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst()

async function finishUnit(trx: Trx, unitId: number, items: number): Promise<Result<void>> {
  const unit = await readUnit(trx, unitId)
  if (!unit) return refuse('E_INGEST_UNIT', { unit: unitId })
  if (unit.committed !== items) return refuse('E_INGEST_COUNT', { items, committed: unit.committed })
  await trx.updateTable('unit').set({ done: 1 }).where('id', '=', unitId).execute()
  return ok(undefined)
}

async function addCounts(trx: Trx, unitId: number, batch: RowBatch): Promise<void> {
  const { observations, issues, outOfScope } = batch
  const kept = tally(observations.count, (i) => observations.kinds[observations.kind[i]!]!)
  const odd = tally(issues.count, (i) => issues.codes[i]!)
  const rows = [
    ...[...kept].map(([name, count]) => ({ unit_id: unitId, what: 'observation' as const, name, count })),
    ...[...odd].map(([name, count]) => ({ unit_id: unitId, what: 'issue' as const, name, count })),
    ...Object.entries(outOfScope).map(([name, count]) => ({
      unit_id: unitId,
      what: 'out-of-scope' as const,
      name,
      count,
    })),
  ]
  if (rows.length === 0) return
  await trx
    .insertInto('unit_count')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'what', 'name'])
        .doUpdateSet((eb) => ({ count: eb('unit_count.count', '+', eb.ref('excluded.count')) })),
    )
    .execute()
}

function tally(count: number, nameAt: (i: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i < count; i++) counts.set(nameAt(i), (counts.get(nameAt(i)) ?? 0) + 1)
  return counts
}

/** Was reading begun and not brought to its end? A complete source read anew starts again. */
async function hasUnits(db: Kysely<Schema>, source: Source): Promise<boolean> {
  if (source.state === 'complete') return false
  const unit = await db
    .selectFrom('unit')
    .select('id')
    .where('source_id', '=', source.id)
    .where('scope_revision', '=', source.scopeRevision)
    .limit(1)
    .executeTakeFirst()
  return unit !== undefined
}

async function requireUnitsDone(db: Kysely<Schema>, sourceId: number): Promise<Result<void>> {
  const open = await db
    .selectFrom('unit')
    .leftJoin('file', 'file.id', 'unit.file_id')
    .innerJoin('source', 'source.id', 'unit.source_id')
    .where('unit.source_id', '=', sourceId)
    .where((eb) =>
      eb.or([eb('unit.done', '=', 0), eb('unit.scope_revision', '!=', eb.ref('source.scope_revision'))]),
    )
    .orderBy('unit.id')
    .select(['unit.artifact', 'file.path'])
    .execute()
  const first = open[0]
  return first
    ? refuse('E_INGEST_OPEN', {
        source: sourceId,
        units: open.length,
        artifact: first.artifact,
        path: first.path === null ? '' : fromStoredText(first.path),
      })
    : ok(undefined)
}

/** What read the source, for the log: artifact, version, and over how many files. */
async function artifactsOf(trx: Trx, sourceId: number) {
  const rows = await trx
    .selectFrom('unit')
    .where('source_id', '=', sourceId)
    .groupBy(['artifact', 'version'])
    .orderBy('artifact')
    .orderBy('version')
    .select((eb) => ['artifact', 'version', eb.fn.countAll<number>().as('units')])
    .execute()
  return rows.map(({ artifact, version, units }) => ({ artifact, version, units: Number(units) }))
}
