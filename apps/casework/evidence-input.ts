// A path somebody gave → what intake opens: a folder as a listing, a file with the log and journal that stand beside it.

import { basename } from 'node:path'
import { ok, type Result } from '@manumit/base'
import type { FileInput, FolderInput, HeldSource } from '@manumit/intake'
import { fileSource, listFolder } from '@manumit/io'
import { namedPath } from './named-path.ts'

export interface HeldInput {
  readonly input: FileInput | FolderInput
  /** Releases what was opened beside the tree. */
  close(): void
}

/** Refusals: those of namedPath, fileSource and listFolder. */
export function evidenceInput(path: string): Result<HeldInput> {
  const named = namedPath(path)
  if (!named.ok) return named
  const { isFolder, real, modified } = named.value
  const name = basename(path)
  if (isFolder) {
    const folder = listFolder(path)
    return folder.ok ? ok({ input: { folder: folder.value, name }, close: () => {} }) : folder
  }
  const file = fileSource(real, path)
  if (!file.ok) return file
  const wal = besideIt(`${real}-wal`)
  const shm = besideIt(`${real}-shm`)
  const journal = besideIt(`${real}-journal`)
  const held = [file.value, wal, shm, journal].filter((each) => each !== undefined)
  return ok({
    input: {
      file: file.value,
      name,
      modified,
      beside: { ...(wal && { wal }), ...(shm && { shm }), ...(journal && { journal }) },
    },
    close: () => {
      for (const each of held) each.close()
    },
  })
}

function besideIt(path: string): HeldSource | undefined {
  const opened = fileSource(path)
  return opened.ok ? opened.value : undefined
}
