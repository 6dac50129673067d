// Rows of a table in one state, in key order, with issues between them. Nothing but the wanted columns is decoded, and an
// overflow chain is followed only as far as they reach.

import type { Issue, IssuePlace } from '@manumit/base'
import { isIssue } from '@manumit/base'
import { makeCellPlaces, placeCells } from './cells.ts'
import { sqliteIssue } from './errors.ts'
import { assemblePayload, type PayloadBuffer } from './overflow.ts'
import { checkRecord, decodeRecord, neededBytes, type RecordBytes } from './record.ts'
import type { RowPlan } from './row-plan.ts'
import type { StatePages } from './state-pages.ts'
import { startWalk, walkTree } from './tree-walk.ts'
import type { SqliteRow, SqliteValue } from './types.ts'
import { signedVarintAt, varintAt, varintLength } from './varint.ts'

export interface RowsInput {
  readonly pages: StatePages
  readonly rootPage: number
  /** `index` for a WITHOUT ROWID table. */
  readonly kind: 'table' | 'index'
  readonly plan: RowPlan
  readonly place: IssuePlace
}

export function* readRows({ pages, rootPage, kind, plan, place }: RowsInput): Generator<SqliteRow | Issue> {
  const walk = startWalk(pages, kind, place)
  const places = makeCellPlaces(pages.pageSize)
  const buffer: PayloadBuffer = { bytes: new Uint8Array(0) }
  const record: RecordBytes = { bytes: buffer.bytes, start: 0, length: 0 }
  const badText: number[] = []
  const maxPayload = pages.pageCount * pages.usable
  for (const range of walkTree(walk, rootPage)) {
    if (isIssue(range)) {
      yield range
      continue
    }
    placeCells(walk, range, places)
    const cells = range.to - range.from
    for (let i = 0; i < cells; i++) {
      const offset = places.offset[i]!
      if (offset < 0) {
        yield sqliteIssue('E_SQLITE_CELL_OUTSIDE', { ...place, page: range.page })
        continue
      }
      const start = places.payload[i]!
      const length = places.length[i]!
      const local = places.local[i]!
      const rowid = kind === 'table' ? rowidAt(range.bytes, places.rowid[i]!) : null
      record.bytes = range.bytes
      record.start = start
      record.length = length
      if (local < length) {
        const at = { ...place, page: range.page, offset, ...(rowid !== null && { rowid }) }
        if (length > maxPayload) {
          yield sqliteIssue('E_SQLITE_PAYLOAD_SIZE', at, { bytes: length })
          continue
        }
        // Header first: it tells how much of the rest is wanted. It is in the cell, but for tables of many columns.
        const headerBytes = varintAt(range.bytes, start)
        const needed = headerBytes <= local ? neededBytes(record, plan) : length
        if (needed > local) {
          const code = assemblePayload(walk, { bytes: range.bytes, start, local, length }, { needed, buffer })
          if (code !== null) yield sqliteIssue(code, at)
          if (code !== null && code !== 'E_SQLITE_OVERFLOW_TAIL') continue
          record.bytes = buffer.bytes
          record.start = 0
        }
      }
      const fields = checkRecord(record)
      if (fields < 0) {
        yield sqliteIssue('E_SQLITE_RECORD', { ...place, page: range.page, offset })
        continue
      }
      const values: SqliteValue[] = new Array(plan.width).fill(null)
      decodeRecord(record, { plan, values, badText })
      if (rowid !== null)
        for (const slot of plan.rowidSlots) values[slot] = plan.bigints ? BigInt(rowid) : rowid
      while (badText.length > 0) {
        const column = plan.names[badText.pop()!]!
        yield sqliteIssue('E_SQLITE_TEXT', { ...place, page: range.page, offset }, { column })
      }
      yield { rowid, values, page: range.page, offset }
    }
  }
}

/** Most rowids take one to three bytes. */
function rowidAt(bytes: Uint8Array, at: number): number | bigint {
  return varintLength(bytes, at) <= 7 ? varintAt(bytes, at) : signedVarintAt(bytes, at)
}
