// The audit log: who did what to which thing, when; each entry bound to the one before by a hash. The table refuses
// updates and deletes; whoever edits the file by other means breaks the chain, or must rewrite it and betray the head.

import { createHash } from 'node:crypto'
import { ok, type Utc } from '@manumit/base'
import type { Kysely } from 'kysely'
import { canonicalJson } from './canonical-json.ts'
import { makeCursor, readCursor } from './cursor.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { AuditEntry, AuditHead, AuditLog, AuditVerdict } from './ports/audit.ts'
import type { JsonValue } from './ports/page.ts'
import type { StorePowers } from './ports/workspace.ts'
import type { AuditTable, Schema } from './schema.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** What the first entry follows. */
export const GENESIS: AuditHead = { seq: 0, hash: '0'.repeat(64) }

/** Rows verified at a time, so that a log of any length takes little memory. */
const ROWS_AT_A_TIME = 2000

/** An act as its caller tells it. */
export interface Act {
  readonly action: string
  readonly subject: string
  readonly data?: JsonValue
}

/** Appends within the transaction of the act itself: what is logged happened, and what happened is logged. */
export async function appendEntry(trx: Kysely<Schema>, powers: StorePowers, act: Act): Promise<AuditEntry> {
  const head = await readHead(trx)
  const body = {
    seq: head.seq + 1,
    at: powers.now(),
    actor: powers.actor,
    action: act.action,
    subject: act.subject,
    data: act.data ?? null,
    prevHash: head.hash,
  }
  const entry: AuditEntry = { ...body, hash: hashOf(body) }
  await trx
    .insertInto('audit')
    .values({
      seq: entry.seq,
      at: entry.at,
      actor: toStoredText(entry.actor),
      action: entry.action,
      subject: toStoredText(entry.subject),
      data: canonicalJson(entry.data),
      prev_hash: entry.prevHash,
      hash: entry.hash,
    })
    .execute()
  return entry
}

export function makeAuditLog(engine: Engine, powers: StorePowers): AuditLog {
  const { db } = engine
  return {
    append: (action, subject, data = null) =>
      inTransaction(engine, (trx) => appendEntry(trx, powers, { action, subject, data })),
    head: () => readHead(db),
    latest: async (limit) =>
      (await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute()).map(entryOf),
    verify: (expected) => verifyChain(db, expected),
    async list({ action, after, limit }) {
      const cursor = readCursor('a', 1, after)
      if (!cursor.ok) return cursor
      let query = db.selectFrom('audit').selectAll().orderBy('seq').limit(limit)
      if (action !== undefined) query = query.where('action', '=', action)
      if (cursor.value) query = query.where('seq', '>', cursor.value[0]!)
      const rows = (await query.execute()).map(entryOf)
      return ok({ rows, next: rows.length === limit ? makeCursor('a', rows.at(-1)!.seq) : null })
    },
  }
}

async function readHead(db: Kysely<Schema>): Promise<AuditHead> {
  const row = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? GENESIS
}

async function verifyChain(db: Kysely<Schema>, expected: AuditHead | undefined): Promise<AuditVerdict> {
  let head = GENESIS
  let isExpectedMet = expected === undefined || isSameHead(GENESIS, expected)
  for (;;) {
    const rows = await readWritten(db, head.seq)
    if (rows.length === 0) break
    for (const row of rows) {
      const problem = problemOf(row, head)
      // What should be a number and is none is named by where it stands.
      if (problem) return { intact: false, seq: Number.isInteger(row.seq) ? row.seq : head.seq + 1, problem }
      head = { seq: row.seq, hash: row.hash }
      if (expected && isSameHead(head, expected)) isExpectedMet = true
    }
  }
  if (!isExpectedMet) return { intact: false, seq: expected!.seq, problem: 'head' }
  return { intact: true, entries: head.seq, head }
}

/** Entries after this one, as somebody may have written them: an integer past 2^53 reads as no number here, and throws elsewhere. */
async function readWritten(db: Kysely<Schema>, after: number): Promise<AuditTable[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['actor', 'action', 'subject', 'data', 'prev_hash', 'hash'])
    .select((eb) => [eb.cast<string>('seq', 'text').as('seq'), eb.cast<string>('at', 'text').as('at')])
    .where('audit.seq', '>', after)
    .orderBy('audit.seq')
    .limit(ROWS_AT_A_TIME)
    .execute()
  return rows.map(({ seq, at, ...row }) => ({ ...row, seq: exactNumber(seq), at: exactNumber(at) }))
}

function exactNumber(digits: string): number {
  const value = Number(digits)
  return String(value) === digits ? value : Number.NaN
}

function problemOf(row: AuditTable, before: AuditHead): 'hash' | 'link' | 'gap' | 'unreadable' | null {
  if (Number.isNaN(row.seq) || Number.isNaN(row.at)) return 'unreadable'
  if (row.seq !== before.seq + 1) return 'gap'
  if (row.prev_hash !== before.hash) return 'link'
  try {
    return hashOf(entryOf(row)) === row.hash ? null : 'hash'
  } catch {
    return 'unreadable'
  }
}

const isSameHead = (a: AuditHead, b: AuditHead): boolean => a.seq === b.seq && a.hash === b.hash

function hashOf({ seq, at, actor, action, subject, data, prevHash }: Omit<AuditEntry, 'hash'>): string {
  const text = canonicalJson({ seq, at, actor, action, subject, data, prevHash })
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

const entryOf = (row: AuditTable): AuditEntry => ({
  seq: row.seq,
  at: row.at as Utc,
  actor: fromStoredText(row.actor),
  action: row.action,
  subject: fromStoredText(row.subject),
  data: JSON.parse(row.data) as JsonValue,
  prevHash: row.prev_hash,
  hash: row.hash,
})
