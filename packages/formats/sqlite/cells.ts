// Where the cells of a page lie, before any is decoded: so that a cell outside its page, or one over another, is seen and
// never becomes a row.

import { localBytes } from './overflow.ts'
import { type CellRange, cellOffset, type Walk } from './tree-walk.ts'
import { varintAt, varintLength } from './varint.ts'

/** Places of cells [from, to) of the range read last; arrays are used again. */
export interface CellPlaces {
  /** Offset in the page; -1 where there is no readable cell. */
  offset: Int32Array
  /** Offset of the rowid (table trees), and of the payload. */
  rowid: Int32Array
  payload: Int32Array
  /** Bytes of the payload, and of it in the page. */
  length: Float64Array
  local: Int32Array
  /** End of the cell in the page. */
  end: Int32Array
}

export const OUTSIDE = -1
export const OVERLAP = -2

/** A page of 65,536 bytes has fewer cells than this. */
export function makeCellPlaces(pageSize: number): CellPlaces {
  const most = Math.ceil(pageSize / 4)
  return {
    offset: new Int32Array(most),
    rowid: new Int32Array(most),
    payload: new Int32Array(most),
    length: new Float64Array(most),
    local: new Int32Array(most),
    end: new Int32Array(most),
  }
}

/** Fills `places` for the range. `maxPayload` is what the database could hold at most. */
export function placeCells(walk: Walk, range: CellRange, places: CellPlaces): void {
  const { usable } = walk.pages
  const { bytes, limit, isLeaf } = range
  const isTable = walk.kind === 'table'
  for (let cell = range.from; cell < range.to; cell++) {
    const i = cell - range.from
    const offset = cellOffset(range, cell)
    places.offset[i] = offset
    if (offset < 0) continue
    let at = isLeaf ? offset : offset + 4
    const length = varintAt(bytes, at)
    at += varintLength(bytes, at)
    places.rowid[i] = at
    if (isTable) at += varintLength(bytes, at)
    const local = localBytes(length, usable, walk.kind, isLeaf)
    const end = at + local + (local < length ? 4 : 0)
    places.payload[i] = at
    places.length[i] = length
    places.local[i] = local
    places.end[i] = end
    if (end > limit) places.offset[i] = OUTSIDE
  }
}
