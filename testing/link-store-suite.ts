// What the linking and people ports of a store mean, in one file: run over each engine.

import type { Result, Utc } from '@manumit/base'
import { isIssue } from '@manumit/base'
import type { Observation } from '@manumit/model'
import {
  BY_DEVICE,
  type ContactPairs,
  type DerivedLists,
  ENTRY_ROLE,
  encodeItems,
  type IdentifierFacts,
  type LinkRecord,
  type NamedIdentifier,
  type ObservationFilter,
  type RecordMentions,
  TEXT_ROLE,
  type Workspace,
} from '@manumit/store'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inventedFile, inventedItems } from './invented-messages.ts'
import { inventedPowers, type StoreUnderTest } from './store-suite.ts'

const PATH = 'HomeDomain/Library/SMS/sms.db'
/** An id is its unit's number and, within it, the record's. */
const ORDINALS_PER_UNIT = 2 ** 32

export function linkStoreSuite(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  async function openFresh(): Promise<{ store: StoreUnderTest; workspace: Workspace }> {
    const store = await makeStore()
    onTestFinished(() => store.dispose())
    const create = { kind: 'case', name: 'invented case' } as const
    const workspace = must(await store.open({ create, powers: inventedPowers() }))
    onTestFinished(() => workspace.close())
    return { store, workspace }
  }

  describe(`${name}: linking`, () => {
    it('waits for a source to be whole, then gives its records in the order of reading', async () => {
      const { workspace } = await openFresh()
      const id = await addSource(workspace, 'EX-1')
      must(await workspace.ingest.startSource(id))
      const unit = must(await workspace.ingest.begin({ sourceId: id, path: PATH, artifact: SMS }))
      const items = [...inventedItems(120, inventedFile(PATH))]
      must(await workspace.ingest.commit(unit.unitId, encodeItems(items, { scope: {}, firstOrdinal: 0 })))
      expect(await workspace.linking.pending(10)).toBe(null)
      must(await workspace.ingest.finish(unit.unitId, { items: 120 }))
      must(await workspace.ingest.finishSource(id))
      expect(await workspace.linking.progress()).toEqual({ linked: 0, pending: 120 })
      const work = await workspace.linking.pending(110)
      expect(work!.parts).toEqual([{ unitId: unit.unitId, from: 0, to: 110 }])
      // Items 0 to 109, of which 99 is an issue.
      expect(work!.records.map(({ id }) => id - work!.records[0]!.id)).toEqual(
        Array.from({ length: 110 }, (_, i) => i).filter((i) => i !== 99),
      )
      must(await workspace.linking.commit(work!, work!.records.map(mentionsOf)))
      expect(await workspace.linking.progress()).toEqual({ linked: 110, pending: 10 })
      expect((await workspace.linking.pending(1000))!.parts).toEqual([
        { unitId: unit.unitId, from: 110, to: 120 },
      ])
    })

    it('adds up to the same in batches of any size', async () => {
      const outcomes: unknown[] = []
      for (const size of [1000, 64, 7]) {
        const { workspace } = await openFresh()
        await ingest(workspace, { name: 'EX-1', items: 230 })
        await ingest(workspace, { name: 'EX-2', items: 90 })
        await link(workspace, size)
        outcomes.push(await factsOf(workspace))
      }
      expect(outcomes[1]).toEqual(outcomes[0])
      expect(outcomes[2]).toEqual(outcomes[0])
    })

    it('keeps what was named, by source: records, names, entries, sample', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 230 })
      await link(workspace)
      const named = await workspace.linking.namedInSources()
      const other = named.find(({ key }) => key === 'phone:+15555550107')!
      const records = observations(230).filter((_, i) => i !== 99 && i !== 199)
      const naming = records.filter(({ fields }) => JSON.stringify(fields).includes('+15555550107'))
      expect(other).toMatchObject({ sourceId: 1, records: naming.length, isDevice: false, names: ['N7'] })
      expect(other.observationIds).toHaveLength(naming.length)
      expect(other.entries).toEqual(
        other.observationIds.slice(0, 1).map((observationId) => ({ observationId, name: 'Entry 7' })),
      )
      expect(named.find(({ isDevice }) => isDevice)?.key).toBe('phone:+15555550199')
      // Inside texts only: nobody holds it.
      expect(named.some(({ key }) => key.startsWith('domain:'))).toBe(false)
    })

    it('refuses work that no longer begins where the unit stands, and writes none of it', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 50 })
      const work = (await workspace.linking.pending(20))!
      must(await workspace.linking.commit(work, work.records.map(mentionsOf)))
      const before = await factsOf(workspace)
      expect(await workspace.linking.commit(work, work.records.map(mentionsOf))).toMatchObject({
        error: { code: 'E_LINK_GAP', data: { unit: 1 } },
      })
      expect(await factsOf(workspace)).toEqual(before)
    })

    it('forgets what a unit named when it is read anew, and links it again', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 30 })
      await ingest(workspace, { name: 'EX-2', items: 60 })
      await link(workspace)
      const whole = await factsOf(workspace)
      await readAgain(workspace, { sourceId: 1, version: 2, items: 30 })
      expect(await workspace.linking.progress()).toEqual({ linked: 60, pending: 30 })
      expect((await workspace.linking.namedInSources()).every(({ sourceId }) => sourceId === 2)).toBe(true)
      expect((await pairsOf(workspace)).devicePairs.every((pair) => pair.sourceId === 2)).toBe(true)
      await link(workspace)
      expect(await factsOf(workspace)).toEqual(whole)
    })

    it('changes no line of the dump', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 60 })
      const before = await linesOf(workspace.dump())
      await link(workspace)
      expect(await linesOf(workspace.dump())).toEqual(before)
    })

    it('names a source by its content, once and for ever', async () => {
      const tokens: string[][] = []
      for (const names of [
        ['EX-1', 'EX-2'],
        ['EX-2', 'EX-1'],
      ]) {
        const { workspace } = await openFresh()
        for (const each of names) await ingest(workspace, { name: each, items: 3 })
        const made = await workspace.linking.tokens((parts) => parts.join(' '))
        tokens.push([...made.values()].sort())
        must(await workspace.sources.declare(1, { name: 'renamed' }, 'corrected'))
        expect(await workspace.linking.tokens(() => 'another')).toEqual(made)
      }
      expect(tokens[0]).toEqual(tokens[1])
      expect(new Set(tokens[0]).size).toBe(2)
    })

    it('keeps identifiers that no database text can hold', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 3 })
      const work = (await workspace.linking.pending(10))!
      const odd = ['other:with\0zero', 'other:half \ud800 pair', 'other:\u0001marked', 'other:100%_sure\\']
      const mentions = odd.map((key) => named(key, { spelling: key, name: key }))
      must(await workspace.linking.commit(work, [{ ...recordOf(work.records[0]!), mentions }]))
      expect((await workspace.linking.identifiers()).map(({ key }) => key)).toEqual([...odd].sort())
      await derive(workspace)
      for (const key of odd) {
        const [row] = await workspace.people.identifiersOf([key])
        expect(row).toMatchObject({ key, spellings: [key], names: [key] })
        expect(await workspace.people.seen(key)).toMatchObject([{ count: 1 }])
      }
      const page = must(await workspace.people.identifiers({ order: 'records', limit: 9, text: '0%_SURE\\' }))
      expect(page.rows.map(({ key }) => key)).toEqual([odd[3]])
    })

    it('refuses to link a workspace opened for reading', async () => {
      const { store, workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 3 })
      await workspace.close()
      const reading = must(await store.open({ access: 'read', powers: inventedPowers() }))
      const refusal = { error: { code: 'E_WORKSPACE_READ_ONLY' } }
      const work = (await reading.linking.pending(10))!
      expect(await reading.linking.commit(work, [])).toMatchObject(refusal)
      expect(await reading.linking.replaceDerived(NOTHING, 'x')).toMatchObject(refusal)
      await reading.close()
    })
  })

  describe(`${name}: what was derived`, () => {
    it('is empty before the first linking, and the newest finished run afterwards', async () => {
      const { store, workspace } = await openFresh()
      expect(await workspace.linking.derivedFrom()).toBe(null)
      expect(must(await workspace.people.identifiers({ order: 'first', limit: 5 })).rows).toEqual([])
      await ingest(workspace, { name: 'EX-1', items: 60 })
      await link(workspace)
      await derive(workspace, 'first')
      const page = () => workspace.people.candidates({ limit: 9 })
      expect(must(await page()).rows).toMatchObject([{ id: 'first', left: { label: 'left of first' } }])
      await workspace.close()
      // A run that was killed half-way: its rows are nobody's.
      await store.tamper(`insert into link_run (id, state, made_from) values (900, 'other', 'killed');
        insert into person (run_id, position, id, body) values (900, 0, 'half', '{}')`)
      const again = must(await store.open({ powers: inventedPowers() }))
      expect(await again.linking.derivedFrom()).toBe('first')
      await derive(again, 'second')
      expect(await again.linking.derivedFrom()).toBe('second')
      expect(must(await again.people.candidates({ limit: 9 })).rows.map(({ id }) => id)).toEqual(['second'])
      expect(await again.people.candidatesWith('phone:a')).toEqual(['second'])
      expect(await again.people.candidatesWith('phone:b')).toEqual([])
      await again.close()
    })

    it('pages identifiers in each order, ties by key, those without a time last', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 230 })
      await ingest(workspace, { name: 'EX-2', items: 40 })
      await link(workspace)
      await derive(workspace)
      const identifiers = await workspace.linking.identifiers()
      const keysIn = (order: (a: IdentifierFacts, b: IdentifierFacts) => number) =>
        [...identifiers].sort(order).map(({ key }) => key)
      const orders = {
        records: keysIn((a, b) => b.records - a.records),
        sources: keysIn((a, b) => b.sourceIds.length - a.sourceIds.length),
        first: keysIn((a, b) => (a.firstUtc ?? Infinity) - (b.firstUtc ?? Infinity) || 0),
        last: keysIn((a, b) => (b.lastUtc ?? -Infinity) - (a.lastUtc ?? -Infinity) || 0),
      }
      expect(identifiers.some(({ firstUtc }) => firstUtc === null)).toBe(true)
      for (const order of ['records', 'sources', 'first', 'last'] as const) {
        const rows = await allPages((after) => workspace.people.identifiers({ order, limit: 17, ...after }))
        expect(
          rows.map(({ key }) => key),
          order,
        ).toEqual(orders[order])
      }
      expect(await workspace.people.identifiers({ order: 'first', limit: 5, after: 'x1' })).toMatchObject({
        error: { code: 'E_CURSOR' },
      })
    })

    it('filters identifiers by kind, source and part of a spelling or name', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 230 })
      await ingest(workspace, { name: 'EX-2', items: 4 })
      await link(workspace)
      await derive(workspace)
      const find = async (filter: object) =>
        must(await workspace.people.identifiers({ order: 'records', limit: 500, ...filter })).rows
      expect((await find({ kind: 'domain' })).map(({ key }) => key)).toEqual(['domain:example.org'])
      const inSecond = await find({ sourceId: 2 })
      expect(inSecond.length).toBeLessThan(10)
      expect(inSecond.every(({ sourceIds }) => sourceIds.includes(2))).toBe(true)
      expect((await find({ text: 'ENTRY 7' })).map(({ key }) => key)).toEqual(['phone:+15555550107'])
      expect(await find({ text: 'nobody' })).toEqual([])
      const listed: string[] = []
      for await (const rows of workspace.people.eachOfKinds(['phone']))
        listed.push(...rows.map(({ key }) => key))
      expect(listed).toEqual((await find({ kind: 'phone' })).map(({ key }) => key).sort())
    })

    it('says where texts name an identifier, and how often each kind and role does', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 230 })
      await link(workspace)
      const places = await workspace.people.mentionsInTexts('domain:example.org', 3)
      expect(places).toHaveLength(3)
      for (const { observationId, field, start, end } of places) {
        const stored = (await workspace.observations.get(observationId))!
        expect((stored.observation.fields as Record<string, string>)[field]!.slice(start, end)).toBe('about')
      }
      const seen = await workspace.people.seen('phone:+15555550107')
      expect(seen.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
        'message entry',
        'message from',
        'message to',
      ])
    })

    it('pairs who is named together; going through the records gives what was counted', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 230 })
      await ingest(workspace, { name: 'EX-2', items: 90 })
      await link(workspace)
      const counted = await pairsOf(workspace)
      expect(counted.pairs.filter((pair) => pair.left === 'domain:example.org')).toContainEqual(
        expect.objectContaining({ kind: 'message', right: 'phone:+15555550104' }),
      )
      expect(counted.devicePairs.filter((pair) => pair.sourceId === 2)).not.toHaveLength(0)
      const withText = await pairsOf(workspace, { text: 'number' })
      expect(withText).toEqual(counted)
      const first = await pairsOf(workspace, { sourceId: 1, kinds: ['message'], text: 'number' })
      expect(first).toEqual(await pairsOf(workspace, { sourceId: 1, kinds: ['message'] }))
      expect(await pairsOf(workspace, { kinds: ['call'] })).toEqual({ pairs: [], devicePairs: [] })
      const half = counted.devicePairs.find(({ count }) => count > 1)!
      const from = (half.firstUtc! + 1) as Utc
      const later = await pairsOf(workspace, { from })
      const same = later.devicePairs.find((pair) => pair.key === half.key && pair.sourceId === half.sourceId)!
      expect(same.count).toBeLessThan(half.count)
      expect(same.firstUtc).toBeGreaterThan(half.firstUtc!)
    })

    it('gives names with how they were reached and by whom', async () => {
      const { workspace } = await openFresh()
      await ingest(workspace, { name: 'EX-1', items: 30 })
      await link(workspace)
      const groups = []
      for await (const group of workspace.linking.namesSeen()) groups.push(...group)
      expect(groups.length).toBeGreaterThan(5)
      expect(groups.every(({ text, reached }) => text === 'example.org' && reached === 'message')).toBe(true)
      expect(new Set(groups.map(({ namedBy }) => namedBy === BY_DEVICE))).toEqual(new Set([true, false]))
    })
  })
}

const SMS = { id: 'ios.sms', version: 1 }
const NOTHING: DerivedLists = { identifiers: [], persons: [], candidates: [], names: [] }

/** What a made message names: both ends, a device's account, an entry now and then, a name inside the text. */
function mentionsOf(record: LinkRecord): RecordMentions {
  const { from, to, body } = record.fields as {
    readonly from: { readonly id: string | null; readonly device?: true }
    readonly to: readonly { readonly id: string | null }[]
    readonly body: string
  }
  const other = from.id ?? to[0]!.id!
  const ordinal = record.id % ORDINALS_PER_UNIT
  const number = Number(other.slice(-2))
  const mentions: NamedIdentifier[] = [
    named(`phone:${other}`, {
      role: from.id ? 'from' : 'to',
      field: from.id ? 'from' : 'to',
      name: `N${number}`,
    }),
    named('phone:+15555550199', { role: 'account', field: 'account', isDevice: true }),
  ]
  const about = body.indexOf('about')
  if (ordinal % 4 === 0)
    mentions.push({
      ...named('domain:example.org', { role: TEXT_ROLE, field: 'body' }),
      start: about,
      end: about + 5,
    })
  if (ordinal < 10)
    mentions.push(
      named(`phone:${other}`, { role: ENTRY_ROLE, field: 'numbers', name: `Entry ${number}` }),
      named(`phone:${other}`, { role: ENTRY_ROLE, field: 'numbers', name: `Entry ${number}` }),
    )
  if (record.utc === null)
    mentions.push(named('handle:lantern', { role: 'from' }), named('handle:kettle', { role: 'from' }))
  return {
    ...recordOf(record),
    mentions,
    reached: 'message',
    namedBy: from.id ? `phone:${from.id}` : BY_DEVICE,
  }
}

const recordOf = ({ id, kind, utc }: LinkRecord) => ({ observationId: id, kind, utc })

const named = (key: string, more: Partial<NamedIdentifier>): NamedIdentifier => ({
  key,
  kind: key.slice(0, key.indexOf(':')),
  text: key.slice(key.indexOf(':') + 1),
  spelling: key.slice(key.indexOf(':') + 1),
  field: 'from',
  role: 'from',
  start: null,
  end: null,
  ...more,
})

const observations = (count: number): Observation[] =>
  [...inventedItems(count, inventedFile(PATH))].filter((item): item is Observation => !isIssue(item))

async function addSource(workspace: Workspace, name: string): Promise<number> {
  const declaration = { name, authority: null, holderRole: 'unknown', scope: {} } as const
  const facts = { path: `/invented/${name}`, treeKind: 'folder', reason: 'a folder', toolVersion: '0' }
  const { id } = must(await workspace.sources.add(declaration, facts))
  const { sha256 } = inventedFile(`${name}${PATH}`)
  const digests = { md5: sha256.slice(0, 32), sha1: sha256.slice(0, 40), sha256 } as never
  must(
    await workspace.files.record(id, [
      { path: PATH, logical: { path: PATH }, sizeBytes: 1, digests, recognised: null },
    ]),
  )
  return id
}

async function ingest(
  workspace: Workspace,
  { name, items }: { readonly name: string; readonly items: number },
): Promise<void> {
  const sourceId = await addSource(workspace, name)
  await readAgain(workspace, { sourceId, version: 1, items })
}

async function readAgain(
  workspace: Workspace,
  {
    sourceId,
    version,
    items,
  }: { readonly sourceId: number; readonly version: number; readonly items: number },
): Promise<void> {
  must(await workspace.ingest.startSource(sourceId))
  const unit = { sourceId, path: PATH, artifact: { ...SMS, version } }
  const { unitId, scope } = must(await workspace.ingest.begin(unit))
  const batch = encodeItems(inventedItems(items, inventedFile(PATH)), { scope, firstOrdinal: 0 })
  must(await workspace.ingest.commit(unitId, batch))
  must(await workspace.ingest.finish(unitId, { items }))
  must(await workspace.ingest.finishSource(sourceId))
}

async function link(workspace: Workspace, size = 100): Promise<void> {
  for (;;) {
    const work = await workspace.linking.pending(size)
    if (!work) return
    must(await workspace.linking.commit(work, work.records.map(mentionsOf)))
  }
}

/** Lists with one candidate, so named. */
async function derive(workspace: Workspace, name = 'made'): Promise<void> {
  const identifiers = (await workspace.linking.identifiers()).map((facts) => ({ ...facts, details: null }))
  const persons = ['left', 'right'].map((side) => ({ id: side, details: { label: `${side} of ${name}` } }))
  const key = `phone:${name === 'first' ? 'b' : 'a'}`
  const candidates = [{ id: name, left: 'left', right: 'right', keys: [key], details: {} }]
  must(await workspace.linking.replaceDerived({ identifiers, persons, candidates, names: [] }, name))
}

/** Pairs in the order of their JSON. */
async function pairsOf({ people }: Workspace, filter?: ObservationFilter): Promise<ContactPairs> {
  const { pairs, devicePairs } = await people.contactPairs(filter)
  const byJson = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return { pairs: [...pairs].sort(byJson), devicePairs: [...devicePairs].sort(byJson) }
}

/** All that was added up. */
const factsOf = async (workspace: Workspace) => ({
  named: await workspace.linking.namedInSources(),
  identifiers: await workspace.linking.identifiers(),
  pairs: await pairsOf(workspace),
  devices: await workspace.people.devices(),
  texts: await workspace.people.mentionsInTexts('domain:example.org', 1000),
})

async function linesOf(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines) found.push(line)
  return found
}

async function allPages<Row>(
  page: (after: {
    after?: string
  }) => Promise<Result<{ readonly rows: readonly Row[]; readonly next: string | null }>>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null; ) {
    const read: { readonly rows: readonly Row[]; readonly next: string | null } = must(
      await page(after === '' ? {} : { after }),
    )
    rows.push(...read.rows)
    after = read.next
  }
  return rows
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}
