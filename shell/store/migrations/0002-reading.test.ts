// A workspace of version 1, made by the first migration and filled as that version did, answers after its upgrade as a
// workspace that was made today.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PGlite } from '@electric-sql/pglite'
import type { Result, Utc } from '@manumit/base'
import { isIssue } from '@manumit/base'
import type { Observation } from '@manumit/model'
import { inventedPowers } from '@manumit/testing'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { inventedFile, inventedItems } from '../../../testing/invented-messages.ts'
import type { Engine } from '../engine.ts'
import { encodeItems, makePostgresEngine, type Workspace, workspaceOn } from '../index.ts'
import { migrate } from '../migrate.ts'
import { makeSqliteEngine } from '../sqlite-engine.ts'
import { workspaceMigration } from './0001-workspace.ts'

const PATH = 'sms.db'
const ITEMS = 120

/** Messages with threads, parties, issues and times unset; pictures that state a place, and odd names. */
function items() {
  const file = inventedFile(PATH)
  return [...inventedItems(ITEMS, file)].map((item, i) => {
    if (isIssue(item) || i % 9 !== 0) return item
    if (i % 2 === 0) return { ...item, fields: { ...item.fields, thread: 'odd\0 thread' } } as Observation
    const place = { latitude: 50, longitude: i }
    return { ...item, kind: 'picture', fields: { place, fileName: `${i}.jpg` } } as unknown as Observation
  })
}

async function fill(workspace: Workspace): Promise<void> {
  const declaration = { name: 'EX-1', authority: null, holderRole: 'unknown', scope: {} } as const
  const facts = { path: '/invented', treeKind: 'folder', reason: 'invented', toolVersion: '0' }
  must(await workspace.sources.add(declaration, facts))
  const { sha256, sizeBytes } = inventedFile(PATH)
  const digests = { md5: '', sha1: '', sha256 } as never
  must(
    await workspace.files.record(1, [
      { path: PATH, logical: { path: PATH }, sizeBytes, digests, recognised: null },
    ]),
  )
  must(await workspace.ingest.startSource(1))
  const { unitId } = must(
    await workspace.ingest.begin({ sourceId: 1, path: PATH, artifact: { id: 'ios.sms', version: 1 } }),
  )
  must(await workspace.ingest.commit(unitId, encodeItems(items(), { scope: {}, firstOrdinal: 0 })))
  must(await workspace.ingest.finish(unitId, { items: ITEMS }))
  must(await workspace.ingest.finishSource(1))
}

/** The tables of version 1, with what a workspace of today holds in them. */
async function copyAsVersion1(from: Engine, to: Engine): Promise<void> {
  must(await migrate(to, [workspaceMigration], () => 0 as Utc))
  const copied = {
    workspace: '*',
    source: '*',
    file: '*',
    unit: 'id, source_id, file_id, artifact, version, scope_revision, committed, indexed, done',
    unit_count: '*',
    observation: 'id, kind, utc, source_id, state, shape_id, record, search',
    shape: '*',
    issue: '*',
    party: '*',
    mention: 'observation_id, party_id, case when utc = 9007199254740991 then null else utc end as utc',
    party_seen: '*',
    audit: '*',
  }
  await to.db.transaction().execute(async (trx) => {
    for (const [table, columns] of Object.entries(copied)) {
      const { rows } = await sql<
        Record<string, unknown>
      >`select ${sql.raw(columns)} from ${sql.table(table)}`.execute(from.db)
      const values = rows.map((row) => sql`(${sql.join(Object.values(row))})`)
      await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(rows[0]!).map((name) => sql.ref(name)))})
        values ${sql.join(values)}`.execute(trx)
    }
  })
}

const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'manumit-upgrade-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    return makeSqliteEngine(new DatabaseSync(join(folder, 'a.db')), { isNew: true })
  },
  PostgreSQL: async () => makePostgresEngine(await PGlite.create()),
}

// Two PostgreSQLs take long to start: only where there is time. Their SQL is the same, and each store of the suite is migrated.
it.each(
  process.env.CI ? Object.keys(engines) : ['SQLite'],
)('upgrades a workspace of version 1 on %s', async (name) => {
  const freshEngine = await engines[name]!()
  const fresh = must(
    await workspaceOn(freshEngine, { create: { kind: 'case', name: 'upgrade' }, powers: inventedPowers() }),
  )
  onTestFinished(() => fresh.close())
  await fill(fresh)
  const oldEngine = await engines[name]!()
  await copyAsVersion1(freshEngine, oldEngine)
  const upgraded = must(await workspaceOn(oldEngine, { powers: inventedPowers() }))
  onTestFinished(() => upgraded.close())
  expect(upgraded.info.schemaVersion).toBe(fresh.info.schemaVersion)

  const other = '+15555550110'
  for (const read of [
    (each: Workspace) => each.observations.page({ limit: 500 }),
    (each: Workspace) => each.observations.page({ party: other, limit: 500 }),
    (each: Workspace) => each.observations.histogram({ spans: 100 }),
    (each: Workspace) => each.observations.histogram({ state: 'superseded', spans: 10 }),
    (each: Workspace) => each.observations.countByKind({ party: other }),
    (each: Workspace) => each.observations.places({ limit: 100 }),
    (each: Workspace) => each.conversations.page({ limit: 200 }),
    (each: Workspace) =>
      each.conversations.messages({
        sourceId: 1,
        fileId: 1,
        thread: 'odd\0 thread',
        direction: 'older',
        limit: 100,
      }),
  ])
    expect(await read(upgraded)).toEqual(await read(fresh))
  // Tables alike too, so that what is counted further is counted from the same.
  for (const table of ['record_count', 'thread_party', 'placed', 'mention'])
    expect(await rowsOf(oldEngine, table)).toEqual(await rowsOf(freshEngine, table))
}, 300_000)

async function rowsOf({ db }: Engine, table: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}
