// Reports of the demonstration case's phones in each form: each record is found again at its place by another reader, nothing
// of a bank of unlawful material gets out, hostile text does nothing, the same case gives the same bytes, and no half file
// looks whole.

import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Digests, Sha256, Utc } from '@manumit/base'
import { REPORT_FORMATS } from '@manumit/contract'
import { message } from '@manumit/model'
import { encodeItems, matchSubject, openWorkspace, type Workspace } from '@manumit/store'
import { type DemoPhone, type DemoWorkspace, makeDemoPhones, makeDemoWorkspace } from '@manumit/testing'
import Papa from 'papaparse'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkPending, type ReportFormat, type ReportRequest, writeReport } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-report-'))
let phones: Readonly<Record<DemoPhone, string>>
let demo: DemoWorkspace
let number = 0

const NOW = 1_777_000_000_000_000 as Utc
const powers = { now: () => NOW, actor: 'A. Examiner' }
const fresh = (name: string): string => join(root, `${++number}-${name}`)

const CANARY = {
  entry: `${'c0ffee'.repeat(10)}c0fe`,
  note: 'canary-note-of-an-entry',
  source: 'canary-source-of-a-bank',
  judged: 'pdq:77:bank of canaries',
}

beforeAll(async () => {
  phones = await makeDemoPhones(join(root, 'phones'))
  demo = await makeDemoWorkspace(phones)
  await linkPending(demo.workspace)
  await scanInto(demo.workspace)
  await hostileRecords(demo.workspace)
}, 60_000)

afterAll(async () => {
  await demo?.dispose()
  rmSync(root, { recursive: true })
})

/** A scan with a bank of unlawful material whose entry is, at distance 0, the file's own hash; and one that may be shown. */
async function scanInto(workspace: Workspace): Promise<void> {
  for (const [bank, material] of [
    ['bank of canaries', 'unlawful'],
    ['teapots', 'demonstration'],
  ] as const) {
    await workspace.banks.import({ name: bank, material, source: CANARY.source }, [
      { kind: 'pdq', hash: CANARY.entry, note: CANARY.note },
    ])
    const thresholds = { pdq: { distance: 31, source: 'an invented source' } }
    const scan = await workspace.scans.start({ paths: ['/photos'], bank, thresholds })
    if (!scan.ok) throw new Error(scan.error.code)
    const sha256 = (material === 'unlawful' ? 'e' : 'd').repeat(64) as Sha256
    const digests = { sha256, md5: '1'.repeat(32), sha1: '2'.repeat(40) } as Digests
    const file = { path: `/photos/${material}.jpg`, sha256, sizeBytes: 9, digests }
    const match = { kind: 'pdq', hash: CANARY.entry, bank, entry: 77, distance: 0, threshold: 31 }
    const matches = [
      { ...match, file, thresholdSource: 'an invented source', orientation: 'mirrored', quality: 99 },
    ]
    await workspace.scans.record(scan.value.id, [{ path: file.path, sha256, matches }])
    await workspace.judgements.append({
      subject: matchSubject(matches[0]!),
      decision: 'same',
      reason: 'a test',
    })
    await workspace.scans.finish(scan.value.id)
  }
}

const HOSTILE = [
  '<script>document.title="run"</script><img src=x onerror="document.title=\'run\'">',
  '</p></li></main><h1 id="escaped">x</h1><style>body{display:none}</style>',
  '=HYPERLINK("http://x.test","y")',
  "@SUM(1+9)*cmd|' /C calc'!A0",
  '+1-2',
  '\t=1',
  'abc\u202Egpj.exe\u202C\u2066',
  'half \ud83d pair \udc00',
  `long ${'x'.repeat(40_000)}`,
  '"quoted", and\r\nbroken\u0000 line\u2028',
  'javascript:document.title="run"',
]

/** Hostile text in each text field of a message, its parties, its table's name and its file's name. */
async function hostileRecords(workspace: Workspace): Promise<void> {
  const path = `</code><script>document.title="run"</script>\u202e'; rm -rf ~; '.db`
  const source = await workspace.sources.add(
    { name: HOSTILE[0]!, authority: HOSTILE[1]!, holderRole: 'unknown', scope: {} },
    { path: `/evidence/${HOSTILE[2]}`, treeKind: 'folder', reason: HOSTILE[1]!, toolVersion: 'test' },
  )
  if (!source.ok) throw new Error(source.error.code)
  const sha256 = '9'.repeat(64) as Sha256
  const digests = { sha256, md5: '3'.repeat(32), sha1: '4'.repeat(40) } as Digests
  const logical = { path }
  const recognised = { type: 'sqlite', reason: 'test' }
  await workspace.ingest.startSource(source.value.id)
  await workspace.files.record(source.value.id, [{ path, logical, sizeBytes: 1, digests, recognised }])
  const file = { path, sha256, sizeBytes: 1 }
  const items = HOSTILE.map((text, i) => ({
    kind: message.id,
    at: {
      utc: (NOW + i) as Utc,
      precision: 'us' as const,
      epoch: 'unix' as const,
      zone: 'utc' as const,
      raw: text,
    },
    where: { file, place: { table: text, rowid: i + 1, state: 'live' as const, via: 'live' as const } },
    fields: {
      body: text,
      subject: text,
      service: text,
      thread: text,
      direction: 'incoming',
      from: { id: text, name: text },
      attachments: [{ path: text, mimeType: text }],
    },
    raw: { [text]: text },
  }))
  const unit = { sourceId: source.value.id, path, artifact: { id: 'test.hostile', version: 1 } }
  const batch = encodeItems(items, { scope: {}, firstOrdinal: 0 })
  await workspace.ingest.commitWhole([{ unit, batch }])
  await workspace.ingest.finishSource(source.value.id)
  await workspace.judgements.append({ subject: HOSTILE[0]!, decision: HOSTILE[2]!, reason: HOSTILE[1]! })
}

async function report(format: ReportFormat, change: Partial<ReportRequest> = {}): Promise<string> {
  const { workspace, folder } = demo
  const target = fresh(format)
  const written = await writeReport({ workspace, folder, format, filter: {}, target, powers, ...change })
  if (!written.ok) throw new Error(`${written.error.code} ${JSON.stringify(written.error.data)}`)
  return target
}

/** Every byte a report wrote, as text. */
const textOf = (target: string): string =>
  existsSync(join(target, 'manifest.json'))
    ? readdirSync(target)
        .map((name) => readFileSync(join(target, name), 'utf8'))
        .join('\n')
    : readFileSync(target, 'utf8')

interface JsonRecord {
  readonly id: number
  readonly raw: Record<string, unknown>
  readonly where: {
    path: string
    sha256: string
    table?: string
    rowid?: number
    via?: string
    offset?: number
    length?: number
  }
  readonly source: { id: number; name: DemoPhone }
  readonly command: string
}

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

const recordsIn = (folder: string): JsonRecord[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('records-'))
    .flatMap((name) => lines<JsonRecord>(join(folder, name)))

describe('each record of a report', () => {
  it('is found at its place by another reader, with the values the report gives', async () => {
    const folder = await report('jsonl')
    const records = recordsIn(folder).filter(({ source }) => source.name in phones)
    const logs = logsIn(folder)
    expect(logs.size).toBeGreaterThan(2)
    expect(records.length).toBeGreaterThan(900)
    const copies = mkdtempSync(join(root, 'copies-'))
    for (const name of Object.keys(phones) as DemoPhone[])
      cpSync(phones[name], join(copies, name), { recursive: true })
    const open = new Map<string, DatabaseSync>()
    let rows = 0
    for (const { where, source, raw } of records) {
      const path = join(copies, source.name, where.path)
      if (where.table === undefined) {
        expect(readFileSync(path).length).toBeGreaterThanOrEqual(where.offset! + where.length!)
        continue
      }
      // A row of an earlier commit needs the log cut there; the artifact suite does that.
      if (where.via !== 'live') continue
      let database = open.get(path)
      if (!database) {
        const log = logs.get(`${source.id} ${where.path}`)
        const beside = `${path}-wal`
        if (log !== undefined && !existsSync(beside)) cpSync(join(copies, source.name, log), beside)
        database = new DatabaseSync(path)
        open.set(path, database)
      }
      const query = database.prepare(`SELECT * FROM "${where.table}" WHERE rowid = ?`)
      query.setReadBigInts(true)
      const found = query.get(where.rowid!) as Record<string, unknown>
      expect(found).toBeDefined()
      rows++
      for (const [column, value] of Object.entries(raw))
        if (column in found && (typeof value === 'string' || typeof value === 'number'))
          expect(String(found[column])).toBe(String(value))
    }
    for (const database of open.values()) database.close()
    expect(rows).toBeGreaterThan(900)
  })

  it('stands in the HTML under its number, with its table, row, command, and the digest of its file', async () => {
    const records = recordsIn(await report('jsonl')).filter(({ source }) => source.name in phones)
    const html = readFileSync(await report('html'), 'utf8')
    const entries = new Map(
      [...html.matchAll(/<li class="record" id="record-(\d+)">.*?<\/li>/gs)].map(([text, id]) => [
        Number(id),
        text,
      ]),
    )
    const anchors = new Set([...html.matchAll(/<tr id="([^"]+)"/g)].map((found) => found[1]))
    for (const { id, where, command } of records) {
      const entry = entries.get(id)!
      expect(entry).toContain(`#file-${where.sha256.slice(0, 16)}`)
      expect(anchors).toContain(`file-${where.sha256.slice(0, 16)}`)
      if (where.table !== undefined) expect(entry).toContain(`${where.table} row ${where.rowid} (`)
      expect(entry).toContain(
        command.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
      )
    }
  })

  it('has the command of its place in each table', async () => {
    const folder = await report('csv')
    const { data } = Papa.parse<string[]>(readFileSync(join(folder, 'records-call.csv'), 'utf8').trim())
    expect(data[0]!.at(-1)).toBe('Command that shows the same bytes')
    expect(data[1]!.at(-1)).toMatch(/^sqlite3 -readonly -line 'file:/)
  })
})

/** Source and file → the file that is its write-ahead log: a backup keeps it under a name of its own. */
function logsIn(folder: string): ReadonlyMap<string, string> {
  const files = lines<{ source: number; path: string; onPhone: string }>(join(folder, 'files.jsonl'))
  const byPlace = new Map(files.map((file) => [`${file.source} ${file.onPhone}`, file.path]))
  return new Map(
    files.flatMap(({ source, path, onPhone }) => {
      const log = byPlace.get(`${source} ${onPhone}-wal`)
      return log === undefined ? [] : [[`${source} ${path}`, log] as const]
    }),
  )
}

describe('a bank of unlawful material', () => {
  it.each(
    REPORT_FORMATS,
  )('lends a report in %s its name, and the file’s place and digest, and nothing else', async (format) => {
    const text = textOf(await report(format))
    const lower = text.toLowerCase()
    for (const told of ['bank of canaries', '/photos/unlawful.jpg', 'e'.repeat(64)])
      expect([told, lower.includes(told)]).toEqual([told, true])
    for (const canary of Object.values(CANARY))
      expect([canary, lower.includes(canary)]).toEqual([canary, false])
    // Nor is a picture in it, as bytes written in text.
    expect(/data:image|\/9j\/4AAQ|iVBORw0KGgo/.test(text)).toBe(false)
  })

  it('is also one that was imported anew or taken away since the scan', async () => {
    await demo.workspace.banks.import({ name: 'teapots', material: 'demonstration', source: 'x' }, [
      { kind: 'pdq', hash: '1'.repeat(64) },
    ])
    const matches = lines<{ bank: string; distance: number | null }>(
      join(await report('jsonl'), 'matches.jsonl'),
    )
    expect(matches.map(({ bank, distance }) => `${bank}: ${distance}`).sort()).toEqual([
      'bank of canaries: null',
      'teapots: null',
    ])
  })
})

describe('hostile text', () => {
  it('begins no formula in any cell of any table', async () => {
    const folder = await report('csv')
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.csv'))) {
      const text = readFileSync(join(folder, name), 'utf8')
      expect(text.startsWith('\ufeff')).toBe(true)
      const { data, errors } = Papa.parse<string[]>(text.slice(1).trimEnd())
      expect(errors.filter(({ type }) => type !== 'Delimiter')).toEqual([])
      for (const row of data) {
        expect(row.length).toBe(data[0]!.length)
        for (const cell of row) if (/^[=+\-@\t\r]/.test(cell)) expect(cell).toMatch(/^[+-]?\d+(\.\d+)?$/)
      }
    }
  })

  it('is whole in lines of JSON, halves of pairs included', async () => {
    const texts = recordsIn(await report('jsonl')).map(
      (record) => (record as { fields?: { body?: string } }).fields?.body,
    )
    for (const text of HOSTILE) expect(texts).toContain(text)
  })

  it.skipIf(!existsSync('/usr/bin/chromium'))(
    'does nothing in a browser: no script, no element, no request, and the page keeps its look',
    async () => {
      const target = `${await report('html', { title: HOSTILE[0]! })}.html`
      cpSync(target.slice(0, -5), target)
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
      try {
        for (const width of [1440, 360]) {
          const page = await browser.newPage({ viewport: { width, height: 800 } })
          const asked: string[] = []
          const said: string[] = []
          page.on('request', (request) => asked.push(request.url()))
          page.on('console', (line) => said.push(line.text()))
          page.on('dialog', (dialog) => said.push(dialog.message()))
          await page.goto(`file://${target}`)
          expect(await page.title()).not.toBe('run')
          expect(asked).toEqual([`file://${target}`])
          expect(said).toEqual([])
          expect(await page.locator('script, img, iframe, #escaped, style + style').count()).toBe(0)
          expect(await page.locator('main > section').count()).toBe(12)
          expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('block')
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
          // What the text is stands there to be read.
          expect(await page.locator('.text', { hasText: '<script>document.title' }).count()).toBeGreaterThan(
            0,
          )
          expect(await page.locator('.mark', { hasText: 'U+202E' }).count()).toBeGreaterThan(0)
          await page.close()
        }
      } finally {
        await browser.close()
      }
    },
  )
})

describe('writing', () => {
  it.each(REPORT_FORMATS)('gives for the same case the same bytes in %s', async (format) => {
    const texts: string[] = []
    await demo.workspace.close()
    const copies = [fresh('copy'), fresh('copy')]
    for (const folder of copies) copyWorkspace(folder)
    demo = { ...demo, workspace: await openAt(demo.folder) }
    for (const folder of copies) {
      const workspace = await openAt(folder)
      texts.push(textOf(await report(format, { workspace, folder, zone: 'Europe/Oslo' })))
      await workspace.close()
    }
    expect(texts[0] === texts[1]).toBe(true)
    expect(texts[0]!.length).toBeGreaterThan(10_000)
  })

  it('lists each file with its size and digest in a manifest that comes last, and in the log', async () => {
    const folder = await report('csv')
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const { createHash } = await import('node:crypto')
    expect(manifest.files.map((file: { name: string }) => file.name).sort()).toEqual(
      readdirSync(folder)
        .filter((name) => name !== 'manifest.json')
        .sort(),
    )
    for (const { name, sizeBytes, sha256, rows } of manifest.files) {
      const bytes = readFileSync(join(folder, name))
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([sizeBytes, sha256])
      if (name === 'records-call.csv') expect(rows).toBe(manifest.recordsByKind.call)
    }
    const page = await demo.workspace.audit.list({ action: 'report.csv', limit: 1000 })
    expect(page.ok && JSON.stringify(page.value.rows.at(-1)!.data)).toContain(manifest.files[0].sha256)
  })

  it('refuses what is there already, a zone that is none, a folder that cannot be written, and leaves no file', async () => {
    const { workspace, folder } = demo
    const base = { workspace, folder, format: 'html' as const, filter: {}, powers }
    const taken = fresh('taken')
    writeFileSync(taken, 'x')
    expect(await writeReport({ ...base, target: taken })).toMatchObject({
      error: { code: 'E_OUTPUT_EXISTS' },
    })
    expect(readFileSync(taken, 'utf8')).toBe('x')
    expect(await writeReport({ ...base, target: '' })).toMatchObject({ error: { code: 'E_PATH_EMPTY' } })
    expect(await writeReport({ ...base, target: fresh('z'), zone: 'Europe/Nowhere' })).toMatchObject({
      error: { code: 'E_ZONE_UNKNOWN' },
    })
    expect(await writeReport({ ...base, target: join(taken, 'below.html') })).toMatchObject({
      error: { code: 'E_OUTPUT_FAILED' },
    })
    const place = fresh('place')
    mkdirSync(place)
    writeFileSync(join(place, 'manifest.json'), 'x')
    expect(await writeReport({ ...base, format: 'csv', target: place })).toMatchObject({
      error: { code: 'E_OUTPUT_EXISTS' },
    })
    expect(readdirSync(place)).toEqual(['manifest.json'])
  })

  it('stops when asked, and leaves no file', async () => {
    const { workspace, folder } = demo
    const target = fresh('stopped')
    const stop = new AbortController()
    const written = await writeReport({
      workspace,
      folder,
      format: 'html',
      filter: {},
      target,
      powers,
      signal: stop.signal,
      onProgress: ({ stage }) => {
        if (stage === 'writing') stop.abort()
      },
    })
    expect(written).toMatchObject({ error: { code: 'E_STOPPED' } })
    expect(readdirSync(root).filter((name) => name.includes('stopped'))).toEqual([])
  })

  it('narrows the records by a filter, says so, and keeps times in UTC where no zone was chosen', async () => {
    const folder = await report('jsonl', { filter: { kinds: ['call'] } })
    expect(readdirSync(folder).filter((name) => name.startsWith('records-'))).toEqual(['records-call.jsonl'])
    const html = readFileSync(await report('html', { filter: { kinds: ['call'] } }), 'utf8')
    expect(html).toContain('kinds: call')
    expect(html).not.toContain('Europe/')
  })
})

function copyWorkspace(folder: string): void {
  cpSync(demo.folder, folder, { recursive: true })
  chmodSync(folder, 0o700)
}

async function openAt(folder: string): Promise<Workspace> {
  const opened = await openWorkspace({ folder, powers: { ...powers, randomId: () => 'test' } })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}
