// What a SQLite database leaves beside itself: its write-ahead log, the log's index, its rollback journal. In a backup
// they lie under unrelated names, so they are found by their place on the phone.

import { placeKey } from './logical-place.ts'
import type { PathIndex } from './path-index.ts'
import type { TreeEntry } from './tree.ts'

export interface Companions {
  readonly wal?: TreeEntry
  readonly shm?: TreeEntry
  readonly journal?: TreeEntry
}

const SUFFIX = /-(?:wal|shm|journal)$/

/** `<name>-wal`, `<name>-shm` and `<name>-journal` in the same folder of the same listing as the entry. */
export function companionsOf(index: PathIndex, entry: TreeEntry): Companions {
  const key = placeKey(entry.logical)
  const wal = index.at(entry.origin, `${key}-wal`)
  const shm = index.at(entry.origin, `${key}-shm`)
  const journal = index.at(entry.origin, `${key}-journal`)
  return { ...(wal && { wal }), ...(shm && { shm }), ...(journal && { journal }) }
}

/** The entry whose companion this one is, so that a log is not taken for a file of its own. */
export function companionOwner(index: PathIndex, entry: TreeEntry): TreeEntry | undefined {
  const key = placeKey(entry.logical)
  return SUFFIX.test(key) ? index.at(entry.origin, key.replace(SUFFIX, '')) : undefined
}
