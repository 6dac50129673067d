// What the store's ports mean, in one file: run over each engine. A member's own test says how it is opened.

import type { Issue, Result, Sha256, Utc } from '@manumit/base'
import { isIssue, utcOf } from '@manumit/base'
import { isRowPlace, type Observation, type Scope } from '@manumit/model'
import {
  encodeItems,
  type FileFacts,
  type ObservationFilter,
  type OpenRequest,
  type ScanMatch,
  type StorePowers,
  type Workspace,
} from '@manumit/store'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inventedClock, inventedFile, inventedItems, inventedMessage } from './invented-messages.ts'
import { arbitraryObservation } from './observation-arbitrary.ts'

/** One database, opened as often as a test likes. */
export interface StoreUnderTest {
  open(request: Omit<OpenRequest, 'folder'>): Promise<Result<Workspace>>
  /** SQL past the ports, as somebody who edits the file would run it. */
  tamper(sql: string): Promise<void>
  /** Takes away what refuses changes of the log, as such a person would first. */
  disarm(): Promise<void>
  dispose(): Promise<void>
}

const SMS = { id: 'ios.sms', version: 1 }
const SMS_PATH = 'HomeDomain/Library/SMS/sms.db'

export const inventedPowers = (): StorePowers => ({
  now: inventedClock(),
  actor: 'A. Examiner',
  randomId: () => '00000000-0000-4000-8000-000000000000',
})

export function storeSuite(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  async function makeTestStore(): Promise<StoreUnderTest> {
    const store = await makeStore()
    onTestFinished(() => store.dispose())
    return store
  }

  async function openFresh(): Promise<{ store: StoreUnderTest; workspace: Workspace }> {
    const store = await makeTestStore()
    const create = { kind: 'case', name: 'invented case' } as const
    const workspace = must(await store.open({ create, powers: inventedPowers() }))
    onTestFinished(() => workspace.close())
    return { store, workspace }
  }

  describe(`${name}: opening`, () => {
    it('keeps what it was made with, and refuses to be made twice', async () => {
      const { store, workspace } = await openFresh()
      expect(workspace.info).toMatchObject({ kind: 'case', name: 'invented case', access: 'write' })
      await workspace.close()
      const powers = inventedPowers()
      const again = await store.open({ create: { kind: 'audit', name: 'other' }, powers })
      expect(again).toMatchObject({ ok: false, error: { code: 'E_WORKSPACE_EXISTS' } })
      const reopened = must(await store.open({ expect: 'case', powers }))
      expect(reopened.info.id).toBe(workspace.info.id)
      expect((await reopened.audit.list({ limit: 10 })).ok).toBe(true)
      await reopened.close()
    })

    it('refuses another kind than the one expected', async () => {
      const { store, workspace } = await openFresh()
      await workspace.close()
      const opened = await store.open({ expect: 'audit', powers: inventedPowers() })
      expect(opened).toMatchObject({
        ok: false,
        error: { code: 'E_WORKSPACE_KIND', data: { found: 'case', expected: 'audit' } },
      })
    })

    it('refuses a schema newer than it knows', async () => {
      const { store, workspace } = await openFresh()
      await workspace.close()
      await store.tamper(`insert into schema_migration values (99, 'from the future', 0)`)
      const opened = await store.open({ powers: inventedPowers() })
      expect(opened).toMatchObject({ ok: false, error: { code: 'E_WORKSPACE_NEWER', data: { found: 99 } } })
    })

    it('opened for reading, takes judgements and log entries and nothing else', async () => {
      const { store, workspace } = await openFresh()
      await addSource(workspace, {})
      await workspace.close()
      const reading = must(await store.open({ access: 'read', powers: inventedPowers() }))
      const refusal = { ok: false, error: { code: 'E_WORKSPACE_READ_ONLY' } }
      expect(await reading.ingest.startSource(1)).toMatchObject(refusal)
      expect(await reading.banks.import({ name: 'b', source: 's' }, [])).toMatchObject(refusal)
      expect(await reading.sources.widen(1, {}, 'more')).toMatchObject(refusal)
      expect(await reading.files.record(1, [])).toMatchObject(refusal)
      await reading.audit.append('view.timeline', 'source:1')
      await reading.judgements.append({ subject: 'source:1', decision: 'kept', reason: 'relevant' })
      expect(await reading.audit.verify()).toMatchObject({ intact: true })
      await reading.close()
    })
  })

  describe(`${name}: sources and files`, () => {
    it('gives sources back as declared and counts nothing before an ingest', async () => {
      const { workspace } = await openFresh()
      const source = await addSource(workspace, { kinds: ['message'], from: 0 as Utc })
      expect(source).toMatchObject({ id: 1, state: 'reading', scopeRevision: 1, addedBy: 'A. Examiner' })
      expect(source.declaration.scope).toEqual({ kinds: ['message'], from: 0 })
      expect(source.counts).toEqual({ files: 1, filesRead: 0, observations: {}, issues: {}, outOfScope: {} })
      expect(await workspace.sources.list()).toEqual([source])
      expect(await workspace.sources.get(7)).toMatchObject({
        ok: false,
        error: { code: 'E_SOURCE_UNKNOWN', data: { source: 7 } },
      })
    })

    it('corrects a declaration with the reason in the log', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      const changed = must(
        await workspace.sources.declare(1, { holderRole: 'witness' }, 'consent form found'),
      )
      expect(changed.declaration.holderRole).toBe('witness')
      expect(must(await workspace.sources.get(1)).declaration.holderRole).toBe('witness')
      expect((await entries(workspace)).at(-1)).toMatchObject({
        action: 'source.declared',
        subject: 'source:1',
        data: {
          reason: 'consent form found',
          before: { holderRole: 'unknown' },
          after: { holderRole: 'witness' },
        },
      })
    })

    it('keeps names of files that no database text can hold', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      const paths = ['with\0zero', 'half \ud800 pair', '\u0001"marked"', '../escape', 'ünï/文.db']
      const files = paths.map(
        (path): FileFacts => ({
          path,
          logical: { domain: path, path },
          sizeBytes: 1,
          digests: null,
          recognised: null,
        }),
      )
      must(await workspace.files.record(1, files))
      must(await workspace.files.record(1, files))
      const page = must(await workspace.files.page({ sourceId: 1, read: false, limit: 100 }))
      expect(page.rows.slice(1).map(({ path, logical }) => ({ path, logical }))).toEqual(
        files.map(({ path, logical }) => ({ path, logical })),
      )
    })

    it('pages files and says which were read', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      const more = ['a', 'b', 'c'].map((path) => fileFacts(path))
      must(await workspace.files.record(1, more))
      await ingestAll(workspace, { items: [...inventedItems(3, inventedFile(SMS_PATH))] })
      expect(await allPages((after) => workspace.files.page({ limit: 1, ...after }))).toMatchObject([
        { path: SMS_PATH, readBy: ['ios.sms'] },
        { path: 'a', readBy: [] },
        { path: 'b', readBy: [] },
        { path: 'c', readBy: [] },
      ])
      expect(must(await workspace.files.page({ read: true, limit: 9 })).rows).toHaveLength(1)
      expect(await workspace.files.withSha256(inventedFile('b').sha256)).toMatchObject([{ path: 'b' }])
    })
  })

  describe(`${name}: ingest`, () => {
    it('gives records and issues back as they were, with counts', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      const items = [...inventedItems(230, inventedFile(SMS_PATH))]
      const source = await ingestAll(workspace, { items, batch: 50 })
      const observations = items.filter((item) => !isIssue(item)) as Observation[]
      const stored = await allPages((after) => workspace.observations.page({ limit: 60, ...after }))
      expect(stored.map((row) => row.observation)).toEqual(inTimelineOrder(observations))
      expect(stored[0]).toMatchObject({ sourceId: 1, artifact: SMS, ordinal: 1 })
      expect(await workspace.observations.get(stored[5]!.id)).toEqual(stored[5])
      const issues = await allPages((after) => workspace.issues.page({ limit: 1, ...after }))
      expect(issues.map((row) => row.issue)).toEqual(items.filter(isIssue))
      expect(issues[0]).toMatchObject({ path: SMS_PATH, ordinal: 99 })
      expect(source.counts).toMatchObject({
        observations: { message: 228 },
        issues: { E_INVENTED_ROW: 2 },
        filesRead: 1,
      })
      expect(source.state).toBe('complete')
      expect(await workspace.observations.countByKind()).toEqual({ message: 228 })
      expect(await workspace.issues.countByCode({ sourceId: 1 })).toEqual({ E_INVENTED_ROW: 2 })
    })

    it('says of a record where its file lay on the phone, where its path does not', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      await ingestAll(workspace, { items: [inventedMessage(1, inventedFile(SMS_PATH)) as Observation] })
      const readBack = async () => must(await workspace.observations.page({ limit: 1 })).rows[0]!.observation
      expect((await readBack()).where.file).toEqual(inventedFile(SMS_PATH))
      const logical = { domain: 'HomeDomain', path: 'Library/SMS/sms.db' }
      must(await workspace.files.record(1, [{ ...fileFacts(SMS_PATH), logical }]))
      expect((await readBack()).where.file).toEqual({ ...inventedFile(SMS_PATH), logical })
    })

    it('keeps any record equal in depth', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      must(await workspace.ingest.startSource(1))
      const unit = { sourceId: 1, path: SMS_PATH, artifact: SMS }
      const { unitId } = must(await workspace.ingest.begin(unit))
      let committed = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryObservation(inventedFile(SMS_PATH)), { minLength: 1, maxLength: 8 }),
          async (items) => {
            const batch = encodeItems(items, { scope: {}, firstOrdinal: committed })
            must(await workspace.ingest.commit(unitId, batch))
            for (const [i, item] of items.entries())
              expect(
                (await workspace.observations.get(unitId * 2 ** 32 + committed + i))?.observation,
              ).toEqual(item)
            committed += items.length
          },
        ),
        { numRuns: process.env.CI ? 500 : 25 },
      )
    })

    it('refuses a gap, a repetition and a wrong count, and writes nothing of them', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      must(await workspace.ingest.startSource(1))
      const unit = { sourceId: 1, path: SMS_PATH, artifact: SMS }
      const { unitId } = must(await workspace.ingest.begin(unit))
      const batch = encodeItems([...inventedItems(10, inventedFile(SMS_PATH))], {
        scope: {},
        firstOrdinal: 0,
      })
      must(await workspace.ingest.commit(unitId, batch))
      const before = await lines(workspace)
      expect(await workspace.ingest.commit(unitId, batch)).toMatchObject({
        error: { code: 'E_INGEST_GAP', data: { expected: 10, found: 0 } },
      })
      expect(await workspace.ingest.finish(unitId, { items: 11 })).toMatchObject({
        error: { code: 'E_INGEST_COUNT', data: { items: 11, committed: 10 } },
      })
      expect(await workspace.ingest.finishSource(1)).toMatchObject({ error: { code: 'E_INGEST_OPEN' } })
      expect(await lines(workspace)).toEqual(before)
      must(await workspace.ingest.finish(unitId, { items: 10 }))
      expect(await workspace.ingest.commit(unitId, batch)).toMatchObject({ error: { code: 'E_INGEST_UNIT' } })
      expect(await workspace.ingest.begin({ ...unit, path: 'absent' })).toMatchObject({
        error: { code: 'E_FILE_UNKNOWN' },
      })
    })

    it('goes on where it stood and dumps the same as an uninterrupted run', async () => {
      const items = [...inventedItems(120, inventedFile(SMS_PATH))]
      const { workspace: whole } = await openFresh()
      await addSource(whole, {})
      await ingestAll(whole, { items, batch: 120 })
      const { store, workspace: first } = await openFresh()
      await addSource(first, {})
      must(await first.ingest.startSource(1))
      const { unitId } = must(await first.ingest.begin({ sourceId: 1, path: SMS_PATH, artifact: SMS }))
      must(await first.ingest.commit(unitId, encodeItems(items.slice(0, 70), { scope: {}, firstOrdinal: 0 })))
      await first.close()
      const second = must(await store.open({ powers: inventedPowers() }))
      await ingestAll(second, { items, batch: 13 })
      expect(await lines(second)).toEqual(await lines(whole))
      expect((await entries(second)).map((entry) => entry.action)).toContain('ingest.resumed')
      expect(await second.audit.verify()).toMatchObject({ intact: true })
      await second.close()
    })

    it('writes many small units in one go, the same as one by one', async () => {
      const paths = ['p/1.jpg', 'p/2.jpg', 'p/3.jpg']
      const units = paths.map((path) => ({
        unit: { sourceId: 1, path, artifact: { id: 'media.exif', version: 2 } },
        items: [...inventedItems(2, inventedFile(path))],
      }))
      const dumps: string[][] = []
      for (const isWhole of [true, false]) {
        const { workspace } = await openFresh()
        await addSource(workspace, {})
        must(await workspace.files.record(1, paths.map(fileFacts)))
        must(await workspace.ingest.startSource(1))
        const batches = units.map(({ unit, items }) => ({
          unit,
          batch: encodeItems(items, { scope: {}, firstOrdinal: 0 }),
        }))
        if (isWhole) {
          must(await workspace.ingest.commitWhole(batches))
          // Done before: passed over.
          must(await workspace.ingest.commitWhole(batches.slice(1)))
        } else
          for (const { unit, batch } of batches) {
            const { unitId } = must(await workspace.ingest.begin(unit))
            must(await workspace.ingest.commit(unitId, batch))
            must(await workspace.ingest.finish(unitId, { items: 2 }))
          }
        must(await workspace.ingest.finishSource(1))
        dumps.push(await lines(workspace))
      }
      expect(dumps[0]).toEqual(dumps[1])
      expect(dumps[0]!.filter((line) => line.includes('"row":"observation"'))).toHaveLength(6)
    })

    it('keeps the issues of a source as a whole', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      must(await workspace.ingest.startSource(1))
      const issue: Issue = { issue: true, code: 'E_INVENTED_LINK', severity: 'warning', at: { path: 'a\0b' } }
      const unit = { sourceId: 1, path: null, artifact: { id: 'intake', version: 1 } }
      const batch = encodeItems([issue], { scope: {}, firstOrdinal: 0 })
      must(await workspace.ingest.commitWhole([{ unit, batch }]))
      must(await workspace.ingest.finishSource(1))
      expect(must(await workspace.issues.page({ limit: 5 })).rows).toMatchObject([{ path: null, issue }])
    })

    it('leaves out and counts what lies outside the scope, and brings it in when widened', async () => {
      const { workspace } = await openFresh()
      const { workspace: open } = await openFresh()
      const items = [...inventedItems(60, inventedFile(SMS_PATH))]
      const from = utcOf(inventedMessage(40, inventedFile(SMS_PATH)).at)!
      await addSource(workspace, { from })
      const narrow = await ingestAll(workspace, { items })
      expect(narrow.counts).toMatchObject({ observations: { message: 20 }, outOfScope: { message: 40 } })
      expect((await lines(workspace)).some((line) => line.includes('number 39,'))).toBe(false)
      expect(await workspace.sources.widen(1, { from, kinds: ['message'] }, 'no')).toMatchObject({
        error: { code: 'E_SCOPE_NOT_WIDER' },
      })
      const widened = must(await workspace.sources.widen(1, {}, 'warrant of 2 May'))
      expect(widened).toMatchObject({ state: 'reading', scopeRevision: 2 })
      expect(await workspace.ingest.finishSource(1)).toMatchObject({ error: { code: 'E_INGEST_OPEN' } })
      const wide = await ingestAll(workspace, { items })
      expect(wide.counts).toMatchObject({ observations: { message: 60 }, outOfScope: {} })
      await addSource(open, {})
      await ingestAll(open, { items })
      const rowsOf = async (each: Workspace) =>
        (await lines(each)).filter((line) => /"row":"(observation|issue)"/.test(line))
      expect(await rowsOf(workspace)).toEqual(await rowsOf(open))
      expect(await workspace.observations.parties()).toEqual(await open.observations.parties())
      expect((await entries(workspace)).find((entry) => entry.action === 'source.widened')).toMatchObject({
        data: { reason: 'warrant of 2 May', before: { from }, after: {} },
      })
    })

    it('puts the reading of a newer artifact in the place of the older one', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      const items = [...inventedItems(30, inventedFile(SMS_PATH))]
      await ingestAll(workspace, { items })
      await ingestAll(workspace, { items: items.slice(0, 20), version: 2 })
      const stored = must(await workspace.observations.page({ limit: 100 })).rows
      expect(stored).toHaveLength(20)
      expect(stored[0]!.artifact).toEqual({ id: 'ios.sms', version: 2 })
      expect((await entries(workspace)).map((entry) => entry.action)).toContain('ingest.replaced')
    })
  })

  describe(`${name}: the timeline`, () => {
    it('filters and pages as a plain list would', async () => {
      const { workspace } = await openFresh()
      const observations: Observation[] = []
      for (const [sourceId, kind] of [
        [1, 'message'],
        [2, 'voicemail'],
      ] as const) {
        await addSource(workspace, {})
        const items = [...inventedItems(70, inventedFile(SMS_PATH))].map((item) =>
          isIssue(item) ? item : ({ ...item, kind } as Observation),
        )
        await ingestAll(workspace, { items, sourceId })
        observations.push(...(items.filter((item) => !isIssue(item)) as Observation[]))
      }
      const sourceOf = (observation: Observation): number => (observation.kind === 'message' ? 1 : 2)
      const at = (i: number) => utcOf(inventedMessage(i, inventedFile(SMS_PATH)).at)!
      const filters: fc.Arbitrary<ObservationFilter> = fc.record(
        {
          kinds: fc.subarray(['message', 'voicemail', 'call']),
          sourceId: fc.integer({ min: 1, max: 3 }),
          from: fc.integer({ min: 1, max: 69 }).map(at),
          to: fc.integer({ min: 1, max: 69 }).map(at),
          party: fc.constantFrom('+15555550110', '+15555550103', '+15555550999'),
          state: fc.constantFrom('live' as const, 'superseded' as const),
          text: fc.constantFrom('NUMBER 1', 'Teapot', '%', 'no such text'),
        },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(filters, fc.integer({ min: 1, max: 50 }), async (filter, limit) => {
          const expected = inTimelineOrder(observations.filter((each) => isMatching(each, filter, sourceOf)))
          const found = await allPages((after) => workspace.observations.page({ ...filter, limit, ...after }))
          expect(found.map((row) => row.observation)).toEqual(expected)
          const counts = Object.fromEntries(
            ['message', 'voicemail']
              .map((kind) => [kind, expected.filter((each) => each.kind === kind).length] as const)
              .filter(([, count]) => count > 0),
          )
          expect(await workspace.observations.countByKind(filter)).toEqual(counts)
        }),
        { numRuns: process.env.CI ? 500 : 30 },
      )
    })

    it('refuses a cursor it did not give out', async () => {
      const { workspace } = await openFresh()
      for (const after of ['x', 't1', 't1.x', 'n', 't1.2.3', "n1';drop"])
        expect(await workspace.observations.page({ after, limit: 1 })).toMatchObject({
          error: { code: 'E_CURSOR' },
        })
    })

    it('lists the identifiers records name, with first and last time', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      await ingestAll(workspace, { items: [...inventedItems(300, inventedFile(SMS_PATH))], batch: 90 })
      const parties = await workspace.observations.parties({ sourceId: 1, limit: 500 })
      const file = inventedFile(SMS_PATH)
      // Number 110 wrote messages 10 and 110 and was sent 210.
      expect(parties.filter((each) => each.party === '+15555550110')).toEqual([
        {
          party: '+15555550110',
          sourceId: 1,
          kind: 'message',
          role: 'from',
          count: 2,
          firstUtc: utcOf(inventedMessage(10, file).at),
          lastUtc: utcOf(inventedMessage(110, file).at),
        },
        {
          party: '+15555550110',
          sourceId: 1,
          kind: 'message',
          role: 'to',
          count: 1,
          firstUtc: utcOf(inventedMessage(210, file).at),
          lastUtc: utcOf(inventedMessage(210, file).at),
        },
      ])
    })
  })

  describe(`${name}: what people decided and what was done`, () => {
    it('appends judgements and keeps each', async () => {
      const { workspace } = await openFresh()
      const first = await workspace.judgements.append({
        subject: 'match:1',
        decision: 'same',
        reason: 'seen',
      })
      await workspace.judgements.append({ subject: 'match:2', decision: 'other', reason: '' })
      const last = await workspace.judgements.append({
        subject: 'match:1',
        decision: 'other',
        reason: 'looked again',
      })
      expect(await workspace.judgements.of('match:1')).toEqual([first, last])
      expect(first).toMatchObject({ author: 'A. Examiner', decision: 'same' })
      expect(await allPages((after) => workspace.judgements.list({ limit: 2, ...after }))).toHaveLength(3)
    })

    it.each(['judgement', 'audit'])('cannot change or delete a row of %s', async (table) => {
      const { store, workspace } = await openFresh()
      await workspace.judgements.append({ subject: 'match:1', decision: 'same', reason: 'seen' })
      const column = table === 'audit' ? 'action' : 'decision'
      await expect(store.tamper(`update ${table} set ${column} = 'changed'`)).rejects.toThrow(/append-only/)
      await expect(store.tamper(`delete from ${table}`)).rejects.toThrow(/append-only/)
    })

    it('chains the log and gives entries back', async () => {
      const { workspace } = await openFresh()
      const before = await workspace.audit.head()
      const data = { b: [1, null, 'x\ud800'], a: { z: true, y: 'é' } }
      const entry = await workspace.audit.append('export.csv', 'source:1\0', data)
      expect(entry).toMatchObject({ seq: before.seq + 1, prevHash: before.hash, subject: 'source:1\0', data })
      expect((await entries(workspace)).at(-1)).toEqual(entry)
      expect(await workspace.audit.head()).toEqual({ seq: entry.seq, hash: entry.hash })
      expect(await workspace.audit.verify(before)).toMatchObject({ intact: true, entries: entry.seq })
      expect(must(await workspace.audit.list({ action: 'export.csv', limit: 9 })).rows).toEqual([entry])
    })

    it.each([
      ['a changed word', `update audit set action = 'view.nothing' where seq = 3`, 3, 'hash'],
      ['changed data', `update audit set data = '{"rows":1}' where seq = 2`, 2, 'hash'],
      ['data that is no JSON', `update audit set data = 'x' where seq = 2`, 2, 'unreadable'],
      ['another actor', `update audit set actor = 'somebody else' where seq = 4`, 4, 'hash'],
      ['another time', `update audit set at = at + 1 where seq = 1`, 1, 'hash'],
      ['a time past 2^53', `update audit set at = 9007199254740993 where seq = 3`, 3, 'unreadable'],
      ['a number past 2^53', `update audit set seq = 9007199254740993 where seq = 5`, 5, 'unreadable'],
      ['a removed entry', `delete from audit where seq = 3`, 4, 'gap'],
      ['a hash made to fit', `update audit set hash = '00' where seq = 2`, 2, 'hash'],
      ['another past', `update audit set prev_hash = '00' where seq = 4`, 4, 'link'],
    ])('finds %s', async (_, sql, seq, problem) => {
      const { store, workspace } = await openFresh()
      for (let i = 0; i < 4; i++) await workspace.audit.append('view.timeline', 'source:1', { rows: i })
      await store.disarm()
      await store.tamper(sql)
      expect(await workspace.audit.verify()).toEqual({ intact: false, seq, problem })
    })

    it('finds a log cut short by a head kept elsewhere', async () => {
      const { store, workspace } = await openFresh()
      for (let i = 0; i < 3; i++) await workspace.audit.append('view.timeline', 'source:1')
      const head = await workspace.audit.head()
      await store.disarm()
      await store.tamper(`delete from audit where seq = ${head.seq}`)
      expect(await workspace.audit.verify()).toMatchObject({ intact: true })
      expect(await workspace.audit.verify(head)).toEqual({ intact: false, seq: head.seq, problem: 'head' })
    })
  })

  describe(`${name}: banks and scans`, () => {
    const hash = (digit: string): string => digit.repeat(64)
    const pdq = (digit: string) => ({ kind: 'pdq', hash: hash(digit) })

    it('imports a bank, reads it by kind and replaces it as a whole', async () => {
      const { workspace } = await openFresh()
      const first = must(
        await workspace.banks.import({ name: 'bridges', source: 'bridges.csv', material: 'demonstration' }, [
          pdq('a'),
          { kind: 'md5', hash: '0'.repeat(32), note: 'stone\0bridge' },
          pdq('b'),
        ]),
      )
      expect(first.entries).toEqual({ md5: 1, pdq: 2 })
      const reader = must(await workspace.banks.reader('bridges'))
      const pdqEntries = [
        { entry: 0, ...pdq('a') },
        { entry: 2, ...pdq('b') },
      ]
      expect([...reader.entries('bridges', 'pdq')]).toEqual(pdqEntries)
      expect([...reader.entries('bridges', 'pdq')]).toEqual(pdqEntries)
      expect([...reader.entries('bridges', 'md5')]).toMatchObject([{ note: 'stone\0bridge' }])
      expect([...reader.entries('another', 'pdq')]).toEqual([])
      const second = must(await workspace.banks.import({ name: 'bridges', source: 'x' }, [pdq('c')]))
      expect(second).toMatchObject({ entries: { pdq: 1 }, material: 'unlawful' })
      expect(second.digest).not.toBe(first.digest)
      expect(await workspace.banks.list()).toEqual([second])
    })

    it('gives a bank the same digest in whatever order it comes', async () => {
      const { workspace } = await openFresh()
      const forward = must(await workspace.banks.import({ name: 'b', source: 's' }, [pdq('a'), pdq('b')]))
      const backward = must(await workspace.banks.import({ name: 'b', source: 's' }, [pdq('b'), pdq('a')]))
      expect(backward.digest).toBe(forward.digest)
    })

    it('leaves the old bank untouched when an import breaks off', async () => {
      const { workspace } = await openFresh()
      const before = must(await workspace.banks.import({ name: 'b', source: 's' }, [pdq('a')]))
      const broken = (async function* () {
        yield pdq('c')
        throw new Error('the disk is gone')
      })()
      await expect(workspace.banks.import({ name: 'b', source: 't' }, broken)).rejects.toThrow(/disk/)
      expect(await workspace.banks.list()).toEqual([before])
      must(await workspace.banks.remove('b'))
      expect(await workspace.banks.get('b')).toMatchObject({ error: { code: 'E_BANK_UNKNOWN' } })
      expect(await workspace.banks.remove('b')).toMatchObject({ error: { code: 'E_BANK_UNKNOWN' } })
    })

    it('records a scan, goes on with it, and lists matches by distance', async () => {
      const { workspace } = await openFresh()
      must(await workspace.banks.import({ name: 'bridges', source: 's' }, [pdq('a')]))
      const thresholds = { pdq: { distance: 31, source: 'its authors' } }
      const declaration = { paths: ['/pictures'], bank: 'bridges', thresholds }
      const scan = must(await workspace.scans.start(declaration))
      const file = inventedFile('/pictures/a.jpg')
      const match = (distance: number): ScanMatch => ({
        file: { ...file, digests: { md5: '', sha1: '', sha256: file.sha256 } as never },
        kind: 'pdq',
        hash: hash('a'),
        bank: 'bridges',
        entry: 0,
        distance,
        threshold: 31,
        thresholdSource: 'its authors',
        orientation: 'rotated-90',
        quality: 100,
      })
      const scanned = { path: file.path, sha256: file.sha256, matches: [match(12), match(2)] }
      must(await workspace.scans.record(scan.id, [scanned]))
      must(
        await workspace.scans.record(scan.id, [
          scanned,
          { path: 'b', sha256: hash('f') as Sha256, matches: [] },
        ]),
      )
      const resumed = must(await workspace.scans.start(declaration))
      expect(resumed).toMatchObject({ id: scan.id, files: 2, matches: 2, finishedAt: null })
      expect(await workspace.scans.has(scan.id, scanned)).toBe(true)
      expect(await workspace.scans.has(scan.id, { ...scanned, sha256: hash('e') as Sha256 })).toBe(false)
      must(await workspace.scans.finish(scan.id))
      const matches = await allPages((after) =>
        workspace.scans.matches({ scanId: scan.id, limit: 1, ...after }),
      )
      expect(matches.map((each) => each.distance)).toEqual([2, 12])
      expect(matches[0]).toMatchObject(match(2))
      expect(must(await workspace.scans.start(declaration)).id).not.toBe(scan.id)
      expect(await workspace.scans.start({ ...declaration, bank: 'x' })).toMatchObject({
        error: { code: 'E_BANK_UNKNOWN' },
      })
    })

    it('logs each act', async () => {
      const { workspace } = await openFresh()
      await addSource(workspace, {})
      await ingestAll(workspace, { items: [...inventedItems(3, inventedFile(SMS_PATH))] })
      await workspace.judgements.append({ subject: 'source:1', decision: 'kept', reason: '' })
      must(await workspace.banks.import({ name: 'b', source: 's' }, [pdq('a')]))
      const scan = must(await workspace.scans.start({ paths: [], bank: 'b', thresholds: {} }))
      must(await workspace.scans.finish(scan.id))
      must(await workspace.banks.remove('b'))
      expect((await entries(workspace)).map((entry) => entry.action)).toEqual([
        'workspace.created',
        'source.added',
        'ingest.started',
        'ingest.finished',
        'judgement.appended',
        'bank.imported',
        'scan.started',
        'scan.finished',
        'bank.removed',
      ])
    })
  })
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}

const fileFacts = (path: string): FileFacts => {
  const { sha256, sizeBytes } = inventedFile(path)
  const digests = { md5: sha256.slice(0, 32), sha1: sha256.slice(0, 40), sha256 } as NonNullable<
    FileFacts['digests']
  >
  return { path, logical: { path }, sizeBytes, digests, recognised: { type: 'sqlite', reason: 'its magic' } }
}

async function addSource(workspace: Workspace, scope: Scope) {
  const declaration = { name: 'EX-1', authority: 'warrant 7', holderRole: 'unknown', scope } as const
  const facts = { path: '/invented', treeKind: 'folder', reason: 'a folder', toolVersion: 'manumit 0' }
  const { id } = must(await workspace.sources.add(declaration, facts))
  must(await workspace.files.record(id, [fileFacts(SMS_PATH)]))
  return must(await workspace.sources.get(id))
}

async function ingestAll(
  workspace: Workspace,
  {
    items,
    batch = 40,
    version = 1,
    sourceId = 1,
  }: { items: readonly (Observation | Issue)[]; batch?: number; version?: number; sourceId?: number },
) {
  must(await workspace.ingest.startSource(sourceId))
  const artifact = { id: SMS.id, version }
  const unit = must(await workspace.ingest.begin({ sourceId, path: SMS_PATH, artifact }))
  for (let first = unit.committed; first < items.length; first += batch) {
    const part = items.slice(first, first + batch)
    must(
      await workspace.ingest.commit(
        unit.unitId,
        encodeItems(part, { scope: unit.scope, firstOrdinal: first }),
      ),
    )
  }
  must(await workspace.ingest.finish(unit.unitId, { items: items.length }))
  return must(await workspace.ingest.finishSource(sourceId))
}

async function allPages<Row>(
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

async function lines(workspace: Workspace): Promise<string[]> {
  const found: string[] = []
  for await (const line of workspace.dump()) found.push(line)
  return found
}

const entries = async (workspace: Workspace) => must(await workspace.audit.list({ limit: 1000 })).rows

/** The plain list's order: by UTC, without one last; the sort is stable, so equal times keep their order. */
const inTimelineOrder = (observations: readonly Observation[]): Observation[] =>
  [...observations].sort((a, b) => {
    const [x, y] = [utcOf(a.at) ?? Infinity, utcOf(b.at) ?? Infinity]
    return x === y ? 0 : x - y
  })

function isMatching(
  observation: Observation,
  { kinds, sourceId, from, to, party, state, text }: ObservationFilter,
  sourceOf: (observation: Observation) => number,
): boolean {
  const utc = utcOf(observation.at)
  const { place } = observation.where
  const fields = observation.fields as {
    from?: { id: string | null }
    to?: { id: string | null }[]
    body?: string
  }
  // The voicemail kind names `from` only and has no text of a message to search.
  const isMessage = observation.kind === 'message'
  const named = [fields.from, ...(isMessage ? (fields.to ?? []) : [])].map((each) => each?.id)
  return (
    (!kinds || kinds.includes(observation.kind)) &&
    (sourceId === undefined || sourceOf(observation) === sourceId) &&
    (from === undefined || (utc !== null && utc >= from)) &&
    (to === undefined || (utc !== null && utc <= to)) &&
    (party === undefined || named.includes(party)) &&
    (state === undefined || (isRowPlace(place) && place.state === state)) &&
    (text === undefined || (isMessage && fields.body!.toLowerCase().includes(text.toLowerCase())))
  )
}
