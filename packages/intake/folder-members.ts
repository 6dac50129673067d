// A folder's files as members of a tree. Each is opened anew when it is asked for, and its size compared with the listing.

import { intakeIssue } from './errors.ts'
import type { Member } from './listing.ts'
import { closedEntry, heldEntry } from './packed.ts'
import type { FolderListing, OpenedEntry } from './tree.ts'

export const folderMembers = (folder: FolderListing): readonly Member[] =>
  folder.files.map((file) => ({
    name: file.path,
    sizeBytes: file.sizeBytes,
    modified: file.modified,
    open: async () => openListed(folder, file),
  }))

function openListed(folder: FolderListing, file: FolderListing['files'][number]): OpenedEntry {
  const { path, sizeBytes } = file
  const opened = folder.open(path)
  if (!opened.ok)
    return closedEntry(
      intakeIssue('E_ENTRY_UNREADABLE', { path }, { ...opened.error.data, code: opened.error.code }),
    )
  const actual = opened.value.size
  return heldEntry(
    opened.value,
    actual === sizeBytes
      ? []
      : [intakeIssue('E_ENTRY_SIZE_DIFFERS', { path }, { declared: sizeBytes, actual })],
  )
}
