// The tree of one table in one state, and how it differs from that of another: by pages written, by pages gained and
// lost, and by overflow overwritten in place.

import { pagesReaching } from './overflow-chains.ts'
import type { Table } from './schema.ts'
import type { StatePages } from './state-pages.ts'
import type { DatabaseState } from './states.ts'
import { treePages } from './tree-pages.ts'

export interface TableTree {
  readonly state: DatabaseState
  readonly table: Table
  /** Pages that hold rows: leaves, and in an index tree the interior pages too. */
  readonly rowPages: ReadonlySet<number>
  /** The pages that make the tree's shape, and their versions. */
  readonly shape: ReadonlyMap<number, number>
}

/** The tree of a table, null where the state has none of that name. Pages of another tree are left out. */
export function treeOfTable(state: DatabaseState, name: string): TableTree | null {
  const table = state.schema.tables.get(name.toLowerCase())
  if (table === undefined) return null
  const { pages } = state
  const kind = table.withoutRowid ? 'index' : 'table'
  const owners = state.owners()
  const rowPages = new Set<number>()
  const shape = new Map([[table.rootPage, pages.version(table.rootPage)]])
  for (const { page, isLeaf } of treePages(pages, table.rootPage, kind)) {
    if (!isLeaf) shape.set(page, pages.version(page))
    const isOwn = !owners.has(page) || owners.get(page) === table.rootPage
    if (isOwn && (isLeaf || kind === 'index')) rowPages.add(page)
  }
  return { state, table, rowPages, shape }
}

/** The tree in another state without walking it again; null where a page that shapes it was written in between. */
export function sameShape(before: TableTree, state: DatabaseState): TableTree | null {
  const table = state.schema.tables.get(before.table.name.toLowerCase())
  if (table?.sql !== before.table.sql || table.rootPage !== before.table.rootPage) return null
  for (const [page, version] of before.shape) if (state.pages.version(page) !== version) return null
  return { ...before, state, table }
}

/** Whether both trees have the page, with the same bytes. The overflow of its rows may differ all the same. */
export const isSamePage = (page: number, a: TableTree, b: TableTree | null): boolean =>
  b !== null &&
  a.rowPages.has(page) &&
  b.rowPages.has(page) &&
  a.state.pages.version(page) === b.state.pages.version(page)

/**
 * Pages with a row that goes on in an overflow page of those given.
 *
 * @param overflow  pages that may be overflow; tree pages and free ones among them are passed over
 * @param known     pages counted already: what their rows go on in needs no search
 */
export function pagesWithOverflowIn(
  { state, table, rowPages }: TableTree,
  overflow: Iterable<number>,
  known: ReadonlySet<number>,
): ReadonlySet<number> {
  const { pages, isFree } = state
  const sought = new Set<number>()
  for (const page of overflow)
    if (page <= pages.pageCount && isFree?.[page] !== 1 && mayBeOverflow(pages, page)) sought.add(page)
  const kind = table.withoutRowid ? 'index' : 'table'
  return pagesReaching({ pages, kind, sought, known, others: rowPages })
}

/** An overflow page begins with a page number, a tree page with its kind: 2, 5, 10 or 13. */
const mayBeOverflow = (pages: StatePages, page: number): boolean =>
  pages.read(page)[0] === 0 || pages.pageCount >= 0x0200_0000
