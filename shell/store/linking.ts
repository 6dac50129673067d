// Linking as the store sees it: which records are not linked yet, what they name, and what all of it says of each identifier.
// Batches are transactions that a crash may take back: only their order with the unit's counter matters, and WAL keeps that.

import { setImmediate } from 'node:timers/promises'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { type Kysely, sql } from 'kysely'
import { replaceDerived } from './derived-lists.ts'
import type { Engine } from './engine.ts'
import { writeIdentifiers } from './identifier-writing.ts'
import type {
  IdentifierFacts,
  LinkingStore,
  LinkProgress,
  LinkRecord,
  LinkWork,
  NamedInSource,
  NameSeen,
  RecordMentions,
} from './ports/linking.ts'
import { decodeFields } from './record-shape.ts'
import { idOf, type ObservationTable, ordinalOfId, type Schema, unitOfId } from './schema.ts'
import { readShapes } from './shapes.ts'
import { requireWriting, type StoreContext } from './store-context.ts'
import { fromStoredText } from './stored-text.ts'
import { MENTION_SAMPLE } from './tally.ts'

/** Units that one batch may deal with: a picture is a unit. */
const UNITS_AT_A_TIME = 500
/** Rows read at a time, before others get their turn. */
const ROWS_AT_A_TIME = 4000
const MAX_SPELLINGS = 5
const MAX_NAMES = 50
const NAME_KINDS = ['app', 'domain', 'invite']

export function makeLinkingStore(context: StoreContext): LinkingStore {
  const { engine } = context
  const { db } = engine
  const known = new Map<string, number>()
  return {
    progress: () => readProgress(db),
    pending: (limit) => readPending(db, limit),
    async commit(work, records) {
      const writing = requireWriting(context)
      return writing.ok ? commitWork(engine, { work, records, known }) : writing
    },
    tokens: (make) => readTokens(engine, make),
    state: () => readState(db),
    namedInSources: () => readNamed(db),
    identifiers: () => readIdentifiers(db),
    namesSeen: () => readNames(db),
    async derivedFrom() {
      const row = await db
        .selectFrom('link_run')
        .select('made_from')
        .where('state', '=', 'current')
        .executeTakeFirst()
      return row?.made_from ?? null
    },
    async replaceDerived(lists, madeFrom) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      await replaceDerived(engine, lists, madeFrom)
      return ok(undefined)
    },
  }
}

/** Units of sources that are read whole: how a source's numbers are read may rest on the whole of it. */
const linkable = (db: Kysely<Schema>) =>
  db
    .selectFrom('unit')
    .innerJoin('source', 'source.id', 'unit.source_id')
    .where('source.state', '=', 'complete')

async function readProgress(db: Kysely<Schema>): Promise<LinkProgress> {
  const { linked, committed } = await linkable(db)
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('unit.linked'), eb.lit(0)).as('linked'),
      eb.fn.coalesce(eb.fn.sum<number>('unit.committed'), eb.lit(0)).as('committed'),
    ])
    .executeTakeFirstOrThrow()
  return { linked: Number(linked), pending: Number(committed) - Number(linked) }
}

async function readPending(db: Kysely<Schema>, limit: number): Promise<LinkWork | null> {
  const units = await linkable(db)
    .select(['unit.id', 'unit.linked', 'unit.committed'])
    .where((eb) => eb('unit.linked', '<', eb.ref('unit.committed')))
    .orderBy('unit.id')
    .limit(UNITS_AT_A_TIME)
    .execute()
  const parts: { unitId: number; from: number; to: number }[] = []
  let left = limit
  for (const { id, linked, committed } of units) {
    if (left <= 0) break
    const to = Math.min(committed, linked + left)
    parts.push({ unitId: id, from: linked, to })
    left -= to - linked
  }
  if (parts.length === 0) return null
  const rows = []
  // Neighbours in one statement: a folder of pictures is a unit a picture.
  for (const [first, end] of spansOf(parts))
    rows.push(
      ...(await db
        .selectFrom('observation')
        .select(['id', 'source_id', 'kind', 'utc', 'shape_id', 'record'])
        .where('id', '>=', first)
        .where('id', '<', end)
        .orderBy('id')
        .execute()),
    )
  // What came in between the two questions waits for the next batch.
  const ends = new Map(parts.map(({ unitId, to }) => [unitId, to]))
  const asked = rows.filter(({ id }) => ordinalOfId(id) < ends.get(unitOfId(id))!)
  return { parts, records: await recordsOf(db, asked) }
}

/** Without raw values, places and files, which say nothing that is linked. */
async function recordsOf(
  db: Kysely<Schema>,
  rows: readonly Pick<ObservationTable, 'id' | 'source_id' | 'kind' | 'utc' | 'shape_id' | 'record'>[],
): Promise<LinkRecord[]> {
  const shapes = await readShapes(db, [...new Set(rows.map((row) => row.shape_id))])
  return rows.map(({ id, source_id, kind, utc, shape_id, record }) => ({
    id,
    sourceId: source_id,
    kind,
    utc: utc as Utc | null,
    fields: decodeFields(shapes.get(shape_id)!, record),
  }))
}

/** Ranges of observation ids. Units with numbers in a row share one: each but the last is taken to its end. */
function spansOf(parts: LinkWork['parts']): [first: number, end: number][] {
  const spans: [number, number][] = []
  let before = -1
  for (const { unitId, from, to } of parts) {
    const last = spans.at(-1)
    if (last && from === 0 && before === unitId - 1) last[1] = idOf(unitId, to)
    else spans.push([idOf(unitId, from), idOf(unitId, to)])
    before = unitId
  }
  return spans
}

async function commitWork(
  engine: Engine,
  {
    work,
    records,
    known,
  }: {
    readonly work: LinkWork
    readonly records: readonly RecordMentions[]
    readonly known: Map<string, number>
  },
): Promise<Result<void>> {
  try {
    return await engine.inRepeatableTransaction(async (trx) => {
      const units = await trx
        .selectFrom('unit')
        .select(['id', 'linked', 'committed'])
        .where(
          'id',
          'in',
          work.parts.map((part) => part.unitId),
        )
        .execute()
      const byId = new Map(units.map((unit) => [unit.id, unit]))
      for (const { unitId, from, to } of work.parts) {
        const unit = byId.get(unitId)
        if (!unit || unit.linked !== from || unit.committed < to)
          return refuse('E_LINK_GAP', { unit: unitId })
      }
      await writeIdentifiers(trx, { engine, records, known })
      for (const { unitId, to } of work.parts)
        await trx.updateTable('unit').set({ linked: to }).where('id', '=', unitId).execute()
      return ok(undefined)
    })
  } catch (error) {
    // Numbers first given in an undone transaction are gone with it.
    known.clear()
    throw error
  }
}

async function readTokens(
  engine: Engine,
  make: (parts: readonly string[]) => string,
): Promise<ReadonlyMap<number, string>> {
  return engine.db.transaction().execute(async (trx) => {
    const sources = await trx
      .selectFrom('source')
      .leftJoin('source_token', 'source_token.source_id', 'source.id')
      .select(['source.id', 'source.name', 'source_token.token'])
      .orderBy('source.id')
      .execute()
    const tokens = new Map<number, string>()
    const taken = new Set(sources.map(({ token }) => token))
    for (const { id, name, token } of sources) {
      if (token !== null) {
        tokens.set(id, token)
        continue
      }
      const files = await trx
        .selectFrom('file')
        .select('sha256')
        .distinct()
        .where('source_id', '=', id)
        .where('sha256', 'is not', null)
        .execute()
      const made = make([name, ...files.map(({ sha256 }) => sha256!).sort()])
      let free = made
      // The same evidence under the same name, twice: the order of adding is then all that tells them apart.
      for (let i = 2; taken.has(free); i++) free = `${made}-${i}`
      taken.add(free)
      await trx.insertInto('source_token').values({ source_id: id, token: free }).execute()
      tokens.set(id, free)
    }
    return tokens
  })
}

async function readState(db: Kysely<Schema>): Promise<string> {
  const row = await db
    .selectFrom('unit')
    .select((eb) => [
      eb.fn.countAll<number>().as('units'),
      eb.fn.sum<number>('linked').as('linked'),
      eb.fn.sum<number>('version').as('versions'),
      eb.fn.sum<number>('scope_revision').as('revisions'),
      sql<number>`sum(id * (linked % 65536))`.as('places'),
    ])
    .executeTakeFirstOrThrow()
  return Object.values(row).map(Number).join('.')
}

/** Goes through a table in the order of its key, with a breath after each page. */
async function* pagesOf<Row>(
  db: Kysely<Schema>,
  table: string,
  keys: readonly (keyof Row & string)[],
): AsyncIterable<readonly Row[]> {
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  let last: Row | undefined
  for (;;) {
    const after = last && sql`where (${columns}) > (${sql.join(keys.map((key) => last![key]))})`
    const { rows } = await sql<Row>`select * from ${sql.table(table)} ${after ?? sql``} order by ${columns}
      limit ${ROWS_AT_A_TIME}`.execute(db)
    yield rows
    if (rows.length < ROWS_AT_A_TIME) return
    last = rows.at(-1)!
    await setImmediate()
  }
}

async function readSourcesOfUnits(db: Kysely<Schema>): Promise<ReadonlyMap<number, number>> {
  const rows = await db.selectFrom('unit').select(['id', 'source_id']).execute()
  return new Map(rows.map((row) => [row.id, row.source_id]))
}

interface Named {
  readonly id: number
  readonly key: string
  readonly kind: string
  readonly text: string
}

async function readNumbered(db: Kysely<Schema>): Promise<ReadonlyMap<number, Named>> {
  const found = new Map<number, Named>()
  for await (const rows of pagesOf<Named>(db, 'identifier', ['id']))
    for (const { id, key, kind, text } of rows)
      found.set(id, { id, key: fromStoredText(key), kind, text: fromStoredText(text) })
  return found
}

type RecordsRow = Schema['identifier_records']
type SpellingRow = Schema['identifier_spelling']
type EntryRow = Schema['identifier_entry']

async function readNamed(db: Kysely<Schema>): Promise<readonly NamedInSource[]> {
  const numbered = await readNumbered(db)
  const sources = await readSourcesOfUnits(db)
  const found = new Map<string, Mutable<NamedInSource> & { names: string[]; observationIds: number[] }>()
  const counts = new Map<string, Map<string, number>>()
  const placeOf = (unitId: number, id: number): string => `${sources.get(unitId)!} ${id}`
  for await (const rows of pagesOf<RecordsRow>(db, 'identifier_records', RECORDS_KEY))
    for (const row of rows) {
      if (row.named === 0) continue
      const place = placeOf(row.unit_id, row.identifier_id)
      let entry = found.get(place)
      if (!entry) {
        entry = {
          sourceId: sources.get(row.unit_id)!,
          key: numbered.get(row.identifier_id)!.key,
          records: 0,
          observationIds: [],
          names: [],
          firstUtc: null,
          lastUtc: null,
          isDevice: false,
          entries: [],
        }
        found.set(place, entry)
      }
      entry.records += row.named
      entry.firstUtc = earlier(entry.firstUtc, row.named_first_utc)
      entry.lastUtc = later(entry.lastUtc, row.named_last_utc)
      if (row.is_device > 0) entry.isDevice = true
      const sample = row.sample.split(',').slice(0, -1).slice(0, MENTION_SAMPLE)
      entry.observationIds.push(...sample.map((ordinal) => idOf(row.unit_id, Number(ordinal))))
    }
  for await (const rows of spellings(db))
    for (const row of rows)
      if (row.what === 'name')
        addTo(counts, placeOf(row.unit_id, row.identifier_id), fromStoredText(row.spelling), row.count)
  for await (const rows of pagesOf<EntryRow>(db, 'identifier_entry', ENTRY_KEY))
    for (const row of rows) {
      const name = row.name === null ? null : fromStoredText(row.name)
      const entries = found.get(placeOf(row.unit_id, row.identifier_id))?.entries
      if (entries) (entries as unknown[]).push({ observationId: row.observation_id, name })
    }
  // A record is of one kind, so that none stands twice.
  for (const entry of found.values())
    entry.observationIds = entry.observationIds.sort((a, b) => a - b).slice(0, MENTION_SAMPLE)
  for (const [place, names] of counts) {
    const entry = found.get(place)
    if (entry) entry.names = mostOften(names, MAX_NAMES).sort(byText)
  }
  return [...found.values()].sort((a, b) => a.sourceId - b.sourceId || byText(a.key, b.key))
}

const RECORDS_KEY = ['unit_id', 'identifier_id', 'kind'] as const
const ENTRY_KEY = ['unit_id', 'identifier_id', 'observation_id'] as const
const spellings = (db: Kysely<Schema>) =>
  pagesOf<SpellingRow>(db, 'identifier_spelling', ['unit_id', 'identifier_id', 'what', 'spelling'])

async function readIdentifiers(db: Kysely<Schema>): Promise<readonly IdentifierFacts[]> {
  const numbered = await readNumbered(db)
  const sources = await readSourcesOfUnits(db)
  const found = new Map<number, Mutable<IdentifierFacts> & { sourceSet: Set<number> }>()
  const asRecorded = new Map<number, Map<string, number>>()
  const names = new Map<number, Map<string, number>>()
  for await (const rows of pagesOf<RecordsRow>(db, 'identifier_records', RECORDS_KEY))
    for (const row of rows) {
      let entry = found.get(row.identifier_id)
      if (!entry) {
        const { key, kind, text } = numbered.get(row.identifier_id)!
        const facts = { key, kind, text, spellings: [], names: [], sourceIds: [], records: 0 }
        entry = { ...facts, firstUtc: null, lastUtc: null, sourceSet: new Set() }
        found.set(row.identifier_id, entry)
      }
      entry.sourceSet.add(sources.get(row.unit_id)!)
      entry.records += row.count
      entry.firstUtc = earlier(entry.firstUtc, row.first_utc)
      entry.lastUtc = later(entry.lastUtc, row.last_utc)
    }
  for await (const rows of spellings(db))
    for (const row of rows)
      addTo(
        row.what === 'name' ? names : asRecorded,
        row.identifier_id,
        fromStoredText(row.spelling),
        row.count,
      )
  for await (const rows of pagesOf<EntryRow>(db, 'identifier_entry', ENTRY_KEY))
    for (const row of rows)
      if (row.name !== null) addTo(names, row.identifier_id, fromStoredText(row.name), 1)
  const facts = [...found].map(([id, { sourceSet, ...entry }]) => ({
    ...entry,
    spellings: mostOften(asRecorded.get(id), MAX_SPELLINGS),
    names: mostOften(names.get(id), MAX_NAMES).sort(byText),
    sourceIds: [...sourceSet].sort((a, b) => a - b),
  }))
  return facts.sort((a, b) => byText(a.key, b.key))
}

async function* readNames(db: Kysely<Schema>): AsyncIterable<readonly NameSeen[]> {
  const sources = await readSourcesOfUnits(db)
  const named = await db.selectFrom('identifier').selectAll().where('kind', 'in', NAME_KINDS).execute()
  const inOrder = named
    .map((row) => ({ ...row, key: fromStoredText(row.key), text: fromStoredText(row.text) }))
    .sort((a, b) => byText(a.key, b.key))
  let group: NameSeen[] = []
  for (const { id, key, kind, text } of inOrder) {
    const rows = await db
      .selectFrom('name_sighting')
      .selectAll()
      .where('identifier_id', '=', id)
      .orderBy('observation_id')
      .execute()
    for (const row of rows)
      group.push({
        key,
        kind,
        text,
        sourceId: sources.get(row.unit_id)!,
        observationId: row.observation_id,
        utc: row.utc as Utc | null,
        reached: row.reached,
        namedBy: row.named_by === null ? null : fromStoredText(row.named_by),
      })
    if (group.length < ROWS_AT_A_TIME) continue
    yield group
    group = []
    await setImmediate()
  }
  yield group
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const earlier = (a: Utc | null, b: number | null): Utc | null =>
  b === null ? a : a === null || b < a ? (b as Utc) : a
const later = (a: Utc | null, b: number | null): Utc | null =>
  b === null ? a : a === null || b > a ? (b as Utc) : a

function addTo<Key>(into: Map<Key, Map<string, number>>, key: Key, text: string, count: number): void {
  let counts = into.get(key)
  if (!counts) {
    counts = new Map()
    into.set(key, counts)
  }
  counts.set(text, (counts.get(text) ?? 0) + count)
}

const mostOften = (counts: ReadonlyMap<string, number> | undefined, most: number): string[] =>
  [...(counts ?? [])]
    .sort(([a, n], [b, m]) => m - n || byText(a, b))
    .slice(0, most)
    .map(([text]) => text)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
