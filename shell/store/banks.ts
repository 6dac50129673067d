// Hash banks: lists of hashes somebody shares. A bank is replaced as a whole: its new entries are written beside the old
// ones, and one transaction puts the new ones in their place. A bank of unlawful material is never shown; only matched.

import { createHash } from 'node:crypto'
import { ok, type Result, refuse, type Sha256, type Utc } from '@manumit/base'
import type { BankReader } from '@manumit/matching'
import type { Kysely, Transaction } from 'kysely'
import { type Engine, inTransaction, ROWS_PER_STATEMENT } from './engine.ts'
import type { Bank, BankMaterial, BankStore, NewBankEntry } from './ports/banks.ts'
import type { BankTable, Schema } from './schema.ts'
import { inLoggedTransaction, requireWriting, type StoreContext } from './store-context.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Entries per transaction of an import. */
const ENTRIES_PER_BATCH = 20 * ROWS_PER_STATEMENT

/** From what is never shown to what may be. A bank imported again never moves to the right. */
const SHOWN: readonly BankMaterial[] = ['unlawful', 'other', 'demonstration']

type BankRow = Omit<BankTable, 'id'> & { readonly id: number }

export function makeBankStore(context: StoreContext): BankStore {
  const { engine, powers } = context
  const { db } = engine
  return {
    async import({ name, material = 'unlawful', source }, entries) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const known = await currentBank(db, name)
      if (known && SHOWN.indexOf(material) > SHOWN.indexOf(known.material as BankMaterial))
        return refuse('E_BANK_MATERIAL', { bank: name, found: known.material, wanted: material })
      await sweepLeftovers(context)
      const { id } = await db
        .insertInto('bank')
        .values({
          name: toStoredText(name),
          material,
          source: toStoredText(source),
          imported_at: powers.now(),
          digest: null,
          current: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await writeEntries(context, id, entries)
      const digest = await digestOf(engine, id)
      const bank = await inLoggedTransaction(context, async (trx) => {
        const before = await currentBank(trx, name)
        if (before) await deleteBank(trx, before.id)
        await trx.updateTable('bank').set({ digest, current: 1 }).where('id', '=', id).execute()
        const value = await bankOf(trx, (await currentBank(trx, name))!)
        const data = { material, source, entries: value.entries, digest, replaces: before?.digest ?? null }
        return { value, act: { action: 'bank.imported', subject: `bank:${name}`, data } }
      })
      return ok(bank)
    },
    async list() {
      const rows = await db.selectFrom('bank').selectAll().where('current', '=', 1).orderBy('name').execute()
      const banks: Bank[] = []
      for (const row of rows) banks.push(await bankOf(db, row))
      return banks
    },
    async get(name) {
      const row = await currentBank(db, name)
      return row ? ok(await bankOf(db, row)) : refuse('E_BANK_UNKNOWN', { bank: name })
    },
    async remove(name) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const row = await currentBank(db, name)
      if (!row) return refuse('E_BANK_UNKNOWN', { bank: name })
      await inLoggedTransaction(context, async (trx) => {
        await deleteBank(trx, row.id)
        const data = { digest: row.digest }
        return { value: undefined, act: { action: 'bank.removed', subject: `bank:${name}`, data } }
      })
      return ok(undefined)
    },
    reader: (name) => makeReader(context, name),
  }
}

/** An import that was killed leaves entries no bank counts; the next one takes them away. */
const sweepLeftovers = ({ engine }: StoreContext): Promise<void> =>
  inTransaction(engine, async (trx) => {
    const rows = await trx.selectFrom('bank').select('id').where('current', '=', 0).execute()
    for (const { id } of rows) await deleteBank(trx, id)
  })

async function deleteBank(trx: Transaction<Schema>, id: number): Promise<void> {
  await trx.deleteFrom('bank_entry').where('bank_id', '=', id).execute()
  await trx.deleteFrom('bank').where('id', '=', id).execute()
}

async function writeEntries(
  { engine }: StoreContext,
  bankId: number,
  entries: Iterable<NewBankEntry> | AsyncIterable<NewBankEntry>,
): Promise<void> {
  let batch: NewBankEntry[] = []
  let firstEntry = 0
  const flush = async (): Promise<void> => {
    const rows = batch.map(({ kind, hash, note }, i) => ({
      bank_id: bankId,
      entry: firstEntry + i,
      kind,
      hash,
      note: note === undefined ? null : toStoredText(note),
    }))
    await inTransaction(engine, async (trx) => {
      for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT)
        await trx
          .insertInto('bank_entry')
          .values(rows.slice(i, i + ROWS_PER_STATEMENT))
          .execute()
    })
    firstEntry += batch.length
    batch = []
  }
  for await (const entry of entries) {
    batch.push(entry)
    if (batch.length === ENTRIES_PER_BATCH) await flush()
  }
  if (batch.length > 0) await flush()
}

/** SHA-256 over the sorted lines, so that the order in which a bank was given is nothing. */
async function digestOf(engine: Engine, bankId: number): Promise<Sha256> {
  const hash = createHash('sha256')
  for (const { kind, hash: text, note } of await engine.bankEntries(bankId, { order: 'content' }))
    hash.update(`${kind}\t${text}\t${note ?? ''}\n`)
  return hash.digest('hex') as Sha256
}

async function currentBank(db: Kysely<Schema>, name: string): Promise<BankRow | undefined> {
  return db
    .selectFrom('bank')
    .selectAll()
    .where('name', '=', toStoredText(name))
    .where('current', '=', 1)
    .executeTakeFirst()
}

async function bankOf(db: Kysely<Schema>, row: BankRow): Promise<Bank> {
  const counts = await db
    .selectFrom('bank_entry')
    .where('bank_id', '=', row.id)
    .groupBy('kind')
    .orderBy('kind')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .execute()
  return {
    id: row.id,
    name: fromStoredText(row.name),
    material: row.material as BankMaterial,
    source: fromStoredText(row.source),
    importedAt: row.imported_at as Utc,
    entries: Object.fromEntries(counts.map(({ kind, count }) => [kind, Number(count)])),
    digest: row.digest as Sha256,
  }
}

async function makeReader({ engine }: StoreContext, name: string): Promise<Result<BankReader>> {
  const row = await currentBank(engine.db, name)
  if (!row) return refuse('E_BANK_UNKNOWN', { bank: name })
  const kinds = Object.keys((await bankOf(engine.db, row)).entries)
  const byKind = new Map(
    await Promise.all(kinds.map(async (kind) => [kind, await engine.bankEntries(row.id, { kind })] as const)),
  )
  return ok({
    *entries(bank, kind) {
      if (bank !== name) return
      for (const { entry, kind: of, hash, note } of byKind.get(kind) ?? [])
        yield { entry, kind: of, hash, ...(note !== null && { note: fromStoredText(note) }) }
    },
  })
}
