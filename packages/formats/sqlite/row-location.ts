// Where a row lies, byte for byte: its page, in the main file or the log, its cell, and what each part of the cell is. For
// somebody who looks at the bytes a record rests on; reading rows needs none of it.

import { makeCellPlaces, placeCells } from './cells.ts'
import type { Table } from './schema.ts'
import type { DatabaseState } from './states.ts'
import {
  type CellRange,
  childPointer,
  emptyRange,
  interiorKey,
  loadPage,
  MAX_DEPTH,
  startWalk,
  walkTree,
} from './tree-walk.ts'
import type { CellPart, PagePlace, RowLocation } from './types.ts'
import { uint32At, varintAt, varintLength } from './varint.ts'

/** Where a page of a state lies. */
export type PlacePage = (page: number) => PagePlace

/** The row of this rowid; null where the state's tree holds none that can be read, and for tables without rowids. */
export function locateRow(
  state: DatabaseState,
  placePage: PlacePage,
  { table: name, rowid }: { readonly table: string; readonly rowid: number | bigint },
): RowLocation | null {
  const table = state.schema.tables.get(name.toLowerCase())
  if (table === undefined || table.withoutRowid) return null
  const found = byKey(state, table.rootPage, rowid) ?? byWalk(state, table.rootPage, rowid)
  return found && locationOf(state, placePage, { table, ...found })
}

interface FoundCell {
  readonly range: CellRange
  readonly cell: number
}

/** Down the tree by the keys of its interior pages. */
function byKey({ pages }: DatabaseState, root: number, rowid: number | bigint): FoundCell | null {
  const walk = startWalk(pages, 'table')
  const range = emptyRange(pages.pageSize)
  let page = root
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    loadPage(walk, page, range)
    if (range.page === 0) return null
    if (range.isLeaf) return cellWith(range, rowid, pages)
    let child = 0
    while (child < range.cells) {
      const key = interiorKey(range, child)
      if (key !== null && rowid <= key) break
      child++
    }
    const next = childPointer(range, child)
    if (next === null) return null
    page = next
  }
  return null
}

/** Leaf by leaf: in a damaged tree the keys lead elsewhere. */
function byWalk({ pages, isFree }: DatabaseState, root: number, rowid: number | bigint): FoundCell | null {
  for (const range of walkTree(startWalk(pages, 'table', { isFree }), root)) {
    if ('issue' in range) continue
    const found = cellWith(range, rowid, pages)
    if (found) return found
  }
  return null
}

function cellWith(range: CellRange, rowid: number | bigint, pages: DatabaseState['pages']): FoundCell | null {
  const places = makeCellPlaces(pages.pageSize)
  placeCells(range, { kind: 'table', usable: pages.usable, places, isWhole: true })
  for (let cell = 0; cell < range.cells; cell++)
    if (places.offset[cell]! >= 0 && rowidAt(range, places.rowid[cell]!) === BigInt(rowid))
      return { range, cell }
  return null
}

function rowidAt({ bytes }: CellRange, at: number): bigint {
  let value = 0n
  const length = varintLength(bytes, at)
  for (let n = 0; n < length; n++)
    value = n === 8 ? (value << 8n) | BigInt(bytes[at + n]!) : (value << 7n) | BigInt(bytes[at + n]! & 0x7f)
  return BigInt.asIntN(64, value)
}

function locationOf(
  { pages }: DatabaseState,
  placePage: PlacePage,
  { table, range, cell }: FoundCell & { readonly table: Table },
): RowLocation {
  const places = makeCellPlaces(pages.pageSize)
  placeCells(range, { kind: 'table', usable: pages.usable, places, isWhole: true })
  const offset = places.offset[cell]!
  const payload = places.payload[cell]!
  const local = places.local[cell]!
  const page = placePage(range.page)
  const cellPlace: CellPlace = { offset, rowid: places.rowid[cell]!, payload, local, end: places.end[cell]! }
  const overflow =
    local < places.length[cell]!
      ? overflowPages(pages, placePage, {
          first: uint32At(range.bytes, places.end[cell]! - 4),
          bytes: places.length[cell]! - local,
        })
      : []
  return {
    ...page,
    cellOffset: page.offset + offset,
    cellBytes: places.end[cell]! - offset,
    parts: cellParts(range.bytes, cellPlace, table),
    overflow,
  }
}

/** Offsets in the page; `local`: bytes of the payload in it. */
interface CellPlace {
  readonly offset: number
  readonly rowid: number
  readonly payload: number
  readonly local: number
  readonly end: number
}

function cellParts(
  bytes: Uint8Array,
  { offset, rowid, payload, local, end }: CellPlace,
  table: Table,
): CellPart[] {
  const parts: CellPart[] = []
  const limit = payload + local
  const add = (kind: CellPart['kind'], from: number, to: number, column: string | null = null): void => {
    if (from < limit || kind === 'overflow-page')
      parts.push({
        kind,
        column,
        start: from - offset,
        end: Math.min(to, kind === 'overflow-page' ? end : limit) - offset,
      })
  }
  add('payload-length', offset, rowid)
  add('rowid', rowid, payload)
  const headerEnd = payload + varintAt(bytes, payload)
  const types: number[] = []
  let at = payload + varintLength(bytes, payload)
  add('header-length', payload, at)
  while (at < Math.min(headerEnd, limit)) {
    const next = at + varintLength(bytes, at)
    add('type', at, next, columnOf(table, types.length))
    types.push(varintAt(bytes, at))
    at = next
  }
  let value = headerEnd
  for (const [field, type] of types.entries()) {
    const size = sizeOfType(type)
    if (size > 0) add('column', value, value + size, columnOf(table, field))
    value += size
  }
  if (end > limit) add('overflow-page', limit, end)
  return parts
}

/** The column whose value a field of the record is; null where the table declares none for it. */
const columnOf = ({ fields, columns }: Table, field: number): string | null =>
  columns[fields[field] ?? -1]?.name ?? null

/** Bytes of a value by its serial type. sqlite.org, Database File Format, section 2.1. */
const sizeOfType = (type: number): number =>
  type >= 12 ? Math.floor((type - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0)

/** Each page at most once; the chain ends where it leaves the database. */
function overflowPages(
  pages: DatabaseState['pages'],
  placePage: PlacePage,
  { first, bytes }: { readonly first: number; readonly bytes: number },
): (PagePlace & { readonly bytes: number })[] {
  const found: (PagePlace & { readonly bytes: number })[] = []
  const seen = new Set<number>()
  let page = first
  for (let left = bytes; left > 0 && page >= 1 && page <= pages.pageCount && !seen.has(page); ) {
    seen.add(page)
    const content = pages.read(page)
    if (content.length < 4) break
    const part = Math.min(left, pages.usable - 4, content.length - 4)
    found.push({ ...placePage(page), bytes: part })
    left -= part
    page = uint32At(content, 0)
  }
  return found
}
