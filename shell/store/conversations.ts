// Conversations read back: threads by their newest record, and a thread's records in either direction. A thread is a name
// that records of one file share; this says nothing of who took part beyond what they name.

import { ok, type Result, type Utc } from '@manumit/base'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { makeCursor, readCursor } from './cursor.ts'
import { storedByIds } from './observations.ts'
import type { Conversation, ConversationStore } from './ports/conversations.ts'
import type { StoredObservation } from './ports/observations.ts'
import type { Page } from './ports/page.ts'
import { all } from './record-index.ts'
import type { Schema } from './schema.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Parties that a line of the list has room for. */
const PARTIES_SHOWN = 8

export function makeConversationStore(db: Kysely<Schema>): ConversationStore {
  return {
    page: (query) => pageThreads(db, query),
    messages: (query) => pageMessages(db, query),
  }
}

interface ThreadRow {
  readonly id: number
  readonly sourceId: number
  readonly fileId: number
  readonly name: string
  readonly messages: number
  readonly superseded: number
  readonly firstUtc: number | null
  readonly lastUtc: number | null
  readonly newestId: number
}

async function pageThreads(
  db: Kysely<Schema>,
  { sourceId, after, limit }: Parameters<ConversationStore['page']>[0],
): Promise<Result<Page<Conversation>>> {
  const cursor = readCursor('c', 2, after)
  if (!cursor.ok) return cursor
  // A cursor's time is the number past all others where its thread has none.
  const conditions = [
    ...(sourceId === undefined ? [] : [sql`unit.source_id = ${sourceId}`]),
    ...(cursor.value ? [behindThread(cursor.value[0]!, cursor.value[1]!)] : []),
  ]
  const { rows } = await sql<ThreadRow>`
    select thread_count.thread_id as id, unit.source_id as "sourceId", unit.file_id as "fileId", thread.name as name,
      thread_count.messages as messages, thread_count.superseded as superseded,
      thread_count.first_utc as "firstUtc", thread_count.last_utc as "lastUtc",
      (select observation.id from observation where observation.thread_id = thread_count.thread_id
        order by observation.utc desc nulls last, observation.id desc limit 1) as "newestId"
    from thread_count join thread on thread.id = thread_count.thread_id join unit on unit.id = thread.unit_id
    where ${all(conditions)}
    order by thread_count.last_utc desc nulls last, thread_count.thread_id desc limit ${limit}`.execute(db)
  const conversations = await conversationsOf(db, rows)
  const last = rows.at(-1)
  return ok({
    rows: conversations,
    next: last && rows.length === limit ? makeCursor('c', last.lastUtc ?? NO_TIME, last.id) : null,
  })
}

/** In a cursor, the time of a thread that has none. */
const NO_TIME = -Number.MAX_SAFE_INTEGER

const behindThread = (utc: number, id: number): RawBuilder<unknown> =>
  utc === NO_TIME
    ? sql`thread_count.last_utc is null and thread_count.thread_id < ${id}`
    : sql`(thread_count.last_utc < ${utc} or thread_count.last_utc is null
        or (thread_count.last_utc = ${utc} and thread_count.thread_id < ${id}))`

async function conversationsOf(
  db: Kysely<Schema>,
  rows: readonly ThreadRow[],
): Promise<readonly Conversation[]> {
  const newest = await storedByIds(
    db,
    rows.map((row) => row.newestId),
  )
  const parties = await partiesOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row, i) => ({
    sourceId: row.sourceId,
    fileId: row.fileId,
    thread: fromStoredText(row.name),
    ...(parties.get(row.id) ?? { parties: [], partyCount: 0 }),
    messages: Number(row.messages),
    superseded: Number(row.superseded),
    firstUtc: row.firstUtc as Utc | null,
    lastUtc: row.lastUtc as Utc | null,
    last: newest[i]!,
  }))
}

/** The parties of each thread that its records name most often, and how many there are. */
async function partiesOf(
  db: Kysely<Schema>,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, Pick<Conversation, 'parties' | 'partyCount'>>> {
  if (threadIds.length === 0) return new Map()
  const { rows } = await sql<{
    readonly threadId: number
    readonly identifier: string
    readonly parties: number
  }>`
    select thread_id as "threadId", identifier, parties from (
      select thread_party.thread_id, party.identifier,
        row_number() over (partition by thread_party.thread_id order by thread_party.count desc, party.identifier) as place,
        count(*) over (partition by thread_party.thread_id) as parties
      from thread_party join party on party.id = thread_party.party_id
      where thread_party.thread_id in (${sql.join([...threadIds])})) as ranked
    where place <= ${PARTIES_SHOWN} order by thread_id, place`.execute(db)
  const found = new Map<number, { readonly parties: string[]; readonly partyCount: number }>()
  for (const { threadId, identifier, parties } of rows) {
    const entry = found.get(threadId) ?? { parties: [], partyCount: Number(parties) }
    entry.parties.push(fromStoredText(identifier))
    found.set(threadId, entry)
  }
  return found
}

interface Spot {
  readonly utc: number | null
  readonly id: number
}

async function pageMessages(
  db: Kysely<Schema>,
  { sourceId, fileId, thread, direction, after, limit }: Parameters<ConversationStore['messages']>[0],
): Promise<Result<Page<StoredObservation>>> {
  const cursor = readCursor('m', 2, after)
  if (!cursor.ok) return cursor
  const place = cursor.value && {
    utc: cursor.value[0]! === NO_TIME ? null : cursor.value[0]!,
    id: cursor.value[1]!,
  }
  const spots: Spot[] = []
  for (const threadId of await threadsNamed(db, { sourceId, fileId, thread }))
    spots.push(...(await spotsOf(db, { threadId, direction, place, limit })))
  // More than one artifact may read a file and name the same thread.
  spots.sort(direction === 'newer' ? inOrder : (a, b) => inOrder(b, a))
  const page = spots.slice(0, limit)
  const last = page.at(-1)
  return ok({
    rows: await storedByIds(
      db,
      page.map((spot) => spot.id),
    ),
    next: last && page.length === limit ? makeCursor('m', last.utc ?? NO_TIME, last.id) : null,
  })
}

async function threadsNamed(
  db: Kysely<Schema>,
  {
    sourceId,
    fileId,
    thread,
  }: { readonly sourceId: number; readonly fileId: number; readonly thread: string },
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('thread')
    .innerJoin('unit', 'unit.id', 'thread.unit_id')
    .where('unit.source_id', '=', sourceId)
    .where('unit.file_id', '=', fileId)
    .where('thread.name', '=', toStoredText(thread))
    .select('thread.id')
    .execute()
  return rows.map((row) => row.id)
}

/** Records of a thread behind a place: timed ones first when going to newer ones, last when to older. */
async function spotsOf(
  db: Kysely<Schema>,
  {
    threadId,
    direction,
    place,
    limit,
  }: {
    readonly threadId: number
    readonly direction: 'older' | 'newer'
    readonly place: Spot | null
    readonly limit: number
  },
): Promise<readonly Spot[]> {
  const isNewer = direction === 'newer'
  const order = sql.raw(isNewer ? 'asc' : 'desc')
  const beyond = sql.raw(isNewer ? '>' : '<')
  const timed = async (most: number): Promise<readonly Spot[]> => {
    if (place?.utc === null && isNewer) return []
    const behind =
      place === null || place.utc === null
        ? sql``
        : sql`and utc ${beyond}= ${place.utc} and (utc ${beyond} ${place.utc} or id ${beyond} ${place.id})`
    const { rows } = await sql<Spot>`select id, utc from observation
      where thread_id = ${threadId} and utc is not null ${behind}
      order by utc ${order}, id ${order} limit ${most}`.execute(db)
    return rows
  }
  const untimed = async (most: number): Promise<readonly Spot[]> => {
    if (place !== null && place.utc !== null && !isNewer) return []
    const behind = place?.utc === null ? sql`and id ${beyond} ${place.id}` : sql``
    const { rows } = await sql<Spot>`select id, utc from observation
      where thread_id = ${threadId} and utc is null ${behind} order by id ${order} limit ${most}`.execute(db)
    return rows
  }
  const [first, second] = isNewer ? [timed, untimed] : [untimed, timed]
  const rows = await first(limit)
  return rows.length < limit ? [...rows, ...(await second(limit - rows.length))] : rows
}

/** By time, those without one last; then by id. */
function inOrder(a: Spot, b: Spot): number {
  if (a.utc === b.utc) return a.id - b.id
  if (a.utc === null) return 1
  return b.utc === null ? -1 : a.utc - b.utc
}
