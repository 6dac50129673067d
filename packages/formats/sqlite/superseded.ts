// Rows that stood in an earlier committed state and do not stand, with the same key and content, in the live one. Only
// pages that differ between states are read: a row can have changed nowhere else. That a row is superseded says nothing
// of who changed it: apps prune, sync and rewrite.

import type { Issue } from '@manumit/base'
import { pagesReaching } from './overflow-chains.ts'
import type { Table } from './schema.ts'
import { makeSpotReader, type Spot, type SpotReader } from './spots.ts'
import type { StatePages } from './state-pages.ts'
import type { DatabaseState, States } from './states.ts'
import { treePages } from './tree-pages.ts'
import type { RowOptions, SqliteRow, StateId } from './types.ts'

export type SupersededRow = SqliteRow & { readonly via: StateId }

/** Where rows of a table are in one state. */
interface Tree {
  readonly state: DatabaseState
  readonly table: Table
  /** Pages that hold rows: leaves, and in an index tree the interior pages too. */
  readonly rowPages: ReadonlySet<number>
  /** The pages that make the tree's shape, and where they were read. */
  readonly shape: ReadonlyMap<number, number>
}

/** Rows by key: those that stand in the live state, and those given already. */
type Spots = Map<number | bigint | string, Spot[]>

/** Each superseded row once, by the first state that holds it. See `SqliteFile.superseded`. */
export function* readSuperseded(
  states: States,
  name: string,
  options: RowOptions,
): Generator<SupersededRow | Issue> {
  const commits = states.ids.filter((id) => id.startsWith('commit:'))
  const live = states.stateOf('live')
  if (commits.length === 0 || live === null) return
  const reader = makeSpotReader(options)
  const liveTree = treeOf(live, name)
  const standing: Spots = new Map()
  const standingPages = new Set<number>()
  const given: Spots = new Map()
  const done = new Set<string>()
  let before: Tree | null = null
  let framesBefore = 0
  for (const id of ['main' as const, ...commits.slice(0, -1)]) {
    const state = states.stateOf(id)
    const frames = states.framesOf(id)
    const same: Tree | null = state && before ? sameShape(before, state, name) : null
    const tree: Tree | null = same ?? (state && treeOf(state, name))
    // A tree of the same shape differs from the one before in the pages just written, and nowhere else.
    const written = states.pagesWritten(same === null ? 0 : framesBefore, same === null ? Infinity : frames)
    before = tree
    framesBefore = frames
    if (tree === null) continue
    const differing = new Set<number>()
    for (const page of same === null ? tree.rowPages : written)
      if (tree.rowPages.has(page) && !isSamePage(tree, liveTree, page)) differing.add(page)
    const reaching = overflowDiffers({ tree, live, written, differing })
    const gained = [...(same === null ? (liveTree?.rowPages ?? []) : [])].filter(
      (page) => !isSamePage(tree, liveTree, page),
    )
    if (liveTree !== null)
      for (const page of [...gained, ...reaching])
        if (liveTree.rowPages.has(page) && !standingPages.has(page)) {
          standingPages.add(page)
          addRows(standing, reader, { ...liveTree, page })
        }
    for (const page of [...differing, ...reaching]) {
      const version = `${page}:${tree.state.pages.version(page)}`
      if (done.has(version) && !reaching.has(page)) continue
      done.add(version)
      yield* differingRows({ tree, page, reader, standing, given })
    }
  }
}

function treeOf(state: DatabaseState, name: string): Tree | null {
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

/** The tree in the next state without walking it again, where none of the pages that shape it was written. */
function sameShape(before: Tree, state: DatabaseState, name: string): Tree | null {
  const table = state.schema.tables.get(name.toLowerCase())
  if (table === undefined || table.sql !== before.table.sql || table.rootPage !== before.table.rootPage)
    return null
  for (const [page, version] of before.shape) if (state.pages.version(page) !== version) return null
  return { ...before, state, table }
}

/** Whether a page holds the same bytes, in the same table, as in the live state. */
const isSamePage = (tree: Tree, live: Tree | null, page: number): boolean =>
  live !== null &&
  tree.rowPages.has(page) &&
  live.rowPages.has(page) &&
  live.state.pages.version(page) === tree.state.pages.version(page)

/** Pages of rows that were not written themselves, but the overflow of a row was. */
function overflowDiffers({
  tree,
  live,
  written,
  differing,
}: {
  tree: Tree
  live: DatabaseState
  written: ReadonlySet<number>
  differing: ReadonlySet<number>
}): ReadonlySet<number> {
  const { pages, isFree } = tree.state
  const sought = [...written].filter(
    (page) =>
      pages.version(page) !== live.pages.version(page) &&
      page <= pages.pageCount &&
      isFree?.[page] !== 1 &&
      mayBeOverflow(pages, page),
  )
  if (sought.length === 0) return new Set()
  return pagesReaching({
    pages,
    kind: tree.table.withoutRowid ? 'index' : 'table',
    sought: new Set(sought),
    known: [...differing],
    others: tree.rowPages,
  })
}

/** An overflow page begins with a page number, a tree page with its kind: 2, 5, 10 or 13. */
const mayBeOverflow = (pages: StatePages, page: number): boolean =>
  pages.read(page)[0] === 0 || pages.pageCount >= 0x0200_0000

function addRows(spots: Spots, reader: SpotReader, at: Omit<Spot, 'cell'>): void {
  for (const { key, spot } of reader.spotsOf(at)) addSpot(spots, key, spot)
}

function addSpot(spots: Spots, key: number | bigint | string, spot: Spot): void {
  const list = spots.get(key)
  if (list) list.push(spot)
  else spots.set(key, [spot])
}

function* differingRows({
  tree,
  page,
  reader,
  standing,
  given,
}: {
  tree: Tree
  page: number
  reader: SpotReader
  standing: Spots
  given: Spots
}): Generator<SupersededRow | Issue> {
  const { state, table } = tree
  const via = state.id
  const issues: Issue[] = []
  for (const { key, spot } of reader.spotsOf({ state, table, page }, issues)) {
    const isKnown = [...(standing.get(key) ?? []), ...(given.get(key) ?? [])].some((other) =>
      reader.isSameContent(spot, other),
    )
    if (isKnown) continue
    addSpot(given, key, spot)
    const row = reader.rowOf(spot, issues)
    for (const issue of issues.splice(0)) yield { ...issue, data: { ...issue.data, via } }
    if (row !== null) yield { ...row, via }
  }
  for (const issue of issues) yield { ...issue, data: { ...issue.data, via } }
}
