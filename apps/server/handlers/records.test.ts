// The routes of the case and its records, called on a workspace that has read the demonstration case's two phones, and on one
// whose every text is hostile.

import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result, Utc } from '@manumit/base'
import { type InputOf, type OutputOf, type RouteId, routes, type WireJob } from '@manumit/contract'
import { type DemoWorkspace, makeDemoPhones, makeDemoWorkspace } from '@manumit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRoutes, RecordRoutes } from '../areas.ts'
import type { CallContext } from '../handler.ts'
import { caseHandlers } from './case.ts'
import { recordHandlers } from './records.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-records-'))
const handlers = { ...caseHandlers, ...recordHandlers }
const asked: unknown[] = []
let demo: DemoWorkspace
let paths: Awaited<ReturnType<typeof makeDemoPhones>>
let clock = 1_800_000_000_000_000

beforeAll(async () => {
  paths = await makeDemoPhones(root)
  demo = await makeDemoWorkspace(paths)
}, 120_000)

afterAll(async () => {
  await demo?.dispose()
  rmSync(root, { recursive: true })
})

/** Calls a handler as the server does: input checked before, and here the output afterwards too. */
async function call<Id extends CaseRoutes | RecordRoutes>(
  id: Id,
  input: InputOf<Id>,
): Promise<Result<OutputOf<Id>>> {
  const route = routes.find((each) => each.id === (id as RouteId))!
  const context = {
    workspace: demo.workspace.asActor('B. Analyst'),
    folder: demo.folder,
    actor: 'B. Analyst',
    role: 'analyst',
    now: () => clock as Utc,
    jobs: {
      start: async (request: unknown) => {
        asked.push(request)
        return { ok: true, value: { id: 'job-1' } as WireJob }
      },
    },
  } as unknown as CallContext
  const handler = handlers[id] as (input: unknown, context: CallContext) => Promise<Result<unknown>>
  const answered = await handler(route.input.parse(input), context)
  if (answered.ok) expect(route.output.parse(answered.value)).toEqual(answered.value)
  else expect([...route.refusals]).toContain(answered.error.code)
  return answered as Result<OutputOf<Id>>
}

async function must<Id extends CaseRoutes | RecordRoutes>(id: Id, input: InputOf<Id>): Promise<OutputOf<Id>> {
  const answered = await call(id, input)
  if (!answered.ok) throw new Error(answered.error.code)
  return answered.value
}

async function everyRow<Row>(page: (after: string | null) => Promise<{ rows: Row[]; next: string | null }>) {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const read: { rows: Row[]; next: string | null } = await page(after)
    rows.push(...read.rows)
    after = read.next
  } while (after !== null)
  return rows
}

const timelineOf = (filter: InputOf<'timeline.page'>['filter']) =>
  everyRow((after) =>
    must('timeline.page', { filter, limit: 400, ...(after !== null && { start: { at: 'cursor', after } }) }),
  )

describe('the case', () => {
  it('says what each source had and what could be read', async () => {
    const overview = await must('case.overview', {})
    expect(overview.sources.map((source) => source.name)).toEqual(['phone-a', 'phone-b'])
    for (const source of overview.sources) {
      expect(source.state).toBe('complete')
      expect(source.filesRead).toBeLessThanOrEqual(source.files)
      const rows = (await timelineOf({ sourceId: source.id })).filter((row) => row.utc !== null)
      expect([source.firstUtc, source.lastUtc]).toEqual([rows[0]!.utc, rows.at(-1)!.utc])
    }
    expect(overview.searchPending).toBe(0)
  })

  it('pages files and issues, each issue with its sentence filled in', async () => {
    const files = await everyRow((after) =>
      must('files.page', { limit: 50, ...(after !== null && { after }) }),
    )
    expect(files.length).toBe(
      (await must('case.overview', {})).sources.reduce((sum, each) => sum + each.files, 0),
    )
    expect(files.some((file) => file.readBy.length > 0 && file.sha256 !== null)).toBe(true)
    const issues = await everyRow((after) =>
      must('issues.page', { limit: 7, ...(after !== null && { after }) }),
    )
    expect(issues.length).toBeGreaterThan(0)
    for (const { sentence, code } of issues) {
      expect(sentence).not.toMatch(/\{\w+\}/)
      expect(sentence).not.toBe(code)
    }
  })

  it('corrects a declaration and refuses a scope that is not wider', async () => {
    const declared = await must('sources.declare', {
      id: 1,
      authority: 'consent of 2 May',
      reason: 'it was found',
    })
    expect(declared.authority).toBe('consent of 2 May')
    expect(await call('sources.declare', { id: 99, reason: 'x' })).toMatchObject({
      error: { code: 'E_SOURCE_UNKNOWN' },
    })
    expect(await call('sources.widen', { id: 1, scope: { kinds: ['call'] }, reason: 'x' })).toMatchObject({
      error: { code: 'E_SCOPE_NOT_WIDER' },
    })
    expect(asked).toEqual([])
  })
})

describe('records', () => {
  it('counts in its histogram what the timeline lists', async () => {
    for (const filter of [
      {},
      { kinds: ['message'] },
      { sourceId: 2, state: 'live' as const },
      { text: 'the' },
    ]) {
      const rows = await timelineOf(filter)
      const { counts, total, untimed } = await must('timeline.histogram', { filter, spans: 60 })
      expect(counts.flat().reduce((sum, count) => sum + count, 0) + untimed).toBe(total)
      expect(total).toBe(rows.length)
    }
  })

  it('enters the timeline at any record', async () => {
    const rows = await timelineOf({})
    const first = rows[0]!.utc!
    for (const skip of [0, 1, Math.floor(rows.length / 2), rows.length - 1]) {
      const start = { at: 'moment', utc: first, skip } as const
      const { rows: found } = await must('timeline.page', { filter: {}, start, limit: 3 })
      expect(found).toEqual(rows.slice(skip, skip + 3))
    }
  })

  it('reads a conversation the same from either end', async () => {
    const { rows } = await must('conversations.page', { limit: 20 })
    expect(rows.length).toBeGreaterThan(1)
    for (const { sourceId, fileId, thread, messages } of rows.slice(0, 4)) {
      const read = (direction: 'older' | 'newer') =>
        everyRow((after) =>
          must('conversations.messages', {
            ...{ sourceId, fileId, thread, direction, limit: 11 },
            ...(after !== null && { after }),
          }),
        )
      const newer = await read('newer')
      expect(newer).toHaveLength(messages)
      expect(await read('older')).toEqual(newer.reverse())
    }
  })

  it('finds words and marks them in their snippets', async () => {
    const some = (await timelineOf({ kinds: ['message'] })).find((row) => /\p{L}{6}/u.test(row.caption))!
    const [message] = (await must('records.get', { id: some.id })).fields.filter(
      (field) => field.name === 'body',
    )
    const word = /\p{L}{6,}/u.exec(message!.text)![0]
    const { rows } = await must('search.query', { text: word, limit: 50 })
    expect(rows.length).toBeGreaterThan(0)
    for (const { snippet } of rows)
      expect(snippet.matches.some(([a, b]) => b > a && b <= snippet.text.length)).toBe(true)
    expect(await call('search.query', { text: '…', limit: 5 })).toMatchObject({
      error: { code: 'E_QUERY_EMPTY' },
    })
  })

  it('shows, for each record of a database, bytes that hold its values', async () => {
    const rows = (await timelineOf({})).filter((row) => row.state !== null)
    const picked = [...rows.filter((row) => row.state === 'superseded').slice(0, 3), ...rows.slice(0, 4)]
    for (const { id } of picked) {
      const record = await must('records.get', { id })
      const bytes = await must('records.bytes', { id })
      expect(bytes.marks.at(-1)!.end * 2).toBeLessThanOrEqual(bytes.hex.length)
      const texts = Object.values(record.raw).filter(
        (raw) => typeof raw === 'string' && /^[ -~]{5,40}$/.test(raw),
      )
      const shown = Buffer.from(bytes.hex, 'hex').toString('latin1')
      const held = texts.filter((text) => shown.includes(String(text)))
      expect(held.length, record.place).toBeGreaterThan(0)
      // The file itself says the same at that offset.
      expect(record.command).toContain('sqlite3')
    }
  }, 120_000)

  it('shows nothing of evidence that changed or is gone', async () => {
    const [row] = (await timelineOf({ sourceId: 2, kinds: ['message'] })).filter(
      (each) => each.state === 'live',
    )
    const { file } = await must('records.get', { id: row!.id })
    const path = join(paths['phone-b'], file.path)
    const kept = `${path}.kept`
    copyFileSync(path, kept)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(path, bytes)
    expect(await call('records.bytes', { id: row!.id })).toMatchObject({
      error: { code: 'E_EVIDENCE_CHANGED' },
    })
    rmSync(path)
    expect(await call('records.bytes', { id: row!.id })).toMatchObject({
      error: { code: 'E_EVIDENCE_MISSING' },
    })
    cpSync(kept, path)
    rmSync(kept)
    expect((await call('records.bytes', { id: row!.id })).ok).toBe(true)
    expect(await call('records.bytes', { id: 1 })).toMatchObject({ error: { code: 'E_RECORD_UNKNOWN' } })
  }, 60_000)

  it('notes once a minute that somebody looked', async () => {
    const views = async () =>
      (
        await everyRow(async (after) => {
          const read = await demo.workspace.audit.list({
            action: 'view.timeline',
            limit: 500,
            ...(after !== null && { after }),
          })
          if (!read.ok) throw new Error(read.error.code)
          return { rows: [...read.value.rows], next: read.value.next }
        })
      ).length
    // The workspace's clock is an invented one: what it wrote last is now.
    clock = (await demo.workspace.audit.latest(1))[0]!.at
    const before = await views()
    await must('timeline.page', { filter: {}, limit: 1 })
    const noted = await views()
    await must('timeline.page', { filter: {}, limit: 1 })
    expect(await views()).toBe(noted)
    clock += 10 * 60_000_000
    await must('timeline.page', { filter: {}, limit: 1 })
    expect(await views()).toBe(noted + 1)
    expect(noted - before).toBeLessThanOrEqual(1)
  })
})
