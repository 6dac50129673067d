// Records whose text holds a part of a word or sentence, looked for one after the other along the timeline. No index knows
// parts of words, so a look reads a bounded number of records and says where it stopped; whoever wants more goes on there.

import { type Kysely, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { all, type RecordIndex } from './record-index.ts'
import type { Schema } from './schema.ts'

/** Records that one look reads at most, and at a time. */
export const SCANNED_ROWS = 30_000
const ROWS_AT_A_TIME = 2_000

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
  for (let read = 0; read < rows; ) {
    const part = await readPart(scan.engine.db, { ...scan, after })
    for (const { id, utc, kind, found } of part) {
      after = { utc, id }
      if (found && !take({ id, utc, kind })) return after
    }
    read += part.length
    if (part.length < ROWS_AT_A_TIME) return null
  }
  return after
}

interface ReadRow extends FoundRow {
  readonly found: number | boolean
}

async function readPart(
  db: Kysely<Schema>,
  { engine, index, text, after, to }: TextScan,
): Promise<readonly ReadRow[]> {
  const { table, id, utc, where, isTimed, isUntimed } = index
  const behind =
    after.utc === null
      ? [isUntimed, sql`${id} > ${after.id}`]
      : [
          isTimed,
          sql`${utc} >= ${after.utc} and ${utc} <= ${to} and (${utc} > ${after.utc} or ${id} > ${after.id})`,
        ]
  const found = engine.containsText(sql<string | null>`observation.search`, text)
  const { rows } = await sql<ReadRow>`
    select part.id as id, ${after.utc === null ? sql`null` : sql`part.utc`} as utc, part.kind as kind,
      ${found} as found
    from (select ${id} as id, ${utc} as utc, kind from ${table} where ${all([...behind, ...where])}
      order by ${utc}, ${id} limit ${ROWS_AT_A_TIME}) as part
    join observation on observation.id = part.id order by part.utc, part.id`.execute(db)
  return rows
}
