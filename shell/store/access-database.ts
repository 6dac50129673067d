// access.db: its tables, and that it is private, whole and not newer than this version.

import { closeSync, existsSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse } from '@manumit/base'
import { requirePrivatePath } from './workspace-folder.ts'

/** Marks the file in its header: "MNMA". */
const APPLICATION_ID = 0x4d4e4d41

/** One entry a version, from 1; `user_version` says how many are done. */
const STEPS: readonly string[] = [
  `create table account (
     key text primary key, name text not null, role text not null, state text not null,
     created_at integer not null, last_seen_at integer, password_hash text, recovery_hash text not null
   ) strict;
   create table passkey (
     credential_id text primary key, account text not null references account (key),
     public_key blob not null, counter integer not null, transports text not null
   ) strict;
   create table link (
     hash text primary key, purpose text not null, role text not null, account text, made_by text not null,
     expires_at integer not null, used_at integer
   ) strict;
   create table session (
     hash text primary key, account text not null references account (key),
     created_at integer not null, seen_at integer not null
   ) strict;
   create table approval (
     id text primary key, route text not null, input text not null, reason text not null,
     requested_by text not null, requested_at integer not null, state text not null,
     decided_by text, decided_at integer, decision_reason text
   ) strict;
   create table job (
     id text primary key, kind text not null, subject text not null, state text not null, started_by text not null,
     started_at integer not null, ended_at integer, request text not null, progress text not null,
     refusal text not null, files text not null, counts text not null
   ) strict;
   create table upload (
     id text primary key, name text not null, size_bytes integer not null, by text not null,
     started_at integer not null
   ) strict;`,
  'alter table upload add column modified_at integer;',
]

const BUSY_MILLISECONDS = 10_000

export const accessPath = (folder: string): string => join(folder, 'access.db')

/** Refuses E_WORKSPACE_NOT_PRIVATE, E_WORKSPACE_NEWER, E_WORKSPACE_DAMAGED. */
export function openAccessDatabase(folder: string): Result<DatabaseSync> {
  const path = accessPath(folder)
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  const isPrivate = requirePrivatePath(path)
  if (!isPrivate.ok) return isPrivate
  const database = new DatabaseSync(path)
  const ready = prepare(database, { path, isNew: statSync(path).size === 0 })
  if (!ready.ok) database.close()
  return ready.ok ? ok(database) : ready
}

function prepare(
  database: DatabaseSync,
  { path, isNew }: { readonly path: string; readonly isNew: boolean },
): Result<void> {
  try {
    database.exec(`pragma busy_timeout = ${BUSY_MILLISECONDS}`)
    if (isNew) database.exec(`pragma application_id = ${APPLICATION_ID}`)
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
    const found = Number(database.prepare('pragma user_version').get()?.user_version)
    if (found > STEPS.length) return refuse('E_WORKSPACE_NEWER', { found, known: STEPS.length })
    for (let version = found; version < STEPS.length; version++)
      database.exec(`begin immediate; ${STEPS[version]}; pragma user_version = ${version + 1}; commit`)
    return ok(undefined)
  } catch (error) {
    const detail = damageOf(error)
    if (detail === null) throw error
    return refuse('E_WORKSPACE_DAMAGED', { path, detail })
  }
}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26). */
function damageOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  return [11, 26].includes(Number(error.errcode) & 0xff) ? error.message : null
}

/** All of the work or none of it. */
export function atOnce<T>(database: DatabaseSync, work: () => T): T {
  database.exec('begin immediate')
  try {
    const value = work()
    database.exec('commit')
    return value
  } finally {
    if (database.isTransaction) database.exec('rollback')
  }
}
