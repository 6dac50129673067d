// Walks a b-tree in key order and gives its pages as ranges of cells that hold rows: a table leaf whole; in an index tree
// (and a WITHOUT ROWID table) the cells of interior pages between their children. Each page is read once a walk, so a
// cycle ends; what cannot be followed becomes an issue and the walk goes on beside it.

import type { Issue, IssuePlace } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import type { StatePages } from './state-pages.ts'
import { signedVarintAt, uint32At } from './varint.ts'

export const INDEX_INTERIOR = 2
export const TABLE_INTERIOR = 5
export const INDEX_LEAF = 10
export const TABLE_LEAF = 13

/** SQLite itself gives up at 20 levels. */
export const MAX_DEPTH = 20

/** Zeros behind each copied page, so that a varint at its very end is read within the array. */
export const PADDING = 16

export type TreeKind = 'table' | 'index'

/** Cells [from, to) of a page. The object and its bytes are good until the walk goes on. */
export interface CellRange {
  page: number
  bytes: Uint8Array
  /** End of what may be read: the usable size, or less at a cut. */
  limit: number
  isLeaf: boolean
  /** Offset of the cell pointer array, and cells it has. */
  pointers: number
  cells: number
  from: number
  to: number
  /** Rowids of a table leaf lie in (above, upTo]; null = no bound. */
  above: number | bigint | null
  upTo: number | bigint | null
}

export interface Walk {
  readonly pages: StatePages
  readonly kind: TreeKind
  readonly place: IssuePlace
  /** A bit a page: those already read in this walk, overflow pages included. */
  readonly seen: Uint8Array
  /** Pages that another tree claims too: see `page-owners.ts`. */
  readonly disputed: ((page: number) => boolean) | null
  /** 1 for each page that the freelist names too; null where it is empty. */
  readonly isFree: Uint8Array | null
}

interface Level {
  readonly range: CellRange
  /** Child to go to next; `cells` = the right-most one. */
  child: number
}

export function startWalk(
  pages: StatePages,
  kind: TreeKind,
  { place = {}, disputed = null, isFree = null }: Partial<Pick<Walk, 'place' | 'disputed' | 'isFree'>> = {},
): Walk {
  return { pages, kind, place, disputed, isFree, seen: new Uint8Array((pages.pageCount >>> 3) + 1) }
}

/** Marks a page as read; false where it already was. */
export function markSeen(seen: Uint8Array, page: number): boolean {
  const bit = 1 << (page & 7)
  if ((seen[page >>> 3]! & bit) !== 0) return false
  seen[page >>> 3]! |= bit
  return true
}

/** Ranges of a tree in key order, issues between them. */
export function* walkTree(walk: Walk, root: number): Generator<CellRange | Issue> {
  const levels: Level[] = []
  const spare: CellRange[] = []
  let next: { page: number; above: CellRange['above']; upTo: CellRange['upTo'] } | null = {
    page: root,
    above: null,
    upTo: null,
  }
  for (;;) {
    if (next !== null) {
      const range = spare.pop() ?? emptyRange(walk.pages.pageSize)
      const issue = loadPage(walk, next.page, range)
      if (issue !== null) yield issue
      range.above = next.above
      range.upTo = next.upTo
      next = null
      if (range.page === 0 || range.isLeaf) {
        if (range.page !== 0 && range.cells > 0) yield range
        spare.push(range)
      } else if (levels.length >= MAX_DEPTH) {
        yield sqliteIssue('E_SQLITE_TOO_DEEP', { ...walk.place, page: range.page })
        spare.push(range)
      } else levels.push({ range, child: 0 })
    }
    const level = levels.at(-1)
    if (level === undefined) return
    const { range, child } = level
    if (child > range.cells) {
      levels.pop()
      spare.push(range)
      continue
    }
    // The cell left of this child is a row of its own in an index tree.
    if (walk.kind === 'index' && child > 0) {
      range.from = child - 1
      range.to = child
      yield range
    }
    level.child++
    const pointer = childPointer(range, child)
    if (pointer === null) {
      yield sqliteIssue('E_SQLITE_CELL_OUTSIDE', { ...walk.place, page: range.page })
      continue
    }
    next = {
      page: pointer,
      above: walk.kind === 'table' && child > 0 ? interiorKey(range, child - 1) : range.above,
      upTo: walk.kind === 'table' && child < range.cells ? interiorKey(range, child) : range.upTo,
    }
  }
}

/** A range to load pages into. */
export function emptyRange(pageSize: number): CellRange {
  return {
    page: 0,
    bytes: new Uint8Array(pageSize + PADDING),
    limit: 0,
    isLeaf: true,
    pointers: 0,
    cells: 0,
    from: 0,
    to: 0,
    above: null,
    upTo: null,
  }
}

/** Copies a page into the range and reads its header. Where it cannot stand in this tree, `range.page` becomes 0. */
export function loadPage(walk: Walk, page: number, range: CellRange): Issue | null {
  const { pages, place } = walk
  range.page = 0
  const at = { ...place, page }
  if (page < 1 || page > pages.pageCount) return sqliteIssue('E_SQLITE_PAGE_MISSING', at)
  if (!markSeen(walk.seen, page)) return sqliteIssue('E_SQLITE_PAGE_CYCLE', at)
  if (walk.disputed?.(page)) return sqliteIssue('E_SQLITE_PAGE_DISPUTED', at)
  const bytes = pages.read(page)
  const header = page === 1 ? 100 : 0
  if (bytes.length < header + 8) return sqliteIssue('E_SQLITE_PAGE_MISSING', at)
  range.bytes.set(bytes)
  range.bytes.fill(0, bytes.length)
  const kind = bytes[header]!
  const isLeaf = kind === TABLE_LEAF || kind === INDEX_LEAF
  const fits =
    walk.kind === 'table'
      ? kind === TABLE_LEAF || kind === TABLE_INTERIOR
      : kind === INDEX_LEAF || kind === INDEX_INTERIOR
  if (!fits) return sqliteIssue('E_SQLITE_PAGE_KIND', at, { kind })
  const claimed = (bytes[header + 3]! << 8) | bytes[header + 4]!
  range.page = page
  range.isLeaf = isLeaf
  range.limit = Math.min(bytes.length, pages.usable)
  range.pointers = header + (isLeaf ? 8 : 12)
  range.cells = Math.max(0, Math.min(claimed, (range.limit - range.pointers) >> 1))
  range.from = 0
  range.to = range.cells
  if (bytes.length < pages.usable) return sqliteIssue('E_SQLITE_PAGE_CUT', at)
  if (walk.isFree?.[page] === 1) return sqliteIssue('E_SQLITE_PAGE_FREE', at)
  if (claimed > range.cells) return sqliteIssue('E_SQLITE_PAGE_HEADER', at, { cells: claimed })
  return null
}

/** Offset of a cell in its page, or -1 where it cannot be one. */
export function cellOffset(range: CellRange, cell: number): number {
  const at = range.pointers + cell * 2
  const offset = (range.bytes[at]! << 8) | range.bytes[at + 1]!
  return offset < range.pointers + range.cells * 2 || offset + 4 > range.limit ? -1 : offset
}

/** Page of child `child` of an interior page (`cells` = the right-most); null where its cell lies outside. */
export function childPointer(range: CellRange, child: number): number | null {
  const at = child === range.cells ? range.pointers - 4 : cellOffset(range, child)
  if (at < 0) return null
  return uint32At(range.bytes, at)
}

/** Rowid that bounds a child of an interior table page from above. */
export function interiorKey(range: CellRange, cell: number): number | bigint | null {
  const at = cellOffset(range, cell)
  return at < 0 ? null : signedVarintAt(range.bytes, at + 4)
}
