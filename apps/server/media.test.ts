import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sha256 } from '@manumit/base'
import type { WireMatch } from '@manumit/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTestDesk, runHere, type TestDesk } from './desk-fixture.ts'

/** Hashes of bank entries: what must not be seen where the bank is of unlawful material. */
const CANARY = 'c0ffee'.padEnd(32, 'ca')
const SHOWN = 'd15ea5ed'.padEnd(32, '0')

let test: TestDesk
let owner: Browser
let pictures = ''
/** A program more than a picture; banks of MD5 values match files of any kind. */
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
const digests = new Map<string, { sha256: Sha256; md5: string; sizeBytes: number; path: string }>()

beforeAll(async () => {
  test = await openTestDesk({ runJob: runHere(() => test.workspace) })
  owner = await test.as('owner')
  pictures = mkdtempSync(join(tmpdir(), 'manumit-pictures-'))
  for (const [name, seed] of [
    ['shown', 1],
    ['hidden', 2],
    ['both', 3],
    ['moved', 4],
    ['drawing', 0],
  ] as const) {
    const path = join(pictures, `${name}.png`)
    writeFileSync(path, seed === 0 ? SVG : await picture(seed))
    writeFileSync(join(pictures, `${name}-copy.png`), readFileSync(path))
    const bytes = readFileSync(path)
    const hex = (kind: string): string => createHash(kind).update(bytes).digest('hex')
    digests.set(name, { sha256: hex('sha256') as Sha256, md5: hex('md5'), sizeBytes: bytes.length, path })
  }
  const bank = (
    name: string,
    material: 'demonstration' | 'unlawful',
    names: readonly string[],
    canary: string,
  ) =>
    test.workspace.banks.import({ name, material, source: 'invented' }, [
      { kind: 'md5', hash: canary, note: `note of ${name}` },
      ...names.map((each) => ({ kind: 'md5', hash: digests.get(each)?.md5 ?? '' })),
    ])
  await bank('shown', 'demonstration', ['shown', 'both', 'moved', 'drawing'], SHOWN)
  await bank('hidden', 'unlawful', ['hidden', 'both'], CANARY)
  for (const name of ['shown', 'hidden']) {
    const { id } = await owner.must('jobs.start', {
      request: { kind: 'scan', paths: [pictures], bank: name },
    })
    for (;;) {
      const job = (await owner.must('jobs.list', {})).jobs.find((each) => each.id === id)
      if (job?.state === 'finished') break
      if (job?.state === 'failed') throw new Error(JSON.stringify(job))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
})
afterAll(async () => {
  await test.close()
  rmSync(pictures, { recursive: true })
})

async function picture(seed: number): Promise<Buffer> {
  const bytes = Buffer.alloc(300 * 200 * 3)
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * seed * 7) & 0xff
  return sharp(bytes, { raw: { width: 300, height: 200, channels: 3 } })
    .png()
    .toBuffer()
}

const page = async (input: object = {}): Promise<readonly WireMatch[]> =>
  (await owner.must('matches.page', { limit: 100, ...input })).rows
const matchOf = async (name: string, bank: string): Promise<WireMatch> => {
  const found = (await page()).find((match) => match.path.endsWith(`/${name}.png`) && match.bank === bank)
  if (!found) throw new Error(`${name} in ${bank}`)
  return found
}
const pictureOf = async (name: string, bank: string, browser = owner): Promise<Response> =>
  browser.fetch(`/api/matches/${(await matchOf(name, bank)).id}/picture`)

describe('matches', () => {
  it('name both hashes, distance, threshold and copies', async () => {
    const { md5, sha256 } = digests.get('shown')!
    expect(await matchOf('shown', 'shown')).toMatchObject({
      kind: 'md5',
      hash: md5,
      entryHash: md5,
      sha256,
      material: 'demonstration',
      distance: 0,
      copies: [join(pictures, 'shown-copy.png')],
      mayBeShown: true,
      state: 'undecided',
    })
  })

  it('are judged once for each copy, with a reason and a name, and undone to what stood before', async () => {
    const analyst = await test.as('analyst')
    const { id } = await matchOf('shown', 'shown')
    const judge = async (decision: string) =>
      (await analyst.call('matches.judge', { id, decision, reason: 'looked' })).body as WireMatch & {
        code?: string
      }
    expect((await judge('undo')).code).toBe('E_NOTHING_TO_UNDO')
    expect(await judge('same')).toMatchObject({
      state: 'same',
      judgements: [{ author: 'the analyst', reason: 'looked' }],
    })
    expect((await matchOf('shown-copy', 'shown')).state).toBe('same')
    expect((await page({ state: 'decided' })).map(({ path }) => path).sort()).toEqual(
      ['shown-copy.png', 'shown.png'].map((name) => join(pictures, name)),
    )
    expect(await judge('different')).toMatchObject({ state: 'different' })
    expect(await judge('undo')).toMatchObject({ state: 'same' })
    const undone = await Promise.all([judge('undo'), judge('undo')])
    expect(undone.map(({ state, code }) => state ?? code).sort()).toEqual(['E_NOTHING_TO_UNDO', 'undecided'])
    expect(await page({ state: 'decided' })).toEqual([])
    expect(
      (await analyst.call('matches.judge', { id: 9999, decision: 'same', reason: 'x' })).body,
    ).toMatchObject({
      code: 'E_MATCH_UNKNOWN',
    })
  })

  it('are paged, also by what is decided', async () => {
    const all = await page({ state: 'undecided' })
    const first = await owner.must('matches.page', { limit: 3, state: 'undecided' })
    const second = await owner.must('matches.page', { limit: 100, state: 'undecided', after: first.next })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })
})

describe('pictures', () => {
  it('of demonstration banks come small, never cached', async () => {
    const response = await pictureOf('shown', 'shown')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect([width, height]).toEqual([240, 160])
    const id = (await matchOf('shown', 'shown')).id
    expect(
      (await owner.fetch(`/api/matches/${id}/picture`, {}, { 'sec-fetch-dest': 'document' })).status,
    ).toBe(403)
  })

  it.each([
    ['hidden', 'hidden'],
    ['both', 'hidden'],
    ['both', 'shown'],
  ])('of %s near bank %s never come', async (name, bank) => {
    expect((await matchOf(name, bank)).mayBeShown).toBe(false)
    const response = await pictureOf(name, bank)
    expect([response.status, await response.json()]).toEqual([403, { code: 'E_NOT_SHOWN', data: {} }])
  })

  it('that are no pictures are handed to no decoder', async () => {
    expect((await matchOf('drawing', 'shown')).mayBeShown).toBe(true)
    expect(await (await pictureOf('drawing', 'shown')).json()).toMatchObject({ code: 'E_PICTURE_CHANGED' })
  })

  it('that are not those that were scanned any more do not come', async () => {
    const { path } = digests.get('moved')!
    writeFileSync(path, await picture(5))
    expect(await (await pictureOf('moved', 'shown')).json()).toMatchObject({ code: 'E_PICTURE_CHANGED' })
    rmSync(path)
    expect(await (await pictureOf('moved', 'shown')).json()).toMatchObject({ code: 'E_EVIDENCE_MISSING' })
    expect((await owner.fetch('/api/matches/x/picture')).status).toBe(404)
  })

  it('come no more, nor is an entry told, when the bank was imported anew with other entries', async () => {
    await test.workspace.banks.import({ name: 'shown', material: 'demonstration', source: 'invented' }, [
      { kind: 'md5', hash: SHOWN },
      { kind: 'md5', hash: 'ab'.repeat(16) },
    ])
    expect(await matchOf('shown', 'shown')).toMatchObject({ entryHash: null, mayBeShown: false })
    expect((await pictureOf('shown', 'shown')).status).toBe(403)
  })

  it('come no more when the bank is gone', async () => {
    const removed = await owner.must('banks.remove', { name: 'shown', reason: 'test' })
    expect(removed).toEqual({})
    expect(await matchOf('shown', 'shown')).toMatchObject({
      material: 'unlawful',
      entryHash: null,
      mayBeShown: false,
    })
    expect((await pictureOf('shown', 'shown')).status).toBe(403)
  })
})

describe('a bank of unlawful material', () => {
  it('shows none of its entries anywhere', async () => {
    const seen: string[] = []
    const ask = async (id: string, input: object): Promise<void> => {
      seen.push(JSON.stringify((await owner.call(id, input)).body))
    }
    await ask('matches.page', { limit: 100 })
    await ask('scans.list', {})
    await ask('case.overview', {})
    await ask('audit.page', { limit: 1000 })
    await ask('jobs.list', {})
    await ask('files.page', { limit: 100 })
    await ask('search.query', { text: CANARY, limit: 10 })
    for (const format of ['html', 'csv', 'jsonl', 'case']) {
      const { id } = await owner.must('jobs.start', { request: { kind: 'report', format, filter: {} } })
      let job = (await owner.must('jobs.list', {})).jobs.find((each) => each.id === id)
      while (job && !['finished', 'failed'].includes(job.state)) {
        await new Promise((resolve) => setTimeout(resolve, 10))
        job = (await owner.must('jobs.list', {})).jobs.find((each) => each.id === id)
      }
      for (const { name } of job?.files ?? [])
        seen.push(await (await owner.fetch(`/api/jobs/${id}/files/${encodeURIComponent(name)}`)).text())
    }
    const text = seen.join('\n')
    expect(text).toContain(digests.get('hidden')?.sha256)
    expect(text).not.toContain(CANARY)
    expect(text).not.toContain('note of hidden')
    expect((await matchOf('hidden', 'hidden')).entryHash).toBe(null)
    expect(test.log).toEqual([])
  })
})
