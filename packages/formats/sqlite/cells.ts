// Where the cells of a page lie, before any is decoded: so that a cell outside its page, or one over another, is seen and
// never becomes a row. A page whose bytes add up (cells, free blocks, fragments and gap) holds no such cells, and costs
// nothing more; any other is looked at cell by cell.

import type { SqliteCode } from './errors.ts'
import { localBytes } from './overflow.ts'
import { makeFieldPlaces, scanRecord } from './record.ts'
import { type CellRange, cellOffset, type TreeKind } from './tree-walk.ts'
import { varintAt, varintLength } from './varint.ts'

/** Places of the cells of the page read last; the arrays are used again. */
export interface CellPlaces {
  /** Offset in the page, or one of the two below. */
  readonly offset: Int32Array
  /** Offset of the rowid (table trees), and of the payload. */
  readonly rowid: Int32Array
  readonly payload: Int32Array
  /** Bytes of the payload, and of it in the page. */
  readonly length: Float64Array
  readonly local: Int32Array
  /** End of the cell in the page. */
  readonly end: Int32Array
}

export const OUTSIDE = -1
export const OVERLAPPING = -2

/** Bytes a cell takes at least: a free block of its size must fit there later. */
const LEAST_CELL = 4

export function makeCellPlaces(pageSize: number): CellPlaces {
  const most = pageSize >> 1
  return {
    offset: new Int32Array(most),
    rowid: new Int32Array(most),
    payload: new Int32Array(most),
    length: new Float64Array(most),
    local: new Int32Array(most),
    end: new Int32Array(most),
  }
}

/**
 * Fills `places` for the cells of a range.
 *
 * @param isWhole  look at the page as a whole; an interior page, which comes cell by cell, needs it but once
 * @returns what is wrong with the page, or null
 */
export function placeCells(
  range: CellRange,
  { kind, usable, places, isWhole }: { kind: TreeKind; usable: number; places: CellPlaces; isWhole: boolean },
): SqliteCode | null {
  const { bytes, limit, isLeaf, cells } = range
  const first = isWhole ? 0 : range.from
  const end = isWhole ? cells : range.to
  const isTable = kind === 'table'
  const mostLocal = localBytes(0xffff_ffff, usable, kind, isLeaf) // any length at or below it stands whole
  let used = 0
  for (let cell = first; cell < end; cell++) {
    const offset = cellOffset(range, cell)
    places.offset[cell] = offset
    if (offset < 0) continue
    let at = isLeaf ? offset : offset + 4
    let length = bytes[at]!
    if (length <= 0x7f) at++
    else {
      length = varintAt(bytes, at)
      at += varintLength(bytes, at)
    }
    places.rowid[cell] = at
    if (isTable) at += varintLength(bytes, at)
    const local = length <= mostLocal ? length : localBytes(length, usable, kind, isLeaf)
    const cellEnd = at + local + (local < length ? 4 : 0)
    places.payload[cell] = at
    places.length[cell] = length
    places.local[cell] = local
    places.end[cell] = cellEnd
    used += Math.max(LEAST_CELL, cellEnd - offset)
    if (cellEnd > limit) places.offset[cell] = OUTSIDE
  }
  if (!isWhole) return null
  if (limit < usable) {
    dropOverlapping(range, places)
    return null
  }
  const free = freeBytes(range)
  if (free >= 0 && used + free === limit - range.pointers - cells * 2) return null
  dropOverlapping(range, places)
  return free < 0 ? 'E_SQLITE_FREEBLOCKS' : 'E_SQLITE_PAGE_SPACE'
}

/** Gap, free blocks and fragments of a page; -1 where the chain of free blocks is bent. */
function freeBytes({ bytes, page, isLeaf, limit, pointers, cells }: CellRange): number {
  const header = pointers - (isLeaf ? 8 : 12)
  const content = uint16At(bytes, header + 5) || 65_536
  let free = content - (pointers + cells * 2) + bytes[header + 7]!
  if (page === 0 || content > limit) return -1
  let block = uint16At(bytes, header + 1)
  let after = content
  while (block !== 0) {
    if (block < after || block + 4 > limit) return -1
    const size = uint16At(bytes, block + 2)
    if (size < 4 || block + size > limit) return -1
    free += size
    after = block + size
    block = uint16At(bytes, block)
  }
  return free
}

const uint16At = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!

/**
 * Takes out cells that overlap. Of several pointers to one cell the first stays; where cells overlap otherwise, those
 * that are records stay, if they no longer overlap then.
 */
function dropOverlapping(range: CellRange, places: CellPlaces): void {
  const order = Array.from({ length: range.cells }, (_, cell) => cell)
    .filter((cell) => places.offset[cell]! >= 0)
    .sort((a, b) => places.offset[a]! - places.offset[b]! || a - b)
  const single = order.filter((cell, i) => {
    if (i === 0 || places.offset[order[i - 1]!] !== places.offset[cell]) return true
    places.offset[cell] = OVERLAPPING
    return false
  })
  const doubtful = overlapping(single, places)
  for (const cell of doubtful) if (!isRecord(range, places, cell)) places.offset[cell] = OVERLAPPING
  const rest = single.filter((cell) => places.offset[cell]! >= 0)
  for (const cell of overlapping(rest, places)) places.offset[cell] = OVERLAPPING
}

/** Of cells by offset, those that share bytes with another. */
function overlapping(order: readonly number[], places: CellPlaces): Set<number> {
  const found = new Set<number>()
  let last = -1
  for (const cell of order) {
    if (last >= 0 && places.offset[cell]! < places.end[last]!) found.add(last).add(cell)
    if (last < 0 || places.end[cell]! > places.end[last]!) last = cell
  }
  return found
}

const NO_FIELDS = new Int32Array(0)

function isRecord({ bytes }: CellRange, places: CellPlaces, cell: number): boolean {
  const start = places.payload[cell]!
  const headerBytes = varintAt(bytes, start)
  if (headerBytes > places.local[cell]!) return false
  const record = { bytes, start, length: places.length[cell]! }
  return scanRecord(record, NO_FIELDS, makeFieldPlaces(0))
}
