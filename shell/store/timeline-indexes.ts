// The indexes that only reading needs. An empty workspace has none, and its first ingest builds them after the rows: a
// sorted build costs a fifth of keeping a tree in order row by row. Later ingests find them there and keep them.

import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * The timeline's own (order, and the filters that need no look at the row) and each party's. A row number, which SQLite
 * adds to each index by itself, is named for PostgreSQL.
 */
const INDEXES = [
  'create index if not exists observation_timeline on observation (utc, id, kind, source_id, state)',
  'create index if not exists mention_timeline on mention (party_id, utc, observation_id)',
]

/** Builds what is missing, each in a transaction of its own; killed, it builds again. */
export async function buildTimelineIndexes(db: Kysely<Schema>): Promise<void> {
  for (const statement of INDEXES) await sql.raw(statement).execute(db)
}
