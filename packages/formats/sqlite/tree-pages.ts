// Which pages a tree is made of, found from its interior pages alone: the leaves, a hundred times as many, are not read.

import type { StatePages } from './state-pages.ts'
import {
  childPointer,
  emptyRange,
  INDEX_INTERIOR,
  interiorKey,
  loadPage,
  MAX_DEPTH,
  markSeen,
  startWalk,
  TABLE_INTERIOR,
  type TreeKind,
} from './tree-walk.ts'

export interface TreePage {
  readonly page: number
  /** Rowids of the page lie in (above, upTo]; null = no bound. */
  readonly above: number | bigint | null
  readonly upTo: number | bigint | null
  readonly isLeaf: boolean
}

/** Pages of a tree, the root first. What lies outside the database is left out; each page is given once. */
export function* treePages(pages: StatePages, root: number, kind: TreeKind): Generator<TreePage> {
  const walk = startWalk(pages, kind)
  const range = emptyRange(pages.pageSize)
  let level: Omit<TreePage, 'isLeaf'>[] = [{ page: root, above: null, upTo: null }]
  const depth = depthOf(pages, root)
  for (let height = depth; level.length > 0 && height >= 0; height--) {
    const below: Omit<TreePage, 'isLeaf'>[] = []
    for (const entry of level) {
      if (height === 0) {
        const isInside = entry.page >= 1 && entry.page <= pages.pageCount
        if (isInside && markSeen(walk.seen, entry.page)) yield { ...entry, isLeaf: true }
        continue
      }
      loadPage(walk, entry.page, range)
      if (range.page === 0) continue
      yield { ...entry, isLeaf: range.isLeaf }
      if (range.isLeaf) continue
      for (let child = 0; child <= range.cells; child++) {
        const page = childPointer(range, child)
        if (page === null) continue
        const isTable = kind === 'table'
        below.push({
          page,
          above: isTable && child > 0 ? interiorKey(range, child - 1) : entry.above,
          upTo: isTable && child < range.cells ? interiorKey(range, child) : entry.upTo,
        })
      }
    }
    level = below
  }
}

/** Levels above the leaves, along the left-most children; SQLite keeps each leaf at the same depth. */
function depthOf(pages: StatePages, root: number): number {
  let page = root
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const bytes = pages.read(page)
    const header = page === 1 ? 100 : 0
    const kind = bytes[header]
    if (kind !== TABLE_INTERIOR && kind !== INDEX_INTERIOR) return depth
    const cells = ((bytes[header + 3] ?? 0) << 8) | (bytes[header + 4] ?? 0)
    const cell = ((bytes[header + 12] ?? 0) << 8) | (bytes[header + 13] ?? 0)
    const at = cells === 0 ? header + 8 : cell
    if (at + 4 > bytes.length) return depth
    page = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at)
  }
  return MAX_DEPTH
}
