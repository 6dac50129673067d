// What somebody named on the command line: whether it is there, and what it is. A link that a person names is meant, so it
// is followed here and nowhere else. An empty name, as an unset variable of a script gives, is not the folder we stand in.

import { realpathSync, statSync } from 'node:fs'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { systemReason } from '@manumit/io'

export interface NamedPath {
  readonly isFolder: boolean
  /** Its path with every link followed. */
  readonly real: string
  readonly modified: Utc
}

/** Refusals: E_PATH_EMPTY, E_PATH_ABSENT; E_FILE_UNREADABLE where the system does not tell, as of a link to itself. */
export function namedPath(path: string): Result<NamedPath> {
  if (path === '') return refuse('E_PATH_EMPTY')
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return refuse('E_PATH_ABSENT', { path })
    const modified = Math.round(stat.mtimeMs * 1000) as Utc
    return ok({ isFolder: stat.isDirectory(), real: realpathSync(path), modified })
  } catch (error) {
    return refuse('E_FILE_UNREADABLE', { path, reason: systemReason(error) })
  }
}
