// The files somebody named, one by one and under folders, each opened by the bytes its name really has: a name that is not
// valid UTF-8 hides no file from a scan. What could not be listed is an issue.

import { join } from 'node:path'
import { type Issue, ok, type Result } from '@manumit/base'
import type { HeldSource } from '@manumit/intake'
import { fileSource, listFolder } from '@manumit/io'
import { namedPath } from './named-path.ts'

export interface NamedFile {
  readonly path: string
  /** Refusals: those of fileSource. */
  open(): Result<HeldSource>
}

export interface NamedFiles {
  /** In the order of their paths, where they lie in a folder. */
  readonly files: readonly NamedFile[]
  /** Of a folder: what could not be listed, or is no file; each with its whole path. */
  readonly issues: readonly Issue[]
}

/** Refusals: those of namedPath and listFolder. */
export function filesUnder(path: string): Result<NamedFiles> {
  const named = namedPath(path)
  if (!named.ok) return named
  if (!named.value.isFolder) return ok({ files: [{ path, open: () => fileSource(path) }], issues: [] })
  const folder = listFolder(path)
  if (!folder.ok) return folder
  const { files, issues, open } = folder.value
  return ok({
    files: files.map((file) => ({ path: join(path, file.path), open: () => open(file.path) })),
    issues: issues.map((issue) => ({ ...issue, at: { path: join(path, issue.at?.path ?? '') } })),
  })
}
