// Sources between rows and values; shared by the ports that give a source back.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { HolderRole, Scope } from '@manumit/model'
import type { Kysely } from 'kysely'
import type { Source, SourceCounts } from './ports/sources.ts'
import type { Schema, SourceTable } from './schema.ts'
import { fromStoredText } from './stored-text.ts'

type SourceRow = Omit<SourceTable, 'id'> & { readonly id: number }

/** A source with its counts. Refuses E_SOURCE_UNKNOWN. */
export async function readSource(db: Kysely<Schema>, id: number): Promise<Result<Source>> {
  const row = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? ok(sourceOf(row, await readCounts(db, id))) : refuse('E_SOURCE_UNKNOWN', { source: id })
}

export async function readSources(db: Kysely<Schema>): Promise<readonly Source[]> {
  const rows = await db.selectFrom('source').selectAll().orderBy('id').execute()
  const sources: Source[] = []
  for (const row of rows) sources.push(sourceOf(row, await readCounts(db, row.id)))
  return sources
}

/** A scope as one text: keys in a fixed order, kinds sorted. */
export const scopeText = ({ kinds, from, to }: Scope): string =>
  JSON.stringify({ ...(kinds && { kinds: [...kinds].sort() }), from, to })

export const scopeOf = (text: string): Scope => JSON.parse(text) as Scope

function sourceOf(row: SourceRow, counts: SourceCounts): Source {
  return {
    id: row.id,
    declaration: {
      name: row.name,
      authority: row.authority,
      holderRole: row.holder_role as HolderRole,
      scope: scopeOf(row.scope),
    },
    facts: {
      path: fromStoredText(row.path),
      treeKind: row.tree_kind,
      reason: row.reason,
      toolVersion: row.tool_version,
    },
    addedAt: row.added_at as Utc,
    addedBy: row.added_by,
    state: row.state,
    scopeRevision: row.scope_revision,
    counts,
  }
}

async function readCounts(db: Kysely<Schema>, sourceId: number): Promise<SourceCounts> {
  const counted = await db
    .selectFrom('unit_count')
    .innerJoin('unit', 'unit.id', 'unit_count.unit_id')
    .where('unit.source_id', '=', sourceId)
    .groupBy(['unit_count.what', 'unit_count.name'])
    .orderBy('unit_count.name')
    .select((eb) => ['unit_count.what', 'unit_count.name', eb.fn.sum<number>('unit_count.count').as('count')])
    .execute()
  const of = (what: string): Record<string, number> =>
    Object.fromEntries(counted.filter((row) => row.what === what).map((row) => [row.name, Number(row.count)]))
  return {
    ...(await countFiles(db, sourceId)),
    observations: of('observation'),
    issues: of('issue'),
    outOfScope: of('out-of-scope'),
  }
}

async function countFiles(db: Kysely<Schema>, sourceId: number) {
  const { files } = await db
    .selectFrom('file')
    .where('source_id', '=', sourceId)
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .executeTakeFirstOrThrow()
  const { filesRead } = await db
    .selectFrom('unit')
    .where('source_id', '=', sourceId)
    .where('file_id', '!=', 0)
    .select((eb) => eb.fn.count<number>('file_id').distinct().as('filesRead'))
    .executeTakeFirstOrThrow()
  return { files: Number(files), filesRead: Number(filesRead) }
}
