// The engine on PGlite, PostgreSQL in one process: the store's second opinion, by which its SQL stays portable. Bulk rows
// go in as multi-row inserts. PGlite gives bigint columns as numbers; a driver that gives strings would be told here.

import { Kysely, type PGlite, PGliteDialect, sql } from 'kysely'
import { ROW_STATES } from './encode-items.ts'
import { type BankEntryRow, type BulkWriter, type Engine, ROWS_PER_STATEMENT } from './engine.ts'
import { idOf, type Schema, UNTIMED } from './schema.ts'
import { tallyColumns, tallyConflict } from './tally.ts'

/** Makes an engine of an instance its caller made. `close` closes the instance. */
export function makePostgresEngine(pglite: PGlite): Engine {
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
  return {
    name: 'postgres',
    db,
    bulk,
    containsText: (text, part) => sql<boolean>`position(lower(${part}) in lower(${text})) > 0`,
    async bankEntries(bankId, { kind, order = 'entry' }): Promise<BankEntryRow[]> {
      let query = db
        .selectFrom('bank_entry')
        .select(['entry', 'kind', 'hash', 'note'])
        .where('bank_id', '=', bankId)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      if (order === 'content')
        for (const column of ['kind', 'hash', 'note'] as const)
          query = query.orderBy(sql`${sql.ref(column)} collate "C"`)
      return query.orderBy('entry').execute()
    },
    forgetIndexed: async () => {},
    inRepeatableTransaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  }
}

const bulk: BulkWriter = {
  async observations(trx, { unitId, sourceId, shapeIds, threadIds }, columns) {
    const rows = Array.from({ length: columns.count }, (_, i) => ({
      id: idOf(unitId, columns.ordinals[i]!),
      kind: columns.kinds[columns.kind[i]!]!,
      utc: Number.isNaN(columns.utc[i]!) ? null : columns.utc[i]!,
      source_id: sourceId,
      state: ROW_STATES[columns.state[i]!]!,
      shape_id: shapeIds[columns.shape[i]!]!,
      record: textAt(columns.records, columns.recordEnds, i),
      search: textAt(columns.searchTexts, columns.searchEnds, i) || null,
      thread_id: threadIds[columns.thread[i]! - 1] ?? null,
    }))
    for (const part of parts(rows)) await trx.insertInto('observation').values(part).execute()
  },
  async issues(trx, { unitId, sourceId }, columns) {
    const rows = Array.from({ length: columns.count }, (_, i) => ({
      id: idOf(unitId, columns.ordinals[i]!),
      source_id: sourceId,
      code: columns.codes[i]!,
      severity: columns.severities[i]!,
      record: columns.records[i]!,
    }))
    for (const part of parts(rows)) await trx.insertInto('issue').values(part).execute()
  },
  async mentions(trx, { unitId, sourceId, count, partyIds, rows, observations }) {
    const { ordinals, utc, kind, kinds, state } = observations
    const values = Array.from({ length: count }, (_, i) => {
      const row = rows[i]!
      return {
        party_id: partyIds[i]!,
        utc: Number.isNaN(utc[row]!) ? UNTIMED : utc[row]!,
        observation_id: idOf(unitId, ordinals[row]!),
        kind: kinds[kind[row]!]!,
        source_id: sourceId,
        state: ROW_STATES[state[row]!]!,
      }
    })
    for (const part of parts(values)) await trx.insertInto('mention').values(part).execute()
  },
  async tally(trx, tally, rows) {
    const columns = sql.raw(tallyColumns(tally).join(', '))
    for (const part of parts(rows))
      await sql`insert into ${sql.table(tally.table)} (${columns})
        values ${sql.join(part.map((row) => sql`(${sql.join([...row])})`))}
        ${sql.raw(tallyConflict(tally))}`.execute(trx)
  },
  async identifierMentions(trx, columns) {
    const rows = columns.observationIds.map((observationId, i) => ({
      observation_id: observationId,
      identifier_id: columns.identifierIds[i]!,
      field: columns.fields[i]!,
      span_start: columns.starts[i]!,
      span_end: columns.ends[i]!,
      role: columns.roles[i]!,
      utc: columns.utc[i] ?? null,
    }))
    for (const part of parts(rows)) await trx.insertInto('identifier_mention').values(part).execute()
  },
}

const textAt = (texts: Uint8Array, ends: Uint32Array, i: number): string =>
  utf8.decode(texts.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!))

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function* parts<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) yield rows.slice(i, i + ROWS_PER_STATEMENT)
}
