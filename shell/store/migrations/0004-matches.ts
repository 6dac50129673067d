// Matches name their file's digest and what a judgement on them is about, so that both can be asked for: which other banks
// the same bytes came near to, and which matches nobody has decided on.

import { type Kysely, sql } from 'kysely'
import { matchSubject } from '../match-subject.ts'
import type { Migration } from '../migrate.ts'
import type { ScanMatch } from '../ports/scans.ts'
import type { Schema } from '../schema.ts'
import { toStoredText } from '../stored-text.ts'

const ROWS_AT_A_TIME = 1_000

export const matchesMigration: Migration = {
  version: 4,
  name: 'matches',
  async up(db) {
    await sql`alter table scan_match add column sha256 text not null default ''`.execute(db)
    await sql`alter table scan_match add column subject text not null default ''`.execute(db)
    await fill(db as unknown as Kysely<Schema>)
    await sql`create index scan_match_sha256 on scan_match (sha256)`.execute(db)
    await sql`create index scan_match_subject on scan_match (subject)`.execute(db)
  },
}

async function fill(db: Kysely<Schema>): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('scan_match')
      .select(['id', 'match'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(ROWS_AT_A_TIME)
      .execute()
    for (const { id, match: text } of rows) {
      const match = JSON.parse(text) as ScanMatch
      await db
        .updateTable('scan_match')
        .set({ sha256: match.file.digests.sha256, subject: toStoredText(matchSubject(match)) })
        .where('id', '=', id)
        .execute()
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
