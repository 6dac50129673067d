// A path somebody gave → what intake opens: a folder as a listing, a file with the log and journal that stand beside it.

import { realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { FileInput, FolderInput, HeldSource } from '@manumit/intake'
import { fileSource, listFolder } from '@manumit/io'

export interface HeldInput {
  readonly input: FileInput | FolderInput
  /** Releases what was opened beside the tree. */
  close(): void
}

/** Refusals: E_PATH_ABSENT, and those of fileSource and listFolder. */
export function evidenceInput(path: string): Result<HeldInput> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return refuse('E_PATH_ABSENT', { path })
  const name = basename(path)
  if (stat.isDirectory()) {
    const folder = listFolder(path)
    return folder.ok ? ok({ input: { folder: folder.value, name }, close: () => {} }) : folder
  }
  // A link that somebody names is meant; links inside evidence are not followed.
  const real = realpathSync(path)
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
      modified: Math.round(stat.mtimeMs * 1000) as Utc,
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
