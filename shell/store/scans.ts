// Scans: which files were compared with which bank, at which thresholds, and what came near. A file that came near to
// nothing is a row as well, so that a scan cut short goes on where it was, and "compared" is a count, not a belief.

import { ok, type Result, refuse, type Sha256, type Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import { canonicalJson } from './canonical-json.ts'
import { readCursor } from './cursor.ts'
import { inTransaction } from './engine.ts'
import { matchSubject } from './match-subject.ts'
import type { JsonValue } from './ports/page.ts'
import type { NearBank, Scan, ScanDeclaration, ScanMatch, ScanStore, StoredMatch } from './ports/scans.ts'
import type { ScanTable, Schema } from './schema.ts'
import { inLoggedTransaction, requireWriting, type StoreContext } from './store-context.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

type ScanRow = Omit<ScanTable, 'id'> & { readonly id: number }

const DIGESTS_PER_QUERY = 500

export function makeScanStore(context: StoreContext): ScanStore {
  const { engine, powers } = context
  const { db } = engine
  return {
    async start(declaration) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const bank = await db
        .selectFrom('bank')
        .select('digest')
        .where('name', '=', toStoredText(declaration.bank))
        .where('current', '=', 1)
        .executeTakeFirst()
      if (!bank) return refuse('E_BANK_UNKNOWN', { bank: declaration.bank })
      const bankDigest = bank.digest!
      const { paths, thresholds } = declaration
      const text = canonicalJson({ paths, bank: declaration.bank, thresholds })
      const id = await inLoggedTransaction(context, async (trx) => {
        const open = await openScan(trx, text, bankDigest)
        const scanId = open ?? (await insertScan(trx, { text, bankDigest, at: powers.now() }))
        const action = open === undefined ? 'scan.started' : 'scan.resumed'
        const data = { ...(JSON.parse(text) as { [key: string]: JsonValue }), bankDigest }
        return { value: scanId, act: { action, subject: `scan:${scanId}`, data } }
      })
      return readScan(db, id)
    },
    async has(scanId, { path, sha256 }) {
      const row = await db
        .selectFrom('scan_file')
        .select('scan_id')
        .where('scan_id', '=', scanId)
        .where('path', '=', toStoredText(path))
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      return row !== undefined
    },
    async record(scanId, files) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      return inTransaction(engine, async (trx) => {
        const scan = await readScan(trx, scanId)
        if (!scan.ok) return scan
        for (const { path, sha256, matches } of files) {
          const { numInsertedOrUpdatedRows } = await trx
            .insertInto('scan_file')
            .values({ scan_id: scanId, path: toStoredText(path), sha256 })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirstOrThrow()
          if (numInsertedOrUpdatedRows !== 0n && matches.length > 0)
            await trx
              .insertInto('scan_match')
              .values(matches.map((match) => matchRow(scanId, match)))
              .execute()
        }
        return ok(undefined)
      })
    },
    async finish(scanId) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const scan = await readScan(db, scanId)
      if (!scan.ok) return scan
      const finishedAt = powers.now()
      await inLoggedTransaction(context, async (trx) => {
        await trx.updateTable('scan').set({ finished_at: finishedAt }).where('id', '=', scanId).execute()
        const data = { files: scan.value.files, matches: scan.value.matches }
        return { value: undefined, act: { action: 'scan.finished', subject: `scan:${scanId}`, data } }
      })
      return ok({ ...scan.value, finishedAt })
    },
    async list() {
      const rows = await db.selectFrom('scan').selectAll().orderBy('id').execute()
      const scans: Scan[] = []
      for (const row of rows) scans.push(await scanOf(db, row))
      return scans
    },
    async match(id) {
      const row = await db.selectFrom('scan_match').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? storedMatchOf(row) : null
    },
    async filesWith(scanId, digests) {
      const found = new Map<Sha256, string[]>(digests.map((sha256) => [sha256, []]))
      const wanted = [...found.keys()]
      for (let i = 0; i < wanted.length; i += DIGESTS_PER_QUERY) {
        const rows = await db
          .selectFrom('scan_file')
          .select(['path', 'sha256'])
          .where('scan_id', '=', scanId)
          .where('sha256', 'in', wanted.slice(i, i + DIGESTS_PER_QUERY))
          .orderBy('path')
          .execute()
        for (const { path, sha256 } of rows) found.get(sha256 as Sha256)?.push(fromStoredText(path))
      }
      return found
    },
    async banksNear(digests) {
      const found = new Map<Sha256, Map<string, NearBank>>(digests.map((sha256) => [sha256, new Map()]))
      const wanted = [...found.keys()]
      for (let i = 0; i < wanted.length; i += DIGESTS_PER_QUERY) {
        const rows = await db
          .selectFrom('scan_match')
          .innerJoin('scan', 'scan.id', 'scan_match.scan_id')
          .select(['scan_match.scan_id', 'scan_match.sha256', 'scan_match.match', 'scan.bank_digest'])
          .where('scan_match.sha256', 'in', wanted.slice(i, i + DIGESTS_PER_QUERY))
          .orderBy('scan_match.id')
          .execute()
        for (const { scan_id: scanId, sha256, match, bank_digest } of rows) {
          const { bank } = JSON.parse(match) as ScanMatch
          const near = { scanId, bank, bankDigest: bank_digest as Sha256 }
          found.get(sha256 as Sha256)?.set(`${scanId} ${bank}`, near)
        }
      }
      return new Map([...found].map(([sha256, banks]) => [sha256, [...banks.values()]]))
    },
    async countUndecided() {
      const { count } = await db
        .selectFrom('scan_match')
        .where(isDecided(false))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    matches: (query) => pageMatches(db, query),
  }
}

async function openScan(db: Kysely<Schema>, text: string, bankDigest: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('scan')
    .select('id')
    .where('declaration', '=', text)
    .where('bank_digest', '=', bankDigest)
    .where('finished_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}

async function insertScan(
  db: Kysely<Schema>,
  { text, bankDigest, at }: { readonly text: string; readonly bankDigest: string; readonly at: Utc },
): Promise<number> {
  const { id } = await db
    .insertInto('scan')
    .values({ declaration: text, bank_digest: bankDigest, started_at: at, finished_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function readScan(db: Kysely<Schema>, id: number): Promise<Result<Scan>> {
  const row = await db.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? ok(await scanOf(db, row)) : refuse('E_SCAN_UNKNOWN', { scan: id })
}

async function scanOf(db: Kysely<Schema>, row: ScanRow): Promise<Scan> {
  const count = async (table: 'scan_file' | 'scan_match'): Promise<number> => {
    const counted = await db
      .selectFrom(table)
      .where('scan_id', '=', row.id)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(counted.count)
  }
  return {
    id: row.id,
    ...(JSON.parse(row.declaration) as ScanDeclaration),
    bankDigest: row.bank_digest as Sha256,
    startedAt: row.started_at as Utc,
    finishedAt: row.finished_at as Utc | null,
    files: await count('scan_file'),
    matches: await count('scan_match'),
  }
}

const matchRow = (scanId: number, match: ScanMatch) => ({
  scan_id: scanId,
  path: toStoredText(match.file.path),
  distance: match.distance,
  match: JSON.stringify(match),
  sha256: match.file.digests.sha256,
  subject: toStoredText(matchSubject(match)),
})

/** By distance, path and number. A cursor names the last match; its distance and path are read back from its row. */
async function pageMatches(
  db: Kysely<Schema>,
  { scanId, isDecided: wanted, after, limit }: Parameters<ScanStore['matches']>[0],
): ReturnType<ScanStore['matches']> {
  const cursor = readCursor('m', 1, after)
  if (!cursor.ok) return cursor
  let query = db
    .selectFrom('scan_match')
    .selectAll()
    .orderBy('distance')
    .orderBy('path')
    .orderBy('id')
    .limit(limit)
  if (scanId !== undefined) query = query.where('scan_id', '=', scanId)
  if (wanted !== undefined) query = query.where(isDecided(wanted))
  if (cursor.value) {
    const id = cursor.value[0]!
    const last = await db.selectFrom('scan_match').selectAll().where('id', '=', id).executeTakeFirst()
    if (!last) return refuse('E_CURSOR', { cursor: after! })
    query = query.where(sql<boolean>`(distance, path, id) > (${last.distance}, ${last.path}, ${last.id})`)
  }
  const rows = (await query.execute()).map(storedMatchOf)
  return ok({ rows, next: rows.length === limit ? `m${rows.at(-1)!.id}` : null })
}

/** A judgement stands: more were made than taken back. */
const isDecided = (wanted: boolean) => sql<boolean>`${sql.raw(wanted ? '' : 'not')} exists (
  select 1 from judgement where judgement.subject = scan_match.subject group by judgement.subject
  having sum(case decision when 'undo' then -1 else 1 end) > 0)`

const storedMatchOf = (row: {
  readonly id: number
  readonly scan_id: number
  readonly match: string
}): StoredMatch => ({ ...(JSON.parse(row.match) as ScanMatch), id: row.id, scanId: row.scan_id })
