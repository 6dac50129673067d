// What was linked and derived, read back: the current run's lists, page by page, and the mentions beneath them.

import { ok, type Result, type Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import { readContactPairs } from './contact-pairs.ts'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import { readJudgements } from './judgements.ts'
import { TEXT_ROLE } from './ports/linking.ts'
import type { JsonValue, Page } from './ports/page.ts'
import type { CandidateRow, IdentifierQuery, IdentifierRow, PeopleStore } from './ports/people.ts'
import type { Schema } from './schema.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

const ROWS_AT_A_TIME = 2000
/** No run has it: before the first linking each list is empty. */
const NO_RUN = -1

export function makePeopleStore(engine: Engine): PeopleStore {
  const { db } = engine
  return {
    identifiers: (query) => pageIdentifiers(engine, query),
    identifiersOf: (keys) => readIdentifiersOf(db, keys),
    seen: (key) => readSeen(db, key),
    mentionsInTexts: (key, limit) => readMentions(db, key, limit),
    async candidatesWith(key) {
      const rows = await db
        .selectFrom('candidate_key')
        .innerJoin('candidate', (join) =>
          join
            .onRef('candidate.run_id', '=', 'candidate_key.run_id')
            .onRef('candidate.position', '=', 'candidate_key.position'),
        )
        .select('candidate.id')
        .where('candidate_key.run_id', '=', await currentRun(db))
        .where('candidate_key.key', '=', toStoredText(key))
        .orderBy('candidate_key.position')
        .execute()
      return rows.map(({ id }) => id)
    },
    candidates: (query) => pageCandidates(db, query),
    async names({ isNew, after, limit }) {
      const cursor = readCursor('w', 1, after)
      if (!cursor.ok) return cursor
      let query = db
        .selectFrom('new_name')
        .select(['position', 'body'])
        .where('run_id', '=', await currentRun(db))
        .where('position', '>', cursor.value?.[0] ?? -1)
        .orderBy('position')
        .limit(limit)
      if (isNew !== undefined) query = query.where('is_new', '=', isNew ? 1 : 0)
      const rows = await query.execute()
      return ok(pageOf(rows, limit, 'w'))
    },
    async *eachOfKinds(kinds) {
      const run = await currentRun(db)
      for (let after = -1; ; ) {
        const rows = await db
          .selectFrom('identifier_summary')
          .select(['position', 'body'])
          .where('run_id', '=', run)
          .where('kind', 'in', kinds.length > 0 ? kinds : [''])
          .where('position', '>', after)
          .orderBy('position')
          .limit(ROWS_AT_A_TIME)
          .execute()
        yield rows.map(rowOf)
        if (rows.length < ROWS_AT_A_TIME) return
        after = rows.at(-1)!.position
      }
    },
    async devices() {
      const rows = await db
        .selectFrom('identifier_records')
        .innerJoin('unit', 'unit.id', 'identifier_records.unit_id')
        .innerJoin('identifier', 'identifier.id', 'identifier_records.identifier_id')
        .where('identifier_records.is_device', '>', 0)
        .select(['unit.source_id', 'identifier.key'])
        .distinct()
        .execute()
      return rows
        .map((row) => ({ sourceId: row.source_id, key: fromStoredText(row.key) }))
        .sort((a, b) => a.sourceId - b.sourceId || (a.key < b.key ? -1 : 1))
    },
    judgements: () => readJudgements(db, 'candidate:'),
    contactPairs: (filter = {}) => readContactPairs(engine, filter),
  }
}

async function currentRun(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('link_run').select('id').where('state', '=', 'current').executeTakeFirst()
  return row?.id ?? NO_RUN
}

const rowOf = ({ body }: { readonly body: string }): IdentifierRow => JSON.parse(body) as IdentifierRow

const ORDERS = {
  records: { column: 'records', direction: 'desc' },
  sources: { column: 'sources', direction: 'desc' },
  first: { column: 'first_utc', direction: 'asc' },
  last: { column: 'last_utc', direction: 'desc' },
} as const

/** In the order asked for, ties by key; those without a time come last, by key. */
async function pageIdentifiers(
  engine: Engine,
  { text, kind, sourceId, order, after, limit }: IdentifierQuery,
): Promise<Result<Page<IdentifierRow>>> {
  const cursor = readIdentifierCursor(after)
  if (!cursor.ok) return cursor
  const { db } = engine
  const { column, direction } = ORDERS[order]
  const run = await currentRun(db)
  const base = () => {
    let query = db
      .selectFrom('identifier_summary')
      .select(['position', 'body', `${column} as value`])
      .where('run_id', '=', run)
      .limit(limit)
    if (kind !== undefined) query = query.where('kind', '=', kind)
    if (text) query = query.where('folded', 'like', sql<string>`${likePart(text)} escape '\\'`)
    if (sourceId !== undefined)
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('identifier_records')
            .innerJoin('unit', 'unit.id', 'identifier_records.unit_id')
            .select('unit.id')
            .whereRef('identifier_records.identifier_id', '=', 'identifier_summary.identifier_id')
            .where('unit.source_id', '=', sourceId),
        ),
      )
    return query
  }
  const rows: { position: number; body: string; value: number | null }[] = []
  const place = cursor.value
  if (!place || place.value !== null) {
    let query = base().where(column, 'is not', null).orderBy(column, direction).orderBy('position')
    if (place) {
      const beyond = direction === 'asc' ? '>' : '<'
      query = query
        .where(column, `${beyond}=`, place.value)
        .where((eb) => eb.or([eb(column, beyond, place.value), eb('position', '>', place.position)]))
    }
    rows.push(...(await query.execute()))
  }
  if (rows.length < limit) {
    const from = place?.value === null ? place.position : -1
    const untimed = base().where(column, 'is', null).where('position', '>', from).orderBy('position')
    rows.push(...(await untimed.limit(limit - rows.length).execute()))
  }
  const last = rows.at(-1)
  const next =
    last && rows.length === limit
      ? last.value === null
        ? makeCursor('u', last.position)
        : makeCursor('i', last.value, last.position)
      : null
  return ok({ rows: rows.map(rowOf), next })
}

function readIdentifierCursor(
  after: string | undefined,
): Result<{ readonly value: number | null; readonly position: number } | null> {
  if (after?.startsWith('u')) {
    const untimed = readCursor('u', 1, after)
    return untimed.ok ? ok({ value: null, position: untimed.value![0]! }) : untimed
  }
  const timed = readCursor('i', 2, after)
  if (!timed.ok) return timed
  return ok(timed.value && { value: timed.value[0]!, position: timed.value[1]! })
}

const likePart = (text: string): string =>
  `%${toStoredText(text.toLowerCase()).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

async function readIdentifiersOf(db: Kysely<Schema>, keys: readonly string[]): Promise<IdentifierRow[]> {
  const run = await currentRun(db)
  const found: IdentifierRow[] = []
  for (let i = 0; i < keys.length; i += ROWS_AT_A_TIME) {
    const rows = await db
      .selectFrom('identifier_summary')
      .select('body')
      .where('run_id', '=', run)
      .where('key', 'in', keys.slice(i, i + ROWS_AT_A_TIME).map(toStoredText))
      .execute()
    found.push(...rows.map(rowOf))
  }
  return found
}

async function readSeen(db: Kysely<Schema>, key: string) {
  const rows = await db
    .selectFrom('identifier')
    .innerJoin('identifier_records', 'identifier_records.identifier_id', 'identifier.id')
    .innerJoin('identifier_seen', (join) =>
      join
        .onRef('identifier_seen.unit_id', '=', 'identifier_records.unit_id')
        .onRef('identifier_seen.identifier_id', '=', 'identifier_records.identifier_id')
        .onRef('identifier_seen.kind', '=', 'identifier_records.kind'),
    )
    .innerJoin('unit', 'unit.id', 'identifier_records.unit_id')
    .where('identifier.key', '=', toStoredText(key))
    .groupBy(['unit.source_id', 'identifier_seen.kind', 'identifier_seen.role'])
    .orderBy('unit.source_id')
    .orderBy('identifier_seen.kind')
    .orderBy('identifier_seen.role')
    .select((eb) => [
      'unit.source_id',
      'identifier_seen.kind',
      'identifier_seen.role',
      eb.fn.sum<number>('identifier_seen.count').as('count'),
      eb.fn.min('identifier_seen.first_utc').as('firstUtc'),
      eb.fn.max('identifier_seen.last_utc').as('lastUtc'),
    ])
    .execute()
  return rows.map((row) => ({
    sourceId: row.source_id,
    kind: row.kind,
    role: row.role,
    count: Number(row.count),
    firstUtc: row.firstUtc as Utc | null,
    lastUtc: row.lastUtc as Utc | null,
  }))
}

async function readMentions(db: Kysely<Schema>, key: string, limit: number) {
  const rows = await db
    .selectFrom('identifier')
    .innerJoin('identifier_mention', 'identifier_mention.identifier_id', 'identifier.id')
    .where('identifier.key', '=', toStoredText(key))
    .where('identifier_mention.role', '=', TEXT_ROLE)
    .where('identifier_mention.span_start', '>=', 0)
    .orderBy(sql`identifier_mention.utc is null`)
    .orderBy('identifier_mention.utc')
    .orderBy('identifier_mention.observation_id')
    .orderBy('identifier_mention.field')
    .orderBy('identifier_mention.span_start')
    .limit(limit)
    .selectAll('identifier_mention')
    .execute()
  return rows.map((row) => ({
    observationId: row.observation_id,
    field: row.field,
    role: row.role,
    start: row.span_start,
    end: row.span_end,
  }))
}

async function pageCandidates(
  db: Kysely<Schema>,
  {
    ids,
    not,
    after,
    limit,
  }: {
    readonly ids?: readonly string[]
    readonly not?: readonly string[]
    readonly after?: string
    readonly limit: number
  },
): Promise<Result<Page<CandidateRow>>> {
  const cursor = readCursor('c', 1, after)
  if (!cursor.ok) return cursor
  const run = await currentRun(db)
  let query = db
    .selectFrom('candidate')
    .innerJoin('person as left_person', (join) =>
      join
        .onRef('left_person.run_id', '=', 'candidate.run_id')
        .onRef('left_person.id', '=', 'candidate.left_id'),
    )
    .innerJoin('person as right_person', (join) =>
      join
        .onRef('right_person.run_id', '=', 'candidate.run_id')
        .onRef('right_person.id', '=', 'candidate.right_id'),
    )
    .where('candidate.run_id', '=', run)
    .where('candidate.position', '>', cursor.value?.[0] ?? -1)
    .orderBy('candidate.position')
    .limit(limit)
    .select([
      'candidate.id',
      'candidate.position',
      'candidate.body',
      'left_person.body as left',
      'right_person.body as right',
    ])
  if (ids) query = query.where('candidate.id', 'in', ids.length > 0 ? ids : [''])
  if (not && not.length > 0) query = query.where('candidate.id', 'not in', not)
  const rows = await query.execute()
  return ok({
    rows: rows.map(({ id, body, left, right }) => ({
      id,
      left: JSON.parse(left) as JsonValue,
      right: JSON.parse(right) as JsonValue,
      details: JSON.parse(body) as JsonValue,
    })),
    next: rows.length === limit ? makeCursor('c', rows.at(-1)!.position) : null,
  })
}

const pageOf = (
  rows: readonly { readonly position: number; readonly body: string }[],
  limit: number,
  list: string,
): Page<JsonValue> => ({
  rows: rows.map(({ body }) => JSON.parse(body) as JsonValue),
  next: rows.length === limit ? makeCursor(list, rows.at(-1)!.position) : null,
})
