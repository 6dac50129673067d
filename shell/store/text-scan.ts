// Records whose text holds a part of a word or sentence, looked for one after the other along the timeline. No index knows
// parts of words, so a look reads a bounded number of records and says where it stopped; whoever wants more goes on there.

import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { all, type RecordIndex } from './record-index.ts'

/** Records that one look reads at most, and at a time. */
export const SCANNED_ROWS = 15_000
const ROWS_AT_A_TIME = 3_000

export interface Spot {
  /** null: among those without a time. */
  readonly utc: number | null
  readonly id: number
}

export interface TextScan {
  readonly engine: Engine
  readonly index: RecordIndex
  readonly text: string
  /** Reads what lies behind it. */
  readonly after: Spot
  /** Last moment that counts; no matter among records without a time. */
  readonly to: number
}

export interface FoundRow {
  readonly id: number
  readonly utc: number | null
  readonly kind: string
}

/**
 * Hands rows with the text to `take`, in order, until it says false or `rows` records have been read.
 *
 * @returns the last record read where there may be more behind it; null at the end of the timed (or untimed) ones
 */
export async function scanText(
  scan: TextScan,
  rows: number,
  take: (row: FoundRow) => boolean,
): Promise<Spot | null> {
  let after = scan.after
  for (let read = 0; read < rows; read += ROWS_AT_A_TIME) {
    const { found, last } = await readPart({ ...scan, after })
    for (const row of found) if (!take(row)) return row
    if (last === null) return null
    after = last
  }
  return after
}

/** The next records of the index, as a query of their ids, times and kinds. */
function partOf({ index, after, to }: TextScan): RawBuilder<unknown> {
  const { table, id, utc, where, isTimed, isUntimed } = index
  const behind =
    after.utc === null
      ? [isUntimed, sql`${id} > ${after.id}`]
      : [
          isTimed,
          sql`${utc} >= ${after.utc} and ${utc} <= ${to} and (${utc} > ${after.utc} or ${id} > ${after.id})`,
        ]
  return sql`select ${id} as id, ${utc} as utc, kind from ${table} where ${all([...behind, ...where])}
    order by ${utc}, ${id} limit ${ROWS_AT_A_TIME}`
}

/** The next records with the text, and the last of those read; null where it was the end of them. */
async function readPart(scan: TextScan): Promise<{ found: readonly FoundRow[]; last: Spot | null }> {
  const contains = scan.engine.containsText(sql<string | null>`observation.search`, scan.text)
  const { rows } = await sql<FoundRow & { readonly passed: number }>`
    with part as materialized (${partOf(scan)})
    select * from (select id, utc, kind, 1 as passed from part limit 1 offset ${ROWS_AT_A_TIME - 1}) as ending
    union all select * from (select part.id, part.utc, part.kind, 0 as passed
      from part join observation on observation.id = part.id
      where ${contains} order by part.utc, part.id) as found`.execute(scan.engine.db)
  const spotted = scan.after.utc === null ? rows.map((row) => ({ ...row, utc: null })) : rows
  const isWhole = spotted[0]?.passed === 1
  return { found: isWhole ? spotted.slice(1) : spotted, last: isWhole ? spotted[0]! : null }
}
