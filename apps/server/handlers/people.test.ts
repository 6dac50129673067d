// The routes about people, called on a workspace that has read the demonstration case's two phones.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result, Utc } from '@manumit/base'
import { type InputOf, type OutputOf, type RouteId, routes, type WireCandidate } from '@manumit/contract'
import { project } from '@manumit/linkage'
import { type DemoWorkspace, makeDemoPhones, makeDemoWorkspace } from '@manumit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PeopleRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import { peopleHandlers } from './people.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-people-'))
let demo: DemoWorkspace

beforeAll(async () => {
  demo = await makeDemoWorkspace(await makeDemoPhones(root))
}, 60_000)

afterAll(async () => {
  await demo?.dispose()
  rmSync(root, { recursive: true })
})

/** Calls a handler as the server does: input checked before, and here the output afterwards too. */
async function call<Id extends PeopleRoutes>(id: Id, input: InputOf<Id>): Promise<Result<OutputOf<Id>>> {
  const route = routes.find((each) => each.id === (id as RouteId))!
  const context = {
    workspace: demo.workspace.asActor('B. Analyst'),
    folder: demo.folder,
    actor: 'B. Analyst',
    role: 'analyst',
    now: () => 0 as Utc,
    inTurn: (work: () => Promise<unknown>) => work(),
  } as unknown as DeskContext
  const handler = peopleHandlers[id] as (input: unknown, context: DeskContext) => Promise<Result<unknown>>
  const answered = await handler(route.input.parse(input), context)
  if (answered.ok) expect(route.output.parse(answered.value)).toEqual(answered.value)
  else expect([...route.refusals]).toContain(answered.error.code)
  return answered as Result<OutputOf<Id>>
}

async function must<Id extends PeopleRoutes>(id: Id, input: InputOf<Id>): Promise<OutputOf<Id>> {
  const answered = await call(id, input)
  if (!answered.ok) throw new Error(answered.error.code)
  return answered.value
}

async function everyCandidate(state?: 'open' | 'judged'): Promise<WireCandidate[]> {
  const rows: WireCandidate[] = []
  for (let after: string | undefined; ; ) {
    const page: OutputOf<'candidates.page'> = await must('candidates.page', {
      limit: 7,
      ...(state && { state }),
      ...(after !== undefined && { after }),
    })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

/** What the judgements make of persons and candidates, as text. */
async function projection(): Promise<string> {
  const candidates = (await everyCandidate()).map(({ id, left, right }) => ({
    id,
    left: left.id,
    right: right.id,
  }))
  const persons = [...new Set(candidates.flatMap(({ left, right }) => [left, right]))].map((id) => ({ id }))
  const judgements = await demo.workspace.people.judgements()
  const { entities, states, issues } = project({ persons, candidates, judgements })
  return JSON.stringify({ entities, states: [...states], issues })
}

const judge = (id: string, decision: 'accept' | 'reject' | 'cannot-know' | 'undo') =>
  call('candidates.judge', { id, decision, reason: `because ${decision}` })

describe('identifiers', () => {
  it('lists them in pages, each once, the most often named first', async () => {
    const keys: string[] = []
    const counts: number[] = []
    for (let after: string | undefined; ; ) {
      const input = { order: 'records', limit: 20, ...(after !== undefined && { after }) } as const
      const page: OutputOf<'identifiers.page'> = await must('identifiers.page', input)
      keys.push(...page.rows.map(({ key }) => key))
      counts.push(...page.rows.map(({ records }) => records))
      if (page.next === null) break
      after = page.next
    }
    expect(new Set(keys).size).toBe(keys.length)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(new Set(keys.map((key) => key.split(':')[0]))).toEqual(
      new Set([...keys.map((key) => key.split(':')[0]), 'phone', 'domain', 'url']),
    )
  })

  it('says of one where texts name it, in words that stand there', async () => {
    const { rows } = await must('identifiers.page', { order: 'records', kind: 'domain', limit: 100 })
    let places = 0
    for (const { key } of rows) {
      const { mentions, seen, identifier } = await must('identifiers.get', { key })
      expect(seen.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(identifier.records)
      for (const { text, start, end } of mentions) {
        expect(identifier.spellings.length > 0 && text.slice(start, end).length > 0).toBe(true)
        places++
      }
    }
    expect(places).toBeGreaterThan(0)
    expect(await call('identifiers.get', { key: 'phone:+15550100' })).toMatchObject({
      error: { code: 'E_IDENTIFIER_UNKNOWN' },
    })
  })

  it('knows a number’s type, and marks what many hold', async () => {
    const { rows } = await must('identifiers.page', { order: 'sources', kind: 'phone', limit: 1000 })
    expect(rows.every(({ number }) => number !== null && number.source !== '')).toBe(true)
    const hubs = rows.filter(({ hub }) => hub !== null)
    expect(hubs).toHaveLength(1)
    expect(hubs[0]!.hub!.holders).toBeGreaterThan(10)
    expect(hubs[0]!.sources).toEqual([1, 2])
  })

  it('refuses a cursor it did not give out', async () => {
    expect(await call('identifiers.page', { order: 'first', limit: 1, after: 'elsewhere' })).toMatchObject({
      error: { code: 'E_CURSOR' },
    })
  })
})

describe('candidates', () => {
  it('come weightiest first, with reasons that rest on records that are there', async () => {
    const candidates = await everyCandidate()
    expect(candidates.length).toBeGreaterThan(1)
    const bits = candidates.map(({ totalBits }) => totalBits)
    expect(bits).toEqual([...bits].sort((a, b) => b - a))
    for (const { reasons, left, right } of candidates) {
      expect(left.sourceId).not.toBe(right.sourceId)
      for (const id of reasons.flatMap(({ records }) => records))
        expect(await demo.workspace.observations.get(id)).not.toBe(null)
    }
  })

  it('undone, give byte for byte what was there before, page and projection', async () => {
    const before = { page: JSON.stringify(await everyCandidate()), projection: await projection() }
    const [first, second] = await everyCandidate()
    expect(await judge(first!.id, 'accept')).toMatchObject({ ok: true, value: { state: 'accepted' } })
    expect(JSON.stringify(await everyCandidate())).not.toBe(before.page)
    expect(await projection()).not.toBe(before.projection)
    const between = { page: JSON.stringify(await everyCandidate()), projection: await projection() }
    expect(await judge(second!.id, 'cannot-know')).toMatchObject({ value: { state: 'unknowable' } })
    expect(await judge(first!.id, 'reject')).toMatchObject({ value: { state: 'rejected' } })
    expect((await everyCandidate('judged')).map(({ id }) => id)).toEqual([first!.id, second!.id])
    expect((await everyCandidate('open')).map(({ id }) => id)).not.toContain(first!.id)
    // Taken back, the one before it counts again.
    expect(await judge(first!.id, 'undo')).toMatchObject({ value: { state: 'accepted' } })
    expect(await judge(second!.id, 'undo')).toMatchObject({ value: { state: 'open', judgements: [] } })
    expect(JSON.stringify(await everyCandidate())).toBe(between.page)
    expect(await projection()).toBe(between.projection)
    expect(await judge(first!.id, 'undo')).toMatchObject({ value: { state: 'open' } })
    expect(JSON.stringify(await everyCandidate())).toBe(before.page)
    expect(await projection()).toBe(before.projection)
    expect(await judge(first!.id, 'undo')).toMatchObject({ error: { code: 'E_NOTHING_TO_UNDO' } })
    // What was taken back was said, and stands in the log.
    const log = await demo.workspace.judgements.of(`candidate:${first!.id}`)
    expect(log.map(({ decision, author }) => [decision, author])).toEqual(
      ['accept', 'reject', 'undo', 'undo'].map((decision) => [decision, 'B. Analyst']),
    )
  })

  it('merge nothing by being accepted, and carry no role over', async () => {
    const { workspace } = demo
    const people = async () => [
      await must('identifiers.page', { order: 'records', limit: 1000 }),
      await must('names.page', { limit: 1000 }),
    ]
    const before = JSON.stringify(await people())
    const lines = await linesOf(workspace.dump())
    await workspace.sources.declare(1, { holderRole: 'person-harmed' }, 'told so')
    const [first] = await everyCandidate()
    await judge(first!.id, 'accept')
    expect(JSON.stringify(await people())).toBe(before)
    expect(JSON.stringify(await everyCandidate())).not.toContain('person-harmed')
    const other = await workspace.sources.get(2)
    expect(other.ok && other.value.declaration.holderRole).toBe('unknown')
    await workspace.sources.declare(1, { holderRole: 'unknown' }, 'taken back')
    await judge(first!.id, 'undo')
    expect(await linesOf(workspace.dump())).toEqual(lines)
  })

  it('that are not there are refused', async () => {
    const refusal = { error: { code: 'E_CANDIDATE_UNKNOWN', data: { candidate: 'a~b' } } }
    expect(await call('candidates.get', { id: 'a~b' })).toMatchObject(refusal)
    expect(await judge('a~b', 'accept')).toMatchObject(refusal)
    expect(await demo.workspace.judgements.of('candidate:a~b')).toEqual([])
  })
})

describe('number types and names', () => {
  it('counts distinct numbers by type, against shares where some are supplied', async () => {
    const { rows: numbers } = await must('identifiers.page', { order: 'first', kind: 'phone', limit: 1000 })
    const alone = await must('carriers.shares', { by: 'type' })
    expect(alone.numbers).toBeGreaterThanOrEqual(numbers.length)
    expect(alone.rows.reduce((sum, row) => sum + row.numbers, 0)).toBe(alone.numbers)
    expect(alone.rows.every(({ expected, p }) => expected === null && p === null)).toBe(true)
    const shares = { source: 'an invented survey', date: '2026-01-01', of: { [alone.rows[0]!.name]: 0.5 } }
    const compared = await must('carriers.shares', { by: 'type', shares })
    expect(compared.source).toContain('an invented survey, 2026-01-01')
    expect(compared.rows[0]!.expected).toBe(compared.numbers >= compared.fewest ? 0.5 : null)
    expect((await must('carriers.shares', { by: 'carrier' })).rows.map(({ name }) => name)).toEqual([
      'unknown',
    ])
  })

  it('lists names by sources and persons; new ones are those a dated list lacks', async () => {
    const { rows } = await must('names.page', { limit: 1000 })
    const { rows: fresh } = await must('names.page', { newOnly: true, limit: 1000 })
    expect(fresh).toEqual(rows.filter(({ absentFrom }) => absentFrom !== null))
    expect(fresh.length).toBeGreaterThan(0)
    expect(rows.map(({ sources }) => sources.length)).toEqual(
      rows.map(({ sources }) => sources.length).sort((a, b) => b - a),
    )
    const one = await must('names.page', { limit: 1 })
    const two = await must('names.page', { limit: 1, after: one.next! })
    expect([...one.rows, ...two.rows]).toEqual(rows.slice(0, 2))
  })
})

describe('the contact graph', () => {
  const whole = { steps: 1, filter: {}, limit: 10_000 } as const

  it('ties each device to those its records name, and the two devices by those both name', async () => {
    const { nodes, edges, isCut } = await must('graph.expand', whole)
    expect(isCut).toBe(false)
    const devices = nodes.filter(({ deviceOf }) => deviceOf !== null)
    expect(devices.map(({ deviceOf, label }) => [deviceOf, label]).sort()).toEqual([
      [1, 'phone-a'],
      [2, 'phone-b'],
    ])
    const near = (key: string) =>
      new Set(
        edges
          .filter(({ left, right }) => left === key || right === key)
          .map(({ left, right }) => (left === key ? right : left)),
      )
    const [a, b] = devices.map(({ key }) => near(key))
    expect([...a!].filter((key) => b!.has(key)).length).toBeGreaterThan(1)
    const keys = new Set(nodes.map(({ key }) => key))
    expect(edges.every(({ left, right }) => left < right && keys.has(left) && keys.has(right))).toBe(true)
    const hubs = nodes.filter(({ isHub }) => isHub)
    // By its number, not by one of the nineteen names it is saved under.
    expect(hubs.map(({ key, label }) => key === `phone:${label.replaceAll(' ', '')}`)).toEqual([true])
    expect(nodes.every(({ more }) => more === 0)).toBe(true)
  })

  it('keeps to its limit and says what it left out', async () => {
    const { nodes, isCut } = await must('graph.expand', { ...whole, limit: 3 })
    expect(nodes).toHaveLength(3)
    expect(isCut).toBe(true)
    expect(nodes.some(({ more }) => more > 0)).toBe(true)
  })

  it('walks from seeds, farther with each step, and not through a hub', async () => {
    const { nodes, edges } = await must('graph.expand', whole)
    const hub = nodes.find(({ isHub }) => isHub)!.key
    const leaf = nodes.find(
      ({ key }) => edges.filter(({ left, right }) => left === key || right === key).length === 1,
    )!.key
    const sizes: number[] = []
    for (const steps of [1, 2, 3] as const) {
      const walked = await must('graph.expand', { ...whole, seeds: [leaf], steps })
      expect(walked.nodes[0]!.key).toBe(leaf)
      sizes.push(walked.nodes.length)
    }
    expect(sizes[0]).toBe(2)
    expect(sizes[1]!).toBeGreaterThan(2)
    expect(sizes[2]!).toBeGreaterThanOrEqual(sizes[1]!)
    const fromHub = await must('graph.expand', { ...whole, seeds: [hub], steps: 1 })
    expect(fromHub.nodes.length).toBeGreaterThan(2)
    expect((await must('graph.expand', { ...whole, seeds: ['phone:+15550100'] })).nodes).toEqual([])
  })

  it('draws under a filter what its records name, and candidates with their judgement', async () => {
    const calls = await must('graph.expand', { ...whole, filter: { kinds: ['call'] } })
    const reasons = new Set(calls.edges.flatMap((edge) => Object.keys(edge.reasons)))
    expect([...reasons].filter((reason) => !['call', 'candidate'].includes(reason))).toEqual([])
    const live = await must('graph.expand', { ...whole, filter: { kinds: ['call'], state: 'live' } })
    expect(live.edges.length).toBeGreaterThan(0)
    expect(live.edges.length).toBeLessThanOrEqual(calls.edges.length)
    const drawn = (await must('graph.expand', whole)).edges.filter(({ reasons: of }) => of.candidate)
    expect(drawn.length).toBeGreaterThan(0)
    const { left, right } = drawn[0]!
    const candidate = (await everyCandidate()).find((each) => {
      const keys = [...each.left.keys, ...each.right.keys]
      return keys.includes(left) && keys.includes(right)
    })!
    await judge(candidate.id, 'accept')
    const judged = (await must('graph.expand', whole)).edges.filter(({ reasons: of }) => of['judged-same'])
    expect(judged).toHaveLength(1)
    await judge(candidate.id, 'undo')
  })
})

async function linesOf(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines) found.push(line)
  return found
}
