// A workspace's sources, files, observations and issues as lines of JSON, ordered by what they are and not by when they
// were written. No clock value, no random id: two ingests of the same evidence in the same way give the same bytes.

import type { Kysely } from 'kysely'
import { canonicalJson } from './canonical-json.ts'
import { decodeRecord } from './record-shape.ts'
import { idOf, ordinalOfId, type Schema } from './schema.ts'
import { readShapes } from './shapes.ts'
import { toStoredJson } from './stored-json.ts'
import { fromStoredText } from './stored-text.ts'

/** Rows read at a time. */
const ROWS_AT_A_TIME = 5000

/** The lines of a workspace's database; Workspace.dump gives them. */
export async function* dumpLines(db: Kysely<Schema>): AsyncIterable<string> {
  const sources = await db.selectFrom('source').selectAll().orderBy('id').execute()
  for (const { added_at: _, added_by: __, ...source } of sources) {
    yield canonicalJson({ row: 'source', ...source, path: fromStoredText(source.path) })
    yield* dumpFiles(db, source.id)
    yield* dumpUnits(db, source.id)
  }
}

async function* dumpFiles(db: Kysely<Schema>, sourceId: number): AsyncIterable<string> {
  const files = await db.selectFrom('file').selectAll().where('source_id', '=', sourceId).execute()
  for (const { id: _, ...file } of files.sort(by((row) => row.path)))
    yield canonicalJson({ row: 'file', ...file })
}

async function* dumpUnits(db: Kysely<Schema>, sourceId: number): AsyncIterable<string> {
  const units = await db
    .selectFrom('unit')
    .leftJoin('file', 'file.id', 'unit.file_id')
    .where('unit.source_id', '=', sourceId)
    .select([
      'unit.id',
      'file.path',
      'unit.artifact',
      'unit.version',
      'unit.scope_revision',
      'unit.committed',
      'unit.done',
    ])
    .execute()
  for (const { id, path, ...unit } of units.sort(by((row) => `${row.path ?? ''}\0${row.artifact}`))) {
    const counts = await db
      .selectFrom('unit_count')
      .select(['what', 'name', 'count'])
      .where('unit_id', '=', id)
      .execute()
    const key = { source: sourceId, path, artifact: unit.artifact }
    yield canonicalJson({
      row: 'unit',
      ...key,
      ...unit,
      counts: counts.map(({ what, name, count }) => `${what} ${name} ${count}`).sort(),
    })
    yield* dumpObservations(db, { unitId: id, key })
    yield* dumpIssues(db, { unitId: id, key })
  }
}

interface RowsOfUnit {
  readonly unitId: number
  readonly key: { readonly source: number; readonly path: string | null; readonly artifact: string }
}

/** Records in full, by no number of their shape: shapes are numbered as they come. */
async function* dumpObservations(db: Kysely<Schema>, { unitId, key }: RowsOfUnit): AsyncIterable<string> {
  for await (const rows of pages(unitId, (after, end) =>
    db
      .selectFrom('observation')
      .selectAll()
      .where('id', '>', after)
      .where('id', '<', end)
      .orderBy('id')
      .limit(ROWS_AT_A_TIME)
      .execute(),
  )) {
    const shapes = await readShapes(db, [...new Set(rows.map((row) => row.shape_id))])
    for (const { id, source_id: _, thread_id: __, shape_id, record, ...row } of rows) {
      const { at, place, fields, raw } = decodeRecord(shapes.get(shape_id)!, record)
      const whole = toStoredJson({ at, place, fields, raw })
      yield canonicalJson({ row: 'observation', ...key, ordinal: ordinalOfId(id), ...row, record: whole })
    }
  }
}

async function* dumpIssues(db: Kysely<Schema>, { unitId, key }: RowsOfUnit): AsyncIterable<string> {
  for await (const rows of pages(unitId, (after, end) =>
    db
      .selectFrom('issue')
      .selectAll()
      .where('id', '>', after)
      .where('id', '<', end)
      .orderBy('id')
      .limit(ROWS_AT_A_TIME)
      .execute(),
  ))
    for (const { id, source_id: _, ...row } of rows)
      yield canonicalJson({ row: 'issue', ...key, ordinal: ordinalOfId(id), ...row })
}

/** A unit's rows of a table, in their order; `read` gives the rows after an id and before an end. */
async function* pages<Row extends { readonly id: number }>(
  unitId: number,
  read: (after: number, end: number) => Promise<readonly Row[]>,
): AsyncIterable<readonly Row[]> {
  let after = idOf(unitId, 0) - 1
  for (;;) {
    const rows = await read(after, idOf(unitId + 1, 0))
    yield rows
    if (rows.length < ROWS_AT_A_TIME) return
    after = rows.at(-1)!.id
  }
}

const by =
  <Row>(key: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
