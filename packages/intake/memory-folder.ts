// A folder whose files are bytes in memory: for callers who were handed bytes, not paths, and for tests.

import type { Issue, Utc } from '@manumit/base'
import { ok, refuse, sourceOfBytes } from '@manumit/base'
import type { FolderListing } from './tree.ts'

export interface MemoryFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly modified?: Utc
}

/** Opens what it lists; refuses other paths with E_FILE_UNREADABLE. Order is that of the paths' code units. */
export function memoryFolder(
  files: readonly MemoryFile[],
  links: FolderListing['links'] = [],
  issues: readonly Issue[] = [],
): FolderListing {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return {
    files: [...byPath.values()]
      .map(({ path, bytes, modified }) => ({
        path,
        sizeBytes: bytes.length,
        ...(modified !== undefined && { modified }),
      }))
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    links,
    issues,
    open: (path) => {
      const file = byPath.get(path)
      return file
        ? ok({ ...sourceOfBytes(file.bytes), close: () => [] })
        : refuse('E_FILE_UNREADABLE', { path, reason: 'not listed' })
    },
  }
}
