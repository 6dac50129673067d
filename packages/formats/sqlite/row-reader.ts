// Cells of a page → rows. One reader serves a whole walk: its arrays and buffers are used again from page to page, and a
// row that cannot be read leaves its issue in `issues` instead.

import type { Issue, IssuePlace } from '@manumit/base'
import { makeCellPlaces, OVERLAPPING, placeCells } from './cells.ts'
import { type SqliteCode, sqliteIssue } from './errors.ts'
import { assemblePayload, isPayloadWhole, type PayloadBuffer } from './overflow.ts'
import { decodeFields, makeFieldPlaces, type RecordBytes, scanRecord } from './record.ts'
import type { RowPlan } from './row-plan.ts'
import { makeTextReader } from './text.ts'
import { type CellRange, PADDING, type Walk } from './tree-walk.ts'
import type { SqliteRow } from './types.ts'
import { signedVarintAt, varintAt } from './varint.ts'

export interface RowReader {
  /** Met since the caller last emptied it. */
  readonly issues: Issue[]
  /** Takes up a page; a walk may open the same one for several of its ranges. */
  open(range: CellRange): void
  /** The row in a cell of that page; null where there is none to be had. */
  rowAt(cell: number): SqliteRow | null
}

export function makeRowReader(walk: Walk, plan: RowPlan): RowReader {
  const { pages, kind, place } = walk
  const places = makeCellPlaces(pages.pageSize)
  const buffer: PayloadBuffer = { bytes: new Uint8Array(PADDING) }
  const record: RecordBytes = { bytes: buffer.bytes, start: 0, length: 0 }
  const fields = makeFieldPlaces(plan.wanted.length)
  const text = makeTextReader(plan.encoding)
  const issues: Issue[] = []
  const badText: number[] = []
  const maxPayload = pages.pageCount * pages.usable
  const unsound = new Set<number>()
  const told = { extraFields: false, defaults: new Set<number>() }
  let page: CellRange | null = null
  let lastRowid: number | bigint | null = null
  let orderTold = -1

  function issueAt(code: SqliteCode, cell: number, data?: Issue['data']): void {
    const at: IssuePlace = { ...place, page: page!.page, offset: places.offset[cell]! }
    issues.push(sqliteIssue(code, places.offset[cell]! < 0 ? { ...place, page: page!.page } : at, data))
  }

  function open(range: CellRange): void {
    page = range
    // Between pages the bounds of each keep the order.
    lastRowid = null
    text.open(range.bytes)
    const isFirst = range.from === 0
    const isWhole = isFirst || unsound.has(range.page)
    const code = placeCells(range, { kind, usable: pages.usable, places, isWhole })
    if (code === null || !isFirst) return
    unsound.add(range.page)
    issues.push(sqliteIssue(code, { ...place, page: range.page }))
  }

  function rowAt(cell: number): SqliteRow | null {
    const range = page!
    const offset = places.offset[cell]!
    if (offset < 0) {
      issueAt(offset === OVERLAPPING ? 'E_SQLITE_CELL_OVERLAP' : 'E_SQLITE_CELL_OUTSIDE', cell)
      return null
    }
    record.bytes = range.bytes
    record.start = places.payload[cell]!
    record.length = places.length[cell]!
    const isWhole = places.local[cell] === record.length
    // A header longer than its cell's part of the record needs the chain before it can be scanned.
    if (!isWhole && !fetchLongHeader(cell)) return null
    if (!scanRecord(record, plan.wanted, fields)) {
      issueAt('E_SQLITE_RECORD', cell)
      return null
    }
    if (!isWhole && record.bytes === range.bytes && fields.needed > places.local[cell]!)
      if (!fetchOverflow(cell, fields.needed)) return null
    const rowid = kind === 'table' ? rowidOf(cell) : null
    const values = plan.empty.slice()
    decodeFields(record, fields, { plan, text, values, badText })
    if (fields.fields !== plan.fieldCount) tellFields(cell, fields.fields)
    if (rowid !== null && plan.rowidSlots.length > 0)
      for (const slot of plan.rowidSlots) values[slot] = plan.bigints ? BigInt(rowid) : rowid
    if (badText.length > 0)
      for (const slot of badText.splice(0)) issueAt('E_SQLITE_TEXT', cell, { column: plan.names[slot]! })
    return { rowid, values, page: range.page, offset }
  }

  function fetchLongHeader(cell: number): boolean {
    if (record.length > maxPayload) {
      issueAt('E_SQLITE_PAYLOAD_SIZE', cell, { bytes: record.length })
      return false
    }
    return varintAt(record.bytes, record.start) <= places.local[cell]! || fetchOverflow(cell, record.length)
  }

  /** Brings the first `needed` bytes of a long record together. */
  function fetchOverflow(cell: number, needed: number): boolean {
    const { bytes, start, length } = record
    const local = places.local[cell]!
    const code = assemblePayload(walk, { bytes, start, local, length }, { needed, buffer })
    if (code !== null) issueAt(code, cell)
    record.bytes = buffer.bytes
    record.start = 0
    return isPayloadWhole(code)
  }

  /** The rowid of a cell; told once a page where it breaks the order or the page's bounds. */
  function rowidOf(cell: number): number | bigint {
    const range = page!
    const at = places.rowid[cell]!
    const first = range.bytes[at]!
    const rowid = first <= 0x7f ? first : signedVarintAt(range.bytes, at)
    const isInOrder =
      (lastRowid === null || rowid > lastRowid) &&
      (range.above === null || rowid > range.above) &&
      (range.upTo === null || rowid <= range.upTo)
    if (!isInOrder && orderTold !== range.page) {
      orderTold = range.page
      issueAt('E_SQLITE_KEY_ORDER', cell)
    }
    lastRowid = rowid
    return rowid
  }

  /** Fewer fields than columns are normal after ADD COLUMN, unless a default is beyond us; more are not. */
  function tellFields(cell: number, count: number): void {
    for (const [index, column] of plan.unreadDefaults) {
      if (plan.wanted[index]! < count || told.defaults.has(index)) continue
      told.defaults.add(index)
      issueAt('E_SQLITE_DEFAULT_UNREAD', cell, { column })
    }
    if (count <= plan.fieldCount || told.extraFields) return
    told.extraFields = true
    issueAt('E_SQLITE_EXTRA_FIELDS', cell, { fields: count, columns: plan.fieldCount })
  }

  return { issues, open, rowAt }
}
