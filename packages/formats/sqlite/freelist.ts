// The list of free pages: only whether it is sound. Free pages stand in no state; a list that is bent says that the file
// was damaged or altered. Source: sqlite.org, Database File Format, section 1.5.

import type { Issue } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import type { SqliteHeader } from './header.ts'
import type { StatePages } from './state-pages.ts'
import { uint32At } from './varint.ts'

export interface Freelist {
  /** 1 for each page the list names; null where it is empty. */
  readonly isFree: Uint8Array | null
  readonly issues: readonly Issue[]
}

/** Follows the trunks, each page at most once, and compares the count. */
export function readFreelist(pages: StatePages, header: SqliteHeader, path: string | undefined): Freelist {
  const at = path === undefined ? undefined : { path }
  const isFree = new Uint8Array(pages.pageCount + 1)
  let present = 0
  const take = (page: number): boolean => {
    if (page < 2 || page > pages.pageCount || isFree[page] === 1) return false
    isFree[page] = 1
    present++
    return true
  }
  let trunk = header.freelistTrunk
  while (trunk !== 0) {
    const isSound = take(trunk) && takeLeaves(pages, trunk, take)
    if (!isSound) return { isFree, issues: [sqliteIssue('E_SQLITE_FREELIST', { ...at, page: trunk })] }
    trunk = uint32At(pages.read(trunk), 0)
  }
  const declared = header.freelistCount
  return {
    isFree: present === 0 ? null : isFree,
    issues: present === declared ? [] : [sqliteIssue('E_SQLITE_FREELIST_COUNT', at, { declared, present })],
  }
}

function takeLeaves(pages: StatePages, trunk: number, take: (page: number) => boolean): boolean {
  const bytes = pages.read(trunk)
  if (bytes.length < pages.usable) return false
  const leaves = uint32At(bytes, 4)
  const most = Math.floor(pages.usable / 4) - 2
  let isSound = leaves <= most
  for (let i = 0; i < Math.min(leaves, most); i++) if (!take(uint32At(bytes, 8 + i * 4))) isSound = false
  return isSound
}
