// The list of free pages: only whether it is sound. Free pages stand in no state; a list that is bent says that the file
// was damaged or altered. Source: sqlite.org, Database File Format, section 1.5.

import type { Issue } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import type { SqliteHeader } from './header.ts'
import type { StatePages } from './state-pages.ts'

/** Follows the trunks, each page at most once, and compares the count. */
export function readFreelist(pages: StatePages, header: SqliteHeader, path: string | undefined): Issue[] {
  const at = path === undefined ? undefined : { path }
  const issues: Issue[] = []
  const seen = new Uint8Array(pages.pageCount + 1)
  let present = 0
  const take = (page: number): boolean => {
    if (page < 2 || page > pages.pageCount || seen[page] === 1) return false
    seen[page] = 1
    present++
    return true
  }
  const most = Math.floor(pages.usable / 4) - 2
  let isSound = true
  let trunk = header.freelistTrunk
  while (trunk !== 0 && isSound) {
    const bytes = pages.read(trunk)
    if (!take(trunk) || bytes.length < pages.usable) isSound = false
    else {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const leaves = view.getUint32(4)
      if (leaves > most) isSound = false
      for (let i = 0; i < Math.min(leaves, most); i++) if (!take(view.getUint32(8 + i * 4))) isSound = false
      if (!isSound) issues.push(sqliteIssue('E_SQLITE_FREELIST', { ...at, page: trunk }))
      trunk = view.getUint32(0)
      continue
    }
    issues.push(sqliteIssue('E_SQLITE_FREELIST', { ...at, page: trunk }))
  }
  if (isSound && present !== header.freelistCount)
    issues.push(sqliteIssue('E_SQLITE_FREELIST_COUNT', at, { declared: header.freelistCount, present }))
  return issues
}
