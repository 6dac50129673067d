// Where workspaces lie on disk, that only their owner can read them, and that only one program writes to one.

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse } from '@manumit/base'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
const OTHERS = 0o077

export const databasePath = (folder: string): string => join(folder, 'workspace.db')

/**
 * The folder of the workspace of this name under the user's data folder: `$XDG_DATA_HOME` or `~/.local/share` on Linux,
 * `~/Library/Application Support` on macOS, `%APPDATA%` on Windows; there `manumit/workspaces/<name>`.
 *
 * @param name  one folder name; characters that a file system reads as more are replaced by `_`
 */
export function defaultWorkspaceFolder({
  name,
  env,
  platform = process.platform,
  home = homedir(),
}: {
  readonly name: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
  readonly home?: string
}): string {
  const folderName = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_').replace(/^\.+|[. ]+$/g, '_')
  return join(dataFolder({ env, platform, home }), 'manumit', 'workspaces', folderName)
}

function dataFolder({
  env,
  platform,
  home,
}: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}): string {
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  // The XDG specification: a relative path is to be ignored.
  return env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share')
}

/** Makes the folder and an empty database file, both for their owner alone. */
export function makePrivateFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  makePrivateFile(databasePath(folder))
}

/** The mode is set at the making, not after: the file is never open to others for a moment. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', OWNER_ONLY_FILE))
  chmodSync(path, OWNER_ONLY_FILE)
}

/** Refuses E_WORKSPACE_NOT_PRIVATE where others have any right to folder or file. Windows keeps rights elsewhere. */
export function requirePrivate(folder: string): Result<void> {
  for (const path of [folder, databasePath(folder)]) {
    const isPrivate = requirePrivatePath(path)
    if (!isPrivate.ok) return isPrivate
  }
  return ok(undefined)
}

/** The same for one path; one that is not there is nobody's. */
export function requirePrivatePath(path: string): Result<void> {
  if (process.platform === 'win32' || !existsSync(path)) return ok(undefined)
  const mode = statSync(path).mode & 0o777
  return mode & OTHERS
    ? refuse('E_WORKSPACE_NOT_PRIVATE', { path, mode: mode.toString(8).padStart(3, '0') })
    : ok(undefined)
}

/** The writer's lock, held until released, or until the process ends in whatever way. */
export interface WriterLock {
  release(): void
}

/**
 * Takes the one writer's lock of a workspace: an exclusive transaction on an empty database beside it, so that the
 * operating system gives it back when its holder is killed. Refuses E_WORKSPACE_LOCKED.
 */
export function lockForWriting(folder: string): Result<WriterLock> {
  const path = join(folder, 'writer.lock')
  makePrivateFile(path)
  const lock = new DatabaseSync(path)
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return refuse('E_WORKSPACE_LOCKED', { folder })
    throw error
  }
  return ok({
    release: () => {
      if (lock.isOpen) lock.close()
    },
  })
}

/** SQLITE_BUSY is 5; extended codes keep it in their low byte. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
