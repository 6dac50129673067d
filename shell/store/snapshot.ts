// A consistent copy of a workspace's databases while others work on them. A copy opens no door: it holds no session and no
// link.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse } from '@manumit/base'
import { accessPath } from './access-database.ts'
import { databasePath, makePrivateFile } from './workspace-folder.ts'

/**
 * Copies `workspace.db` and, where there is one, `access.db` of `folder` into `target`, a folder that is there and private.
 * Each is one read transaction. Refuses E_WORKSPACE_ABSENT.
 *
 * @returns names of the files made
 */
export function snapshotWorkspace(folder: string, target: string): Result<readonly string[]> {
  if (!existsSync(databasePath(folder))) return refuse('E_WORKSPACE_ABSENT', { folder })
  copyDatabase(databasePath(folder), join(target, 'workspace.db'))
  if (!existsSync(accessPath(folder))) return ok(['workspace.db'])
  const access = join(target, 'access.db')
  copyDatabase(accessPath(folder), access)
  const copy = new DatabaseSync(access)
  try {
    // Overwritten, not only forgotten.
    copy.exec('pragma secure_delete = on; delete from session; delete from link; vacuum')
  } finally {
    copy.close()
  }
  return ok(['workspace.db', 'access.db'])
}

function copyDatabase(from: string, to: string): void {
  makePrivateFile(to)
  const database = new DatabaseSync(from)
  try {
    database.exec('pragma busy_timeout = 10000')
    database.prepare('vacuum into ?').run(to)
  } finally {
    database.close()
  }
}
