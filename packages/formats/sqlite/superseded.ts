// Rows that stood in an earlier committed state and do not stand, with the same key and content, in the live one. Only
// pages that differ between states are read: a row can have changed nowhere else. That a row is superseded says nothing
// of who changed it: apps prune, sync and rewrite.

import type { Issue } from '@manumit/base'
import { makeSpotReader, type RowKey, type Spot, type SpotReader } from './spots.ts'
import type { DatabaseState, States } from './states.ts'
import { isSamePage, pagesWithOverflowIn, sameShape, type TableTree, treeOfTable } from './table-trees.ts'
import type { RowOptions, SqliteRow, StateId } from './types.ts'

export type SupersededRow = SqliteRow & { readonly via: StateId }

/** Rows by their key. */
type Spots = Map<RowKey, Spot[]>

interface Comparison {
  readonly live: DatabaseState
  /** null where the live state has no such table: then each earlier row is superseded. */
  readonly liveTree: TableTree | null
  readonly reader: SpotReader
  /** Rows of the live state on pages that differ from an earlier one, and those pages. */
  readonly standing: Spots
  readonly standingPages: Set<number>
  /** Rows given already. */
  readonly given: Spots
  /** Pages looked at, with their version. */
  readonly done: Set<string>
}

/** Each superseded row once, by the first state that holds it. See `SqliteFile.superseded`. */
export function* readSuperseded(
  states: States,
  name: string,
  options: RowOptions,
): Generator<SupersededRow | Issue> {
  const commits = states.ids.filter((id) => id.startsWith('commit:'))
  const live = states.stateOf('live')
  if (commits.length === 0 || live === null) return
  const comparison: Comparison = {
    live,
    liveTree: treeOfTable(live, name),
    reader: makeSpotReader(options),
    standing: new Map(),
    standingPages: new Set(),
    given: new Map(),
    done: new Set(),
  }
  const inLog = states.pagesWritten(0, states.framesOf('live'))
  let before: { tree: TableTree | null; frames: number } = { tree: null, frames: 0 }
  for (const id of ['main' as const, ...commits.slice(0, -1)]) {
    const state = states.stateOf(id)
    const frames = states.framesOf(id)
    const written = states.pagesWritten(before.frames, frames)
    const same = state && before.tree && sameShape(before.tree, state)
    const tree = same ?? (state && treeOfTable(state, name))
    before = { tree, frames }
    if (tree === null) continue
    // A tree of the same shape differs from the one before in the pages just written, and nowhere else.
    const pages = same
      ? changedPages(comparison, tree, written)
      : allPages(comparison, tree, { inLog, written })
    for (const page of pages) yield* rowsOfPage(comparison, tree, page)
  }
}

/** Pages to look at in a tree whose shape the state before had too. */
function changedPages(comparison: Comparison, tree: TableTree, written: ReadonlySet<number>): Set<number> {
  const pages = newPages(comparison, tree, written)
  for (const page of pagesWithOverflowIn(tree, written, pages)) {
    pages.add(page)
    addStanding(comparison, page)
  }
  return pages
}

/** Pages to look at in a tree met for the first time. */
function allPages(
  comparison: Comparison,
  tree: TableTree,
  { inLog, written }: { inLog: ReadonlySet<number>; written: ReadonlySet<number> },
): Set<number> {
  const { live, liveTree } = comparison
  for (const page of liveTree?.rowPages ?? [])
    if (!isSamePage(page, tree, liveTree)) addStanding(comparison, page)
  const pages = newPages(comparison, tree, tree.rowPages)
  const overflow = new Set(written)
  for (const page of inLog)
    if (tree.state.pages.version(page) !== live.pages.version(page)) overflow.add(page)
  for (const page of pagesWithOverflowIn(tree, overflow, pages)) {
    pages.add(page)
    addStanding(comparison, page)
  }
  return pages
}

/** Of `from`, the pages of the tree that differ from the live ones and were not looked at in this version. */
function newPages({ liveTree, done }: Comparison, tree: TableTree, from: ReadonlySet<number>): Set<number> {
  const pages = new Set<number>()
  for (const page of from) {
    if (!tree.rowPages.has(page) || isSamePage(page, tree, liveTree)) continue
    const version = `${page}:${tree.state.pages.version(page)}`
    if (!done.has(version)) pages.add(page)
    done.add(version)
  }
  return pages
}

/** Takes note of the live rows on a page. */
function addStanding({ liveTree, reader, standing, standingPages }: Comparison, page: number): void {
  if (!liveTree?.rowPages.has(page) || standingPages.has(page)) return
  standingPages.add(page)
  const { state, table } = liveTree
  for (const { key, spot } of reader.spotsOf({ state, table, page })) addSpot(standing, key, spot)
}

function addSpot(spots: Spots, key: RowKey, spot: Spot): void {
  const list = spots.get(key)
  if (list) list.push(spot)
  else spots.set(key, [spot])
}

function* rowsOfPage(
  { reader, standing, given }: Comparison,
  { state, table }: TableTree,
  page: number,
): Generator<SupersededRow | Issue> {
  const via = state.id
  const issues: Issue[] = []
  for (const { key, spot } of reader.spotsOf({ state, table, page }, issues)) {
    const others = [...(standing.get(key) ?? []), ...(given.get(key) ?? [])]
    if (others.some((other) => reader.isSameContent(spot, other))) continue
    addSpot(given, key, spot)
    const row = reader.rowOf(spot, issues)
    for (const issue of issues.splice(0)) yield { ...issue, data: { ...issue.data, via } }
    if (row !== null) yield { ...row, via }
  }
  for (const issue of issues) yield { ...issue, data: { ...issue.data, via } }
}
