// Pages that two trees lay claim to. In a sound file there are none; in a damaged or altered one a row could otherwise
// turn up in a table it never stood in. Where the keys of such a page fit one claim alone, that tree keeps it; else none.

import type { Schema } from './schema.ts'
import type { StatePages } from './state-pages.ts'
import { type TreePage, treePages } from './tree-pages.ts'
import { type CellRange, cellOffset, emptyRange, loadPage, startWalk, type TreeKind } from './tree-walk.ts'
import { signedVarintAt, varintLength } from './varint.ts'

/** For each disputed page the root of the tree that may read it, 0 for none. */
export type PageOwners = ReadonlyMap<number, number>

interface Tree {
  readonly root: number
  readonly kind: TreeKind
}

interface Claim extends TreePage, Tree {}

export function findPageOwners(pages: StatePages, schema: Schema): PageOwners {
  const trees = treesOf(schema)
  const claimed = new Uint8Array(pages.pageCount + 1)
  const disputed = new Map<number, Claim[]>()
  for (const { root, kind } of trees)
    for (const { page } of treePages(pages, root, kind)) {
      if (claimed[page] === 1) disputed.set(page, [])
      claimed[page] = 1
    }
  if (disputed.size === 0) return new Map()
  for (const tree of trees)
    for (const entry of treePages(pages, tree.root, tree.kind))
      disputed.get(entry.page)?.push({ ...entry, ...tree })
  return new Map([...disputed].map(([page, claims]) => [page, ownerOf(pages, claims)]))
}

function treesOf({ tables, indexes }: Schema): Tree[] {
  return [
    { root: 1, kind: 'table' },
    ...[...tables.values()].map(
      (table): Tree => ({ root: table.rootPage, kind: table.withoutRowid ? 'index' : 'table' }),
    ),
    ...[...indexes.values()].map((index): Tree => ({ root: index.rootPage, kind: 'index' })),
  ]
}

function ownerOf(pages: StatePages, claims: readonly Claim[]): number {
  const fitting = claims.filter((claim) => fits(pages, claim))
  return fitting.length === 1 ? fitting[0]!.root : 0
}

function fits(pages: StatePages, { page, kind, above, upTo }: Claim): boolean {
  const range = emptyRange(pages.pageSize)
  loadPage(startWalk(pages, kind), page, range)
  if (range.page === 0) return false
  if (kind === 'index' || !range.isLeaf) return true
  for (let cell = 0; cell < range.cells; cell++) {
    const rowid = rowidOf(range, cell)
    if (rowid === null) continue
    if ((above !== null && rowid <= above) || (upTo !== null && rowid > upTo)) return false
  }
  return true
}

function rowidOf(range: CellRange, cell: number): number | bigint | null {
  const at = cellOffset(range, cell)
  return at < 0 ? null : signedVarintAt(range.bytes, at + varintLength(range.bytes, at))
}
