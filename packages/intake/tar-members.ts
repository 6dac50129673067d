// A tar's entries as members of a tree. Their bytes lie in the tar as they are, so opening one costs nothing.

import type { ByteSource, Issue, Utc } from '@manumit/base'
import { isIssue } from '@manumit/base'
import type { TarEntry } from '@manumit/formats'
import { tarMembers as readTarMembers } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import type { ArchiveMembers, Member } from './listing.ts'
import type { OpenedEntry } from './tree.ts'

/** Issues: those of the tar reader with the archive's path, and E_ENTRY_SPECIAL. Reading ends after `maxEntries`. */
export function tarMembers(
  source: ByteSource,
  path: string,
  maxEntries: number,
): ArchiveMembers & { readonly issues: readonly Issue[] } {
  const members: Member[] = []
  const links: { path: string; target: string }[] = []
  const issues: Issue[] = []
  for (const item of readTarMembers(source)) {
    if (isIssue(item)) {
      issues.push({ ...item, at: { ...item.at, path: item.at?.path ? `${path}!${item.at.path}` : path } })
      continue
    }
    if (members.length + links.length + issues.length > maxEntries) break
    if (item.type === 'link' || item.type === 'hard-link')
      links.push({ path: item.name, target: item.linkTarget ?? '' })
    else if (item.type === 'character-device' || item.type === 'block-device' || item.type === 'fifo')
      issues.push(intakeIssue('E_ENTRY_SPECIAL', { path: `${path}!${item.name}` }, { type: item.type }))
    else if (item.type !== 'folder') members.push(memberOf(item))
  }
  return { members, links, issues }
}

function memberOf({ name, size, sparseSize, modified, content }: TarEntry): Member {
  return {
    name,
    sizeBytes: size,
    // 0 stands for "none".
    modified: modified ? (Math.round(modified * 1_000_000) as Utc) : undefined,
    open: async (path): Promise<OpenedEntry> => {
      const issues: Issue[] = []
      if (content.size !== size)
        issues.push(intakeIssue('E_ENTRY_SIZE_DIFFERS', { path }, { declared: size, actual: content.size }))
      if (sparseSize !== null)
        issues.push(intakeIssue('E_ENTRY_SPARSE', { path }, { packed: size, whole: sparseSize }))
      return { bytes: content, issues, close: () => [] }
    },
  }
}
