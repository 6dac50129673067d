// The table of shapes: the names that a store's records have in common, each list of names once.

import type { Kysely, Transaction } from 'kysely'
import { type RecordShape, shapeOf } from './record-shape.ts'
import type { Schema } from './schema.ts'

/** Shapes whose numbers the writer remembers: a phone's records have a few hundred. */
const REMEMBERED_SHAPES = 10_000

/** Numbers of these shapes, adding those that are new. `known` holds numbers by text from batch to batch. */
export async function numberShapes(
  trx: Transaction<Schema>,
  texts: readonly string[],
  known: Map<string, number>,
): Promise<readonly number[]> {
  if (known.size > REMEMBERED_SHAPES) known.clear()
  const ids: number[] = []
  for (const keys of texts) {
    const id = known.get(keys) ?? (await numberShape(trx, keys))
    known.set(keys, id)
    ids.push(id)
  }
  return ids
}

async function numberShape(trx: Transaction<Schema>, keys: string): Promise<number> {
  const found = await trx.selectFrom('shape').select('id').where('keys', '=', keys).executeTakeFirst()
  if (found) return found.id
  const { id } = await trx.insertInto('shape').values({ keys }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Shapes by number. */
export async function readShapes(
  db: Kysely<Schema>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, RecordShape>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('shape').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, keys }) => [id, shapeOf(keys)]))
}
