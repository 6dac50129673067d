// Judgements: appended, never changed. The table refuses updates and deletes; the last judgement on a subject counts.

import { ok, type Utc } from '@manumit/base'
import type { Kysely } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import type { JudgementLog, StoredJudgement } from './ports/judgements.ts'
import type { JudgementTable, Schema } from './schema.ts'
import { inLoggedTransaction, type StoreContext } from './store-context.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

export function makeJudgementLog(context: StoreContext): JudgementLog {
  const { engine, powers } = context
  return {
    append: ({ subject, decision, reason }) =>
      inLoggedTransaction(context, async (trx) => {
        const row = await trx
          .insertInto('judgement')
          .values({
            subject: toStoredText(subject),
            decision: toStoredText(decision),
            reason: toStoredText(reason),
            author: toStoredText(powers.actor),
            at: powers.now(),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        const data = { judgement: row.id, decision, reason }
        return { value: judgementOf(row), act: { action: 'judgement.appended', subject, data } }
      }),
    async of(subject) {
      const rows = await engine.db
        .selectFrom('judgement')
        .selectAll()
        .where('subject', '=', toStoredText(subject))
        .orderBy('id')
        .execute()
      return rows.map(judgementOf)
    },
    async list({ after, limit }) {
      const cursor = readCursor('j', 1, after)
      if (!cursor.ok) return cursor
      let query = engine.db.selectFrom('judgement').selectAll().orderBy('id').limit(limit)
      if (cursor.value) query = query.where('id', '>', cursor.value[0]!)
      const rows = (await query.execute()).map(judgementOf)
      return ok({ rows, next: rows.length === limit ? makeCursor('j', rows.at(-1)!.id) : null })
    },
  }
}

/** Those whose subject begins so, the oldest first. */
export async function readJudgements(
  db: Kysely<Schema>,
  prefix: 'candidate:',
): Promise<readonly StoredJudgement[]> {
  const rows = await db
    .selectFrom('judgement')
    .selectAll()
    .where('subject', 'like', `${prefix}%`)
    .orderBy('id')
    .execute()
  return rows.map(judgementOf)
}

const judgementOf = (row: Omit<JudgementTable, 'id'> & { readonly id: number }): StoredJudgement => ({
  id: row.id,
  subject: fromStoredText(row.subject),
  decision: fromStoredText(row.decision),
  reason: fromStoredText(row.reason),
  author: fromStoredText(row.author),
  at: row.at as Utc,
})
