// Which pages of rows reach into given overflow pages. An engine may overwrite the overflow of a row in place and leave
// the row's own page as it was, so a page of rows can differ between two states without having been written.

import { makeCellPlaces, placeCells } from './cells.ts'
import type { StatePages } from './state-pages.ts'
import { emptyRange, loadPage, markSeen, startWalk, type TreeKind, type Walk } from './tree-walk.ts'
import { uint32At } from './varint.ts'

export interface ChainSearch {
  readonly pages: StatePages
  readonly kind: TreeKind
  /** Overflow pages sought. */
  readonly sought: ReadonlySet<number>
  /** Pages of rows known to differ: the chains from these explain overflow pages without a search. */
  readonly known: Iterable<number>
  /** The other pages of rows. */
  readonly others: Iterable<number>
}

/** Of `others`, the pages with a row that goes on in one of the pages sought. */
export function pagesReaching({ pages, kind, sought, known, others }: ChainSearch): Set<number> {
  const found = new Set<number>()
  const open = new Set(sought)
  const follow = makeChainFollower(startWalk(pages, kind))
  for (const page of known) {
    if (open.size === 0) return found
    for (const chained of follow(page)) open.delete(chained)
  }
  for (const page of others) {
    if (open.size === 0) return found
    for (const chained of follow(page)) if (open.delete(chained)) found.add(page)
  }
  return found
}

/** Gives the overflow pages that the rows of a page go on in. Each page is met once in the follower's life. */
function makeChainFollower(walk: Walk): (page: number) => Generator<number> {
  const { pages, kind } = walk
  const range = emptyRange(pages.pageSize)
  const places = makeCellPlaces(pages.pageSize)
  return function* (page) {
    loadPage(walk, page, range)
    if (range.page === 0) return
    placeCells(range, { kind, usable: pages.usable, places, isWhole: true })
    for (let cell = 0; cell < range.cells; cell++) {
      if (places.offset[cell]! < 0 || places.local[cell]! >= places.length[cell]!) continue
      let next = uint32At(range.bytes, places.end[cell]! - 4)
      for (let left = places.length[cell]! - places.local[cell]!; left > 0; left -= pages.usable - 4) {
        if (next < 1 || next > pages.pageCount || !markSeen(walk.seen, next)) break
        yield next
        const content = pages.read(next)
        if (content.length < 4) break
        next = uint32At(content, 0)
      }
    }
  }
}
