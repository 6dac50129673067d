// Which pages a tree is made of, found from its interior pages alone: the leaves, a hundred times as many, are not read.

import type { StatePages } from './state-pages.ts'
import {
  type CellRange,
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

type TreeChild = Omit<TreePage, 'isLeaf'>

/** Pages of a tree, the root first. What lies outside the database is left out; each page is given once. */
export function* treePages(pages: StatePages, root: number, kind: TreeKind): Generator<TreePage> {
  const walk = startWalk(pages, kind)
  const range = emptyRange(pages.pageSize)
  const isNewLeaf = (page: number) => page >= 1 && page <= pages.pageCount && markSeen(walk.seen, page)
  const rootPage = { page: root, above: null, upTo: null }
  let height = depthOf(pages, root)
  if (height === 0 && isNewLeaf(root)) yield { ...rootPage, isLeaf: true }
  for (let level: TreeChild[] = [rootPage]; height > 0 && level.length > 0; height--) {
    const below: TreeChild[] = []
    for (const entry of level) {
      loadPage(walk, entry.page, range)
      if (range.page === 0) continue
      yield { ...entry, isLeaf: range.isLeaf }
      if (range.isLeaf) continue
      for (let child = 0; child <= range.cells; child++) {
        const found = childOf(range, child, { entry, kind })
        if (found === null) continue
        // Leaves are given at once: a list of them would be as long as the tree is large.
        if (height > 1) below.push(found)
        else if (isNewLeaf(found.page)) yield { ...found, isLeaf: true }
      }
    }
    level = below
  }
}

function childOf(
  range: CellRange,
  child: number,
  { entry, kind }: { entry: TreeChild; kind: TreeKind },
): TreeChild | null {
  const page = childPointer(range, child)
  if (page === null) return null
  if (kind === 'index') return { page, above: null, upTo: null }
  return {
    page,
    above: child > 0 ? interiorKey(range, child - 1) : entry.above,
    upTo: child < range.cells ? interiorKey(range, child) : entry.upTo,
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
