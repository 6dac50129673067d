// Evidence of any kind → one read-only tree.

import type { ByteSource, Result } from '@manumit/base'
import { ok } from '@manumit/base'
import { addFolder } from './folder-members.ts'
import type { Listing } from './listing.ts'
import { makeListing } from './listing.ts'
import type { EvidenceTree, FileInput, FolderInput, IntakePowers, OpenedEntry } from './tree.ts'

export async function openEvidence(
  input: FolderInput | FileInput,
  powers: IntakePowers,
): Promise<Result<EvidenceTree>> {
  const listing = makeListing(powers.limits)
  if ('folder' in input) addFolder(listing, input.folder)
  else addFile(listing, input)
  listing.finish()
  return ok({
    kind: 'folder' in input ? 'folder' : 'file',
    reason: 'folder' in input ? 'a folder' : 'a file',
    entries: listing.entries,
    containers: listing.containers,
    devices: [],
    issues: listing.issues.finish(),
    close: () => [],
  })
}

function addFile(listing: Listing, { file, name, modified, beside = {} }: FileInput): void {
  const add = (suffix: string, source: ByteSource | undefined): void => {
    if (source)
      listing.add('', {
        name: name + suffix,
        sizeBytes: source.size,
        modified: suffix === '' ? modified : undefined,
        open: async () => borrowed(source),
      })
  }
  add('', file)
  add('-wal', beside.wal)
  add('-shm', beside.shm)
  add('-journal', beside.journal)
}

/** Bytes whose owner is the caller: closing the entry leaves them open. */
const borrowed = (bytes: ByteSource): OpenedEntry => ({ bytes, issues: [], close: () => [] })
