// What the store's readings mean, in one file: pages entered anywhere, histograms, conversations, places. Run over each engine,
// against a plain list of the same records.

import { type Result, type Sha256, type Utc, utcOf } from '@manumit/base'
import { type FileRef, isRowPlace, type Observation } from '@manumit/model'
import { encodeItems, type ObservationFilter, type StoredObservation, type Workspace } from '@manumit/store'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inventedPowers, type StoreUnderTest } from './store-suite.ts'

const HOUR = 3_600_000_000
const START = 1_700_000_000_000_000
const KINDS = ['message', 'call', 'picture'] as const
const PARTIES = ['+15555550101', '+15555550102', '+15555550103']
const THREADS = ['chat a', 'chat b', 'odd\0 thread', '']
const FILES = ['a.db', 'b.db']

/** What a record of these tests is made of. */
interface Made {
  readonly kind: (typeof KINDS)[number]
  /** Half-hours since START; null: no time. */
  readonly slot: number | null
  readonly state: 'live' | 'superseded'
  readonly party: number
  readonly thread: number
  readonly hasPlace: boolean
}

const arbitraryRecords = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    // Many on the same moment, some years apart, some before 1970.
    slot: fc.option(
      fc.oneof(fc.nat({ max: 60 }), fc.integer({ min: -40_000, max: 90_000 }), fc.constant(-1_000_000)),
      { freq: 8 },
    ),
    state: fc.constantFrom('live' as const, 'superseded' as const),
    party: fc.nat({ max: PARTIES.length - 1 }),
    thread: fc.nat({ max: THREADS.length - 1 }),
    hasPlace: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
)

const utcOfSlot = (slot: number): Utc => (START + slot * (HOUR / 2)) as Utc

const arbitraryFilter: fc.Arbitrary<ObservationFilter> = fc.record(
  {
    kinds: fc.subarray([...KINDS, 'visit']),
    sourceId: fc.integer({ min: 1, max: 3 }),
    from: fc.integer({ min: -50, max: 80 }).map(utcOfSlot),
    to: fc.integer({ min: -50, max: 80 }).map(utcOfSlot),
    party: fc.constantFrom(...PARTIES, '+15555550199'),
    state: fc.constantFrom('live' as const, 'superseded' as const),
    text: fc.constantFrom('TEAPOT 1', 'ü', '%', 'none'),
  },
  { requiredKeys: [] },
)

const fileOf = (path: string): FileRef => ({ sha256: '0'.repeat(64) as Sha256, path, sizeBytes: 1 })

function observationOf(made: Made, i: number, path: string): Observation {
  const { kind, slot, state, party, thread, hasPlace } = made
  const other = { id: PARTIES[party]! }
  const fields = {
    message: { from: other, thread: THREADS[thread]!, body: `teapot ${i} ü` },
    call: { from: other },
    picture: { ...(hasPlace && { place: { latitude: 1, longitude: i } }), fileName: `${i}.jpg` },
  }[kind]
  return {
    kind,
    at:
      slot === null
        ? { unset: true, raw: 0 }
        : { utc: utcOfSlot(slot), precision: 's', epoch: 'unix', zone: 'utc', raw: slot },
    where: {
      file: fileOf(path),
      place: { table: 't', rowid: i, state, via: state === 'live' ? 'live' : 'main' },
    },
    fields,
    raw: { i },
  } as unknown as Observation
}

export function readingStoreSuite(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  async function openFresh(): Promise<Workspace> {
    const store = await makeStore()
    onTestFinished(() => store.dispose())
    const create = { kind: 'case', name: 'invented case' } as const
    const workspace = must(await store.open({ create, powers: inventedPowers() }))
    onTestFinished(() => workspace.close())
    return workspace
  }

  /** Puts the records into two sources, in turn, and gives them back as they were stored, in timeline order. */
  async function stored(
    workspace: Workspace,
    records: readonly Made[],
  ): Promise<readonly StoredObservation[]> {
    await ingest(workspace, records)
    const rows: StoredObservation[] = []
    for (const path of FILES) {
      const unitId = FILES.indexOf(path) + 1
      for (const [i] of records.filter((_, k) => k % 2 === FILES.indexOf(path)).entries())
        rows.push((await workspace.observations.get(unitId * 2 ** 32 + i))!)
    }
    return inOrder(rows)
  }

  describe(`${name}: reading`, () => {
    it('answers pages, entries, histograms and places as a plain list would', async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryRecords,
          fc.array(fc.tuple(arbitraryFilter, fc.nat({ max: 70 }), fc.integer({ min: 1, max: 30 })), {
            minLength: 6,
            maxLength: 12,
          }),
          async (records, questions) => {
            const workspace = await openFresh()
            const list = await stored(workspace, records)
            for (const [filter, skip, limit] of questions) await ask(workspace, list, { filter, skip, limit })
            await workspace.close()
          },
        ),
        { numRuns: process.env.CI ? 150 : 5 },
      )
    })

    it('lists conversations and reads each in both directions', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryRecords, fc.integer({ min: 1, max: 7 }), async (records, limit) => {
          const workspace = await openFresh()
          const list = await stored(workspace, records)
          const found = await everyRow((after) => workspace.conversations.page({ limit, ...after }))
          const threads = new Map<string, StoredObservation[]>()
          for (const each of list) {
            const { thread } = each.observation.fields as { readonly thread?: string }
            if (thread)
              threads.set(`${each.sourceId} ${thread}`, [
                ...(threads.get(`${each.sourceId} ${thread}`) ?? []),
                each,
              ])
          }
          expect(found.map((row) => `${row.sourceId} ${row.thread}`).sort()).toEqual(
            [...threads.keys()].sort(),
          )
          const lasts = found.map((row) => row.lastUtc ?? -Infinity)
          expect(lasts).toEqual([...lasts].sort((a, b) => b - a))
          for (const row of found) {
            const own = threads.get(`${row.sourceId} ${row.thread}`)!
            const times = own.flatMap(({ observation }) => utcOf(observation.at) ?? [])
            expect(row).toMatchObject({
              messages: own.length,
              superseded: own.filter(({ observation }) => stateOf(observation) === 'superseded').length,
              firstUtc: times[0] ?? null,
              lastUtc: times.at(-1) ?? null,
              partyCount: new Set(own.map(({ observation }) => partyOf(observation))).size,
            })
            expect(row.parties).toHaveLength(row.partyCount)
            const { sourceId, fileId, thread } = row
            for (const direction of ['newer', 'older'] as const) {
              const read = await everyRow((after) =>
                workspace.conversations.messages({ sourceId, fileId, thread, direction, limit, ...after }),
              )
              expect(read).toEqual(direction === 'newer' ? own : [...own].reverse())
            }
          }
          await workspace.close()
        }),
        { numRuns: process.env.CI ? 100 : 4 },
      )
    })

    it('counts nothing of a unit that was cleared, and all of it again when it is read anew', async () => {
      const records = Array.from(
        { length: 40 },
        (_, i): Made => ({
          kind: KINDS[i % 3]!,
          slot: i % 7 === 0 ? null : i,
          state: i % 5 === 0 ? 'superseded' : 'live',
          party: i % 3,
          thread: i % 4,
          hasPlace: i % 2 === 0,
        }),
      )
      const workspace = await openFresh()
      await ingest(workspace, records)
      await ingest(workspace, records.slice(0, 14), 2)
      const fresh = await openFresh()
      await ingest(fresh, records.slice(0, 14))
      for (const read of [
        (each: Workspace) => each.observations.histogram({ spans: 50 }),
        (each: Workspace) => each.observations.countByKind({ state: 'live' }),
        (each: Workspace) => each.observations.extent(),
        async (each: Workspace) =>
          must(await each.conversations.page({ limit: 50 })).rows.map(({ last: _, ...row }) => row),
        async (each: Workspace) => (await each.observations.places({ limit: 50 })).without,
        (each: Workspace) => each.observations.countByKind({ party: PARTIES[0]! }),
      ])
        expect(await read(workspace)).toEqual(await read(fresh))
    })

    it('refuses cursors of other lists', async () => {
      const workspace = await openFresh()
      for (const after of ['x', 't1.2', 'c1', 'm1.2.3'])
        expect(await workspace.conversations.page({ after, limit: 1 })).toMatchObject({
          error: { code: 'E_CURSOR' },
        })
      for (const after of ['x1', 'x1.2', 'y1', 'c1.2'])
        expect(await workspace.observations.page({ after, limit: 1 })).toMatchObject({
          error: { code: 'E_CURSOR' },
        })
    })
  })
}

interface Question {
  readonly filter: ObservationFilter
  readonly skip: number
  readonly limit: number
}

async function ask(
  { observations }: Workspace,
  list: readonly StoredObservation[],
  { filter, skip, limit }: Question,
): Promise<void> {
  const expected = list.filter((each) => isMatching(each, filter))
  const timed = expected.filter(({ observation }) => utcOf(observation.at) !== null)
  expect(await everyRow((after) => observations.page({ ...filter, limit, ...after }))).toEqual(expected)

  // Entering at the n-th record equals going there.
  const first = (utcOf(timed[0]?.observation.at ?? { unset: true, raw: 0 }) ?? START) as Utc
  const entered = await everyRow((after) =>
    observations.page({ ...filter, limit, ...('after' in after ? after : { start: { utc: first, skip } }) }),
  )
  expect(entered).toEqual(expected.slice(skip))
  const untimed = expected.slice(timed.length)
  const late = await everyRow((after) =>
    observations.page({ ...filter, limit, ...('after' in after ? after : { start: { utc: null, skip } }) }),
  )
  expect(late).toEqual(untimed.slice(skip))

  const histogram = await observations.histogram({ ...filter, spans: limit })
  expect(histogram).toMatchObject({ total: expected.length, untimed: untimed.length, scannedTo: null })
  expect(histogram.counts.every((row) => row.length <= limit)).toBe(true)
  for (const [k, kind] of histogram.kinds.entries())
    expect(histogram.counts[k]).toEqual(
      histogram.counts[k]!.map((_, i) => {
        const from = histogram.firstUtc! + i * histogram.spanMicros
        return timed.filter(
          ({ observation }) =>
            observation.kind === kind &&
            utcOf(observation.at)! >= from &&
            utcOf(observation.at)! < from + histogram.spanMicros,
        ).length
      }),
    )
  expect(await observations.countByKind(filter)).toEqual(
    Object.fromEntries(
      KINDS.map(
        (kind) => [kind, expected.filter((each) => each.observation.kind === kind).length] as const,
      ).filter(([, count]) => count > 0),
    ),
  )
  const { text: _, ...rest } = filter
  const times = list
    .filter((each) => isMatching(each, rest))
    .flatMap((each) => utcOf(each.observation.at) ?? [])
  expect(await observations.extent(rest)).toEqual({
    firstUtc: times[0] ?? null,
    lastUtc: times.at(-1) ?? null,
  })

  const placed = expected.filter(({ observation }) => 'place' in observation.fields)
  const places = await observations.places({ ...filter, limit })
  expect(places).toEqual({
    rows: placed.slice(0, limit),
    isCut: placed.length > limit,
    without: list.filter((each) => isMatching(each, rest) && !('place' in each.observation.fields)).length,
  })
}

async function ingest(workspace: Workspace, records: readonly Made[], version = 1): Promise<void> {
  for (const [k, path] of FILES.entries()) {
    const sourceId = k + 1
    if (version === 1) {
      const declaration = { name: path, authority: null, holderRole: 'unknown', scope: {} } as const
      const facts = { path: '/invented', treeKind: 'folder', reason: 'invented', toolVersion: '0' }
      must(await workspace.sources.add(declaration, facts))
      const digests = { md5: '', sha1: '', sha256: '0'.repeat(64) } as never
      const file = { path, logical: { path }, sizeBytes: 1, digests, recognised: null }
      must(await workspace.files.record(sourceId, [file]))
    }
    must(await workspace.ingest.startSource(sourceId))
    const artifact = { id: 'ios.sms', version }
    const { unitId } = must(await workspace.ingest.begin({ sourceId, path, artifact }))
    const own = records.filter((_, i) => i % 2 === k)
    for (let first = 0; first < own.length; first += 17) {
      const part = own.slice(first, first + 17).map((made, i) => observationOf(made, first + i, path))
      must(await workspace.ingest.commit(unitId, encodeItems(part, { scope: {}, firstOrdinal: first })))
    }
    must(await workspace.ingest.finish(unitId, { items: own.length }))
    must(await workspace.ingest.finishSource(sourceId))
  }
}

const stateOf = ({ where: { place } }: Observation): string | null => (isRowPlace(place) ? place.state : null)

const partyOf = ({ fields }: Observation): string | undefined =>
  (fields as { readonly from?: { readonly id: string } }).from?.id

const inOrder = (rows: readonly StoredObservation[]): readonly StoredObservation[] =>
  [...rows].sort((a, b) => {
    const [x, y] = [utcOf(a.observation.at) ?? Infinity, utcOf(b.observation.at) ?? Infinity]
    return x === y ? a.id - b.id : x - y
  })

function isMatching(
  { sourceId, observation }: StoredObservation,
  { kinds, sourceId: wanted, from, to, party, state, text }: ObservationFilter,
): boolean {
  const utc = utcOf(observation.at)
  const { body, fileName } = observation.fields as { readonly body?: string; readonly fileName?: string }
  return (
    (!kinds || kinds.includes(observation.kind)) &&
    (wanted === undefined || sourceId === wanted) &&
    (from === undefined || (utc !== null && utc >= from)) &&
    (to === undefined || (utc !== null && utc <= to)) &&
    (party === undefined || partyOf(observation) === party) &&
    (state === undefined || stateOf(observation) === state) &&
    (text === undefined || (body ?? fileName ?? '').toLowerCase().includes(text.toLowerCase()))
  )
}

async function everyRow<Row>(
  page: (after: { after?: string }) => Promise<Result<{ rows: readonly Row[]; next: string | null }>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const read: { rows: readonly Row[]; next: string | null } = must(
      await page(after === null ? {} : { after }),
    )
    rows.push(...read.rows)
    after = read.next
  } while (after !== null)
  return rows
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}
