// Records whose every text is hostile or huge, through each route that shows them: nothing is lost, nothing grows past its
// bound, and what the contract says of an answer still holds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sha256, Utc } from '@manumit/base'
import { type InputOf, type OutputOf, type RouteId, routes } from '@manumit/contract'
import type { Observation } from '@manumit/model'
import { encodeItems, openWorkspace, type Workspace } from '@manumit/store'
import { inventedPowers } from '@manumit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallContext } from '../handler.ts'
import { caseHandlers } from './case.ts'
import { recordHandlers } from './records.ts'

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://example.org")',
  '\u202Egnp.exe \u2066 \uFEFF',
  'half a pair \ud800 and another \udc00',
  'null \0 and bell \u0007',
  '\uFDD0marks\uFDD1',
  '__proto__',
  'x'.repeat(2_000_000),
  '😀'.repeat(60_000),
]

const parent = mkdtempSync(join(tmpdir(), 'manumit-hostile-'))
let workspace: Workspace

beforeAll(async () => {
  const folder = join(parent, 'w')
  const opened = await openWorkspace({
    folder,
    create: { kind: 'case', name: 'hostile' },
    powers: inventedPowers(),
  })
  if (!opened.ok) throw new Error(opened.error.code)
  workspace = opened.value
  const path = 'evil\0\u202E.db'
  const facts = { path: '/invented', treeKind: 'folder', reason: HOSTILE[0]!, toolVersion: '0' }
  await workspace.sources.add({ name: HOSTILE[0]!, authority: null, holderRole: 'unknown', scope: {} }, facts)
  const digests = { md5: '', sha1: '', sha256: '0'.repeat(64) } as never
  await workspace.files.record(1, [{ path, logical: { path }, sizeBytes: 1, digests, recognised: null }])
  await workspace.ingest.startSource(1)
  const begun = await workspace.ingest.begin({ sourceId: 1, path, artifact: { id: 'ios.sms', version: 1 } })
  if (!begun.ok) throw new Error(begun.error.code)
  const items = HOSTILE.map((text, i) => hostile(text, i, path))
  await workspace.ingest.commit(begun.value.unitId, encodeItems(items, { scope: {}, firstOrdinal: 0 }))
  await workspace.ingest.finish(begun.value.unitId, { items: items.length })
  await workspace.ingest.finishSource(1)
  await workspace.search!.indexPending()
}, 60_000)

afterAll(async () => {
  await workspace?.close()
  rmSync(parent, { recursive: true })
})

const hostile = (text: string, i: number, path: string): Observation =>
  ({
    kind: 'message',
    at: { impossible: true, raw: text },
    where: {
      file: { sha256: '0'.repeat(64) as Sha256, path, sizeBytes: 1 },
      place: { table: text.slice(0, 100), rowid: i, state: 'live', via: 'live' },
    },
    fields: {
      ...{ identifier: text, service: text, thread: `chat ${text.slice(0, 900)}`, subject: text, body: text },
      from: { id: text, name: text },
      to: [{ id: text }],
      event: text,
      reaction: text,
      editedAt: { impossible: true, raw: text },
      attachments: [{ path: text, mimeType: text }],
    },
    raw: { [text.slice(0, 50)]: text },
  }) as unknown as Observation

async function must<Id extends RouteId & keyof typeof handlers>(
  id: Id,
  input: InputOf<Id>,
): Promise<OutputOf<Id>> {
  const route = routes.find((each) => each.id === (id as RouteId))!
  const context = { workspace, folder: parent, actor: 'x', now: () => 0 as Utc } as unknown as CallContext
  const handler = handlers[id] as (
    input: unknown,
    context: CallContext,
  ) => Promise<{ ok: true; value: unknown } | { ok: false; error: { code: string } }>
  const answered = await handler(route.input.parse(input), context)
  if (!answered.ok) throw new Error(answered.error.code)
  // As it goes over the wire and comes back.
  return route.output.parse(JSON.parse(JSON.stringify(answered.value))) as OutputOf<Id>
}

const handlers = { ...caseHandlers, ...recordHandlers }

it('shows hostile records in each list, cut where they are huge', async () => {
  const { rows } = await must('timeline.page', { filter: {}, limit: 100 })
  expect(rows).toHaveLength(HOSTILE.length)
  expect(JSON.stringify(rows).length).toBeLessThan(40_000)
  expect(rows[0]!.caption).toContain('<script>')
  const { total, untimed } = await must('timeline.histogram', { filter: {}, spans: 10 })
  expect([total, untimed]).toEqual([HOSTILE.length, HOSTILE.length])
  const { rows: threads } = await must('conversations.page', { limit: 100 })
  expect(threads).toHaveLength(HOSTILE.length)
  for (const { sourceId, fileId, thread } of threads) {
    const page = await must('conversations.messages', {
      ...{ sourceId, fileId, thread, direction: 'newer', limit: 10 },
    })
    expect(page.rows).toHaveLength(1)
    expect(page.rows[0]!.body!.length).toBeLessThan(60_000)
  }
  expect((await must('files.page', { limit: 10 })).rows[0]!.path).toBe('evil\0\u202E.db')
  expect((await must('case.overview', {})).sources[0]!.name).toBe(HOSTILE[0])
  expect((await must('search.query', { text: 'script', limit: 10 })).rows).toHaveLength(1)
})

it('shows each hostile record whole up to its bound, with a command that runs nothing of it', async () => {
  const { rows } = await must('timeline.page', { filter: {}, limit: 100 })
  for (const [i, { id }] of rows.entries()) {
    const record = await must('records.get', { id })
    const body = record.fields.find((field) => field.name === 'body')!.text
    if (HOSTILE[i]!.length < 50_000) expect(body).toBe(HOSTILE[i])
    else expect(body).toContain(`${HOSTILE[i]!.length} characters in all`)
    expect(body.replace(/… .*$/, '').isWellFormed()).toBe(HOSTILE[i]!.isWellFormed())
    expect(JSON.stringify(record).length).toBeLessThan(2_000_000)
  }
})
