// Brings a workspace's schema up to this version, each step in one transaction; never down, and never past what it knows.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import type { Engine } from './engine.ts'

export interface Migration {
  /** From 1, without gaps. */
  readonly version: number
  readonly name: string
  up(db: Kysely<unknown>, engine: Engine['name']): Promise<void>
}

/** Version of the newest migration. */
export const schemaVersionOf = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0

/** Applies what is missing. Refuses E_WORKSPACE_NEWER for a schema these migrations do not reach. */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  now: () => Utc,
): Promise<Result<number>> {
  await sql`create table if not exists schema_migration
    (version integer primary key, name text not null, applied_at bigint not null)`.execute(engine.db)
  const found = await schemaVersion(engine)
  const known = schemaVersionOf(migrations)
  if (found > known) return refuse('E_WORKSPACE_NEWER', { found, known })
  for (const { version, name, up } of migrations.filter((migration) => migration.version > found))
    await engine.db.transaction().execute(async (trx) => {
      await up(trx as unknown as Kysely<unknown>, engine.name)
      await trx.insertInto('schema_migration').values({ version, name, applied_at: now() }).execute()
    })
  return ok(known)
}

async function schemaVersion({ db }: Engine): Promise<number> {
  const row = await db
    .selectFrom('schema_migration')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}
