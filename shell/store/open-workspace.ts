// Opening a workspace on disk: that it is there, is one, is whole, is private, and is not being written by another. The
// only place of this package that meets the file system's refusals.

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse } from '@manumit/base'
import type { OpenRequest, OpenWorkspace, Workspace } from './ports/workspace.ts'
import { APPLICATION_ID, makeSqliteEngine } from './sqlite-engine.ts'
import { workspaceOn } from './workspace.ts'
import {
  databasePath,
  lockForWriting,
  makePrivateFolder,
  requirePrivate,
  type WriterLock,
} from './workspace-folder.ts'

/** Of the SQLite file format: header size, and the offsets of page size, page count, text encoding and application id. */
const HEADER_BYTES = 100
const PAGE_SIZE_AT = 16
const PAGE_COUNT_AT = 28
const APPLICATION_ID_AT = 68
const MAGIC = 'SQLite format 3\0'

export const openWorkspace: OpenWorkspace = async (request) => {
  const { folder, create, access = 'write', isLockHeld = false } = request
  const path = databasePath(folder)
  // An empty file is a making cut short; a database without a workspace in it too, and workspaceOn makes it good.
  const exists = existsSync(path) && statSync(path).size > 0
  if (!exists && !create) return refuse('E_WORKSPACE_ABSENT', { folder })
  if (!exists) makePrivateFolder(folder)
  const sound = exists ? requireSound(path) : ok(undefined)
  if (!sound.ok) return sound
  const isPrivate = requirePrivate(folder)
  if (!isPrivate.ok) return isPrivate
  const lock: Result<WriterLock> =
    (access === 'write' || !exists) && !isLockHeld ? lockForWriting(folder) : ok({ release: () => {} })
  if (!lock.ok) return lock
  const opened = await openDatabase(path, request)
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  return ok({
    ...opened.value,
    close: async () => {
      await opened.value.close()
      lock.value.release()
    },
  })
}

async function openDatabase(path: string, request: OpenRequest): Promise<Result<Workspace>> {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path)
    const engine = makeSqliteEngine(database, { isNew: statSync(path).size === 0 })
    const opened = await workspaceOn(engine, request)
    if (!opened.ok) await engine.close()
    return opened
  } catch (error) {
    if (database?.isOpen) database.close()
    const detail = damageOf(error)
    if (detail === null) throw error
    return refuse('E_WORKSPACE_DAMAGED', { path, detail })
  }
}

/** What can be seen without opening: that it is SQLite, ours, and not cut short. */
function requireSound(path: string): Result<void> {
  const header = readHeader(path)
  if (header.subarray(0, 16).toString('latin1') !== MAGIC) return refuse('E_WORKSPACE_FORMAT', { path })
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) return refuse('E_WORKSPACE_FORMAT', { path })
  // A write-ahead log may hold the pages that the file does not have yet.
  const wal = `${path}-wal`
  if (existsSync(wal) && statSync(wal).size > 0) return ok(undefined)
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT) === 1 ? 65_536 : header.readUInt16BE(PAGE_SIZE_AT)
  const expected = header.readUInt32BE(PAGE_COUNT_AT) * pageSize
  const found = statSync(path).size
  return found < expected
    ? refuse('E_WORKSPACE_DAMAGED', { path, detail: `${found} bytes where its header says ${expected}` })
    : ok(undefined)
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  readSync(file, header, 0, HEADER_BYTES, 0)
  closeSync(file)
  return header
}

/** SQLITE_CORRUPT (11), SQLITE_NOTADB (26), and 1 where the tables are not there: the file is damaged. */
function damageOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  return [1, 11, 26].includes(Number(error.errcode) & 0xff) ? error.message : null
}
