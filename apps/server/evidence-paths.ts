// Paths on this machine that a person names from the browser: what is there, and what may not be named. The workspace's own
// folder may not: its files are no evidence, and one of them keeps the hashes of passwords.

import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'

/** Entries shown of one folder. */
const MOST_ENTRIES = 5_000

export interface FolderEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly sizeBytes: number | null
}

export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  readonly entries: readonly FolderEntry[]
}

/** The path as it is, if there is something and it may be named. Refuses E_PATH_UNKNOWN. */
export function namedPath(path: string, workspaceFolder: string): Result<string> {
  if (!isAbsolute(path) || path.includes('\0')) return refuse('E_PATH_UNKNOWN', { path })
  const real = realPath(path)
  const own = realPath(workspaceFolder) ?? workspaceFolder
  if (real === null || real === own || real.startsWith(own + sep)) return refuse('E_PATH_UNKNOWN', { path })
  return ok(resolve(path))
}

/** What lies in a folder, folders first, by name; links are shown as what they lead to. Refuses E_PATH_UNKNOWN. */
export function listFolder(path: string | undefined, workspaceFolder: string): Result<FolderListing> {
  const named = namedPath(path ?? homedir(), workspaceFolder)
  if (!named.ok) return named
  const entries = entriesOf(named.value)
  if (entries === null) return refuse('E_PATH_UNKNOWN', { path: named.value })
  const parent = dirname(named.value)
  return ok({ path: named.value, parent: parent === named.value ? null : parent, entries })
}

function entriesOf(path: string): FolderEntry[] | null {
  try {
    return readdirSync(path)
      .slice(0, MOST_ENTRIES)
      .map((name) => entryOf(path, name))
      .filter((entry) => entry !== null)
      .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1))
  } catch {
    return null
  }
}

/** null for what is neither a folder nor a file: sockets, devices, links that lead nowhere. */
function entryOf(folder: string, name: string): FolderEntry | null {
  try {
    const path = join(folder, name)
    const found = lstatSync(path).isSymbolicLink() ? statSync(path) : lstatSync(path)
    if (!found.isDirectory() && !found.isFile()) return null
    return { name, isFolder: found.isDirectory(), sizeBytes: found.isFile() ? found.size : null }
  } catch {
    return null
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
