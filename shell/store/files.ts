// Files of a source, as intake listed them: the frame in which "read" and "not read" are counted.

import { type Digests, ok, type Result, refuse } from '@manumit/base'
import type { Kysely } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import { inTransaction, ROWS_PER_STATEMENT } from './engine.ts'
import type { FileFacts, FileStore, StoredFile } from './ports/sources.ts'
import type { FileTable, Schema } from './schema.ts'
import { requireWriting, type StoreContext } from './store-context.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Rows of eleven values each, under the parameter limit. */
const FILES_PER_STATEMENT = ROWS_PER_STATEMENT

export function makeFileStore(context: StoreContext): FileStore {
  const { engine } = context
  return {
    record: (sourceId, files) => recordFiles(context, sourceId, files),
    async page({ sourceId, read, after, limit }) {
      const cursor = readCursor('f', 2, after)
      if (!cursor.ok) return cursor
      let query = engine.db.selectFrom('file').selectAll().orderBy('source_id').orderBy('id').limit(limit)
      if (sourceId !== undefined) query = query.where('source_id', '=', sourceId)
      if (cursor.value) {
        const [source, id] = cursor.value as [number, number]
        query = query.where((eb) =>
          eb.or([eb('source_id', '>', source), eb.and([eb('source_id', '=', source), eb('id', '>', id)])]),
        )
      }
      if (read !== undefined)
        query = query.where((eb) => {
          const units = eb.selectFrom('unit').select('unit.id').whereRef('unit.file_id', '=', 'file.id')
          return read ? eb.exists(units) : eb.not(eb.exists(units))
        })
      const rows = await filesOf(engine.db, await query.execute())
      const last = rows.at(-1)
      return ok({
        rows,
        next: last && rows.length === limit ? makeCursor('f', last.sourceId, last.id) : null,
      })
    },
    async at(sourceId, path) {
      const row = await engine.db
        .selectFrom('file')
        .selectAll()
        .where('source_id', '=', sourceId)
        .where('path', '=', toStoredText(path))
        .executeTakeFirst()
      return row ? (await filesOf(engine.db, [row]))[0]! : null
    },
    withSha256: async (sha256) =>
      filesOf(
        engine.db,
        await engine.db.selectFrom('file').selectAll().where('sha256', '=', sha256).orderBy('id').execute(),
      ),
  }
}

async function recordFiles(
  context: StoreContext,
  sourceId: number,
  files: readonly FileFacts[],
): Promise<Result<void>> {
  const writing = requireWriting(context)
  if (!writing.ok) return writing
  return inTransaction(context.engine, async (trx) => {
    const source = await trx.selectFrom('source').select('id').where('id', '=', sourceId).executeTakeFirst()
    if (!source) return refuse('E_SOURCE_UNKNOWN', { source: sourceId })
    for (let i = 0; i < files.length; i += FILES_PER_STATEMENT)
      await trx
        .insertInto('file')
        .values(files.slice(i, i + FILES_PER_STATEMENT).map((file) => rowOf(sourceId, file)))
        .onConflict((conflict) =>
          conflict.columns(['source_id', 'path']).doUpdateSet((eb) => ({
            domain: eb.ref('excluded.domain'),
            logical_path: eb.ref('excluded.logical_path'),
            size_bytes: eb.ref('excluded.size_bytes'),
            md5: eb.ref('excluded.md5'),
            sha1: eb.ref('excluded.sha1'),
            sha256: eb.ref('excluded.sha256'),
            type: eb.ref('excluded.type'),
            type_reason: eb.ref('excluded.type_reason'),
          })),
        )
        .execute()
    return ok(undefined)
  })
}

const rowOf = (sourceId: number, { path, logical, sizeBytes, digests, recognised }: FileFacts) => ({
  source_id: sourceId,
  path: toStoredText(path),
  domain: logical.domain === undefined ? null : toStoredText(logical.domain),
  logical_path: toStoredText(logical.path),
  size_bytes: sizeBytes,
  md5: digests?.md5 ?? null,
  sha1: digests?.sha1 ?? null,
  sha256: digests?.sha256 ?? null,
  type: recognised?.type ?? null,
  type_reason: recognised === null ? null : toStoredText(recognised.reason),
})

type FileRow = Omit<FileTable, 'id'> & { readonly id: number }

async function filesOf(db: Kysely<Schema>, rows: readonly FileRow[]): Promise<StoredFile[]> {
  const readBy = await readersOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    path: fromStoredText(row.path),
    logical: {
      ...(row.domain !== null && { domain: fromStoredText(row.domain) }),
      path: fromStoredText(row.logical_path),
    },
    sizeBytes: row.size_bytes,
    digests: row.sha256 === null ? null : ({ md5: row.md5, sha1: row.sha1, sha256: row.sha256 } as Digests),
    recognised: row.type === null ? null : { type: row.type, reason: fromStoredText(row.type_reason ?? '') },
    readBy: readBy.get(row.id) ?? [],
  }))
}

async function readersOf(
  db: Kysely<Schema>,
  fileIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const readers = new Map<number, string[]>()
  for (let i = 0; i < fileIds.length; i += ROWS_PER_STATEMENT) {
    const units = await db
      .selectFrom('unit')
      .select(['file_id', 'artifact'])
      .where('file_id', 'in', fileIds.slice(i, i + ROWS_PER_STATEMENT))
      .orderBy('artifact')
      .execute()
    for (const { file_id, artifact } of units)
      readers.set(file_id, [...(readers.get(file_id) ?? []), artifact])
  }
  return readers
}
