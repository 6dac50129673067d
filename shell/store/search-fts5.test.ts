import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sha256, utcOf } from '@manumit/base'
import type { Observation } from '@manumit/model'
import { inventedPowers } from '@manumit/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inventedFile, inventedMessage } from '../../testing/invented-messages.ts'
import { encodeItems, openWorkspace, type SearchQuery, type Workspace } from './index.ts'

let folder: string
let workspace: Workspace
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manumit-search-'))
  workspace = await open({ kind: 'case', name: 'invented' })
})
afterEach(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true })
})

const file = inventedFile('HomeDomain/sms.db')

async function open(create?: { kind: 'case'; name: string }): Promise<Workspace> {
  const opened = await openWorkspace({
    folder: join(folder, 'w'),
    ...(create && { create }),
    powers: inventedPowers(),
  })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const saying = (body: string, i = 0): Observation => {
  const message = inventedMessage(i + 1, file)
  return { ...message, fields: { ...message.fields, body } } as Observation
}

async function ingest(items: readonly Observation[], version = 1): Promise<void> {
  if ((await workspace.sources.list()).length === 0) {
    await workspace.sources.add(
      { name: 'EX-1', authority: null, holderRole: 'unknown', scope: {} },
      { path: '/invented', treeKind: 'folder', reason: 'a folder', toolVersion: '0' },
    )
    const digests = { md5: '', sha1: '', sha256: file.sha256 as Sha256 } as never
    const facts = { path: file.path, logical: { path: file.path }, sizeBytes: 1, digests, recognised: null }
    await workspace.files.record(1, [facts])
  }
  const unit = { sourceId: 1, path: file.path, artifact: { id: 'ios.sms', version } }
  const batch = encodeItems(items, { scope: {}, firstOrdinal: 0 })
  const written = await workspace.ingest.commitWhole([{ unit, batch }])
  if (!written.ok) throw new Error(written.error.code)
}

async function found(text: string, query: Partial<SearchQuery> = {}): Promise<string[]> {
  const page = await workspace.search!.query(text, { limit: 100, ...query })
  if (!page.ok) throw new Error(page.error.code)
  return page.value.rows.map(({ snippet: { text, matches } }) => {
    let marked = ''
    let from = 0
    for (const [start, end] of matches) {
      marked += `${text.slice(from, start)}[${text.slice(start, end)}]`
      from = end
    }
    return marked + text.slice(from)
  })
}

describe('full text', () => {
  it('answers at once for a very long text, showing its beginning', async () => {
    await ingest([saying(`bridge ${'bridge toll '.repeat(50_000)}`)])
    await workspace.search!.indexPending()
    const started = performance.now()
    const [text] = await found('bridge')
    expect(text).toHaveLength(201)
    // By the square of the matches it took minutes; a factor of a hundred is not the machine.
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('finds words in any case and without accents, phrases and prefixes, and marks them', async () => {
    await ingest([
      saying('Meet at the Café de la Gare'),
      saying('the garden gate'),
      saying('Встреча у моста'),
    ])
    await workspace.search!.indexPending()
    expect(await found('cafe')).toEqual(['Meet at the [Café] de la Gare'])
    expect(await found('CAFÉ gare')).toEqual(['Meet at the [Café] de la [Gare]'])
    expect(await found('"la gare"')).toEqual(['Meet at the Café de [la Gare]'])
    expect(await found('"gare la"')).toEqual([])
    expect(await found('ga*')).toEqual(['Meet at the Café de la [Gare]', 'the [garden] [gate]'])
    expect(await found('ВСТРЕЧА')).toEqual(['[Встреча] у моста'])
    expect(await found('garden kettle')).toEqual([])
  })

  it('filters and pages', async () => {
    await ingest(Array.from({ length: 25 }, (_, i) => saying(`kettle ${i}`, i)))
    await workspace.search!.indexPending()
    expect(await found('kettle', { kinds: ['call'] })).toEqual([])
    expect(await found('kettle', { sourceId: 2 })).toEqual([])
    const from = utcOf(inventedMessage(21, file).at)!
    expect(await found('kettle', { from })).toHaveLength(5)
    const bodies: string[] = []
    let after: string | null = null
    do {
      const page = await workspace.search!.query('kettle', { limit: 10, ...(after !== null && { after }) })
      if (!page.ok) throw new Error(page.error.code)
      bodies.push(...page.value.rows.map((row) => (row.stored.observation.fields as { body: string }).body))
      after = page.value.next
    } while (after !== null)
    expect(bodies).toEqual(Array.from({ length: 25 }, (_, i) => `kettle ${i}`))
  })

  it('never gives a syntax error, whatever is typed', async () => {
    await ingest([saying('the kettle is on')])
    await workspace.search!.indexPending()
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'kettle',
            '"',
            '*',
            'AND',
            'OR',
            'NOT',
            'NEAR(',
            ')',
            '(',
            '^',
            ':',
            '-',
            '+',
            '\0',
            ' ',
          ),
        )
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const page = await workspace.search!.query(text, { limit: 5 })
        if (!page.ok) expect(page.error.code).toBe('E_QUERY_EMPTY')
      }),
      { numRuns: process.env.CI ? 2000 : 200 },
    )
    expect(await found('kettle-is')).toHaveLength(1)
    expect(await workspace.search!.query(' "*" - ', { limit: 5 })).toMatchObject({
      error: { code: 'E_QUERY_EMPTY' },
    })
  })

  it('finds text that holds its own marks or a zero', async () => {
    await ingest([saying('\uFDD1odd\uFDD0 kettle\0end')])
    await workspace.search!.indexPending()
    expect(await found('kettle')).toEqual([' odd  [kettle] end'])
  })

  it('says what is not indexed yet, stops when asked, and goes on', async () => {
    await ingest(Array.from({ length: 3000 }, (_, i) => saying(`kettle ${i}`, i)))
    expect(await workspace.search!.progress()).toEqual({ indexed: 0, pending: 3000 })
    const stop = new AbortController()
    const stopped = await workspace.search!.indexPending({
      onProgress: () => stop.abort(),
      signal: stop.signal,
    })
    expect(stopped.pending).toBeGreaterThan(0)
    await workspace.close()
    workspace = await open()
    expect(await workspace.search!.progress()).toEqual(stopped)
    expect(await workspace.search!.indexPending()).toEqual({ indexed: 3000, pending: 0 })
    expect(await found('2999')).toEqual(['kettle [2999]'])
  })

  it('forgets what a newer artifact reads otherwise', async () => {
    await ingest([saying('lantern'), saying('kettle')])
    await workspace.search!.indexPending()
    await ingest([saying('kettle')], 2)
    expect(await found('lantern')).toEqual([])
    expect(await found('kettle')).toEqual([])
    await workspace.search!.indexPending()
    expect(await found('kettle')).toEqual(['[kettle]'])
    expect(await found('lantern')).toEqual([])
  })
})
