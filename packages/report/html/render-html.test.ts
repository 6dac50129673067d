import { createHash } from 'node:crypto'
import { reportPowers, sampleRecords, sampleReportFacts } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseReport } from '../case-report.ts'
import { escaped, inert } from './escape.ts'
import { renderHtml } from './render-html.ts'

async function htmlOf(change: Parameters<typeof sampleReportFacts>[0] = {}): Promise<string> {
  let text = ''
  for await (const piece of renderHtml(caseReport(sampleReportFacts(change)), reportPowers)) text += piece
  return text
}

describe('the HTML of a report', () => {
  it('is the golden file, but for the style', async () => {
    const html = (await htmlOf())
      .replace(/<style>[\s\S]*?<\/style>/, '<style>…</style>')
      .replace(/'sha256-[^']+'/, "'sha256-…'")
    await expect(html).toMatchFileSnapshot('golden/report.html.txt')
  })

  it('is the same bytes for the same facts', async () => {
    expect(await htmlOf()).toBe(await htmlOf())
  })

  it('lets in by its policy the one style it holds, and nothing else', async () => {
    const html = await htmlOf()
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!
    const digest = createHash('sha256').update(style).digest('base64')
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
    )
    expect(html).not.toMatch(/<script|<img|<link|<iframe| on\w+=|javascript:|style="/i)
    expect(html.match(/https?:\/\/[^\s"<]+/g)).toEqual(['https://tea.example.org/'])
  })

  it('leads each record to its file by the digest, and each message of a conversation to its record', async () => {
    const html = await htmlOf()
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((found) => found[1]!)
    expect(targets.length).toBeGreaterThan(15)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('names a local time only beside the source of its zone', async () => {
    const without = await htmlOf({ zone: null })
    expect(without).toContain('10:00:00 +02:00, offset as recorded')
    expect(without).not.toContain('11:54:00')
    expect(await htmlOf()).toContain('11:54:00 +02:00 Invented/Teapot')
  })

  it('says of a bank that it only names nothing but its name', async () => {
    const row = /<tr id="match-2">.*/.exec(await htmlOf())![0]
    expect(row).not.toMatch(/distance|threshold|entry|pdq/)
  })

  it('says plainly where nothing was found', async () => {
    const html = await htmlOf({ records: () => [], matches: () => [], candidates: () => [], scans: [] })
    expect(html).toContain('None found in these sources.')
    expect(html).toContain('No file was compared with a hash bank')
  })

  it('cuts a text of megabytes and says so', async () => {
    const [record] = sampleRecords.filter(({ id }) => id === 102)
    const observation = {
      ...record!.observation,
      fields: { ...record!.observation.fields, body: 'a'.repeat(3e6) },
    }
    const html = await htmlOf({ records: () => [{ ...record!, observation }] })
    expect(html.length).toBeLessThan(200_000)
    expect(html).toContain('cut here: 8000 of 3000000 characters are shown')
  })

  it('keeps a hostile title inside its string of the style and inside its element', async () => {
    const title = '"} body{display:none} </style><script>alert(1)</script> \u202e\\'
    const html = await htmlOf({ title })
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).not.toContain('<script')
    expect(/<style>([\s\S]*?)<\/style>/.exec(html)![1]).not.toContain('display:none}')
  })
})

describe('text from evidence', () => {
  it('names marks that turn direction, control characters and halves of pairs', () => {
    expect(inert('a\u202eb\u0000c\ud800d')).toBe(
      'a<span class="mark">U+202E</span>b<span class="mark">U+0000</span>c<span class="mark">U+D800</span>d',
    )
    expect(inert('👩‍👩‍👧 می‌خواهم\n')).toBe('👩‍👩‍👧 می‌خواهم\n')
  })

  it('is never markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const html = inert(text).replaceAll(/<span class="mark">U\+[0-9A-F]{4,6}<\/span>/g, '')
        expect(html).not.toMatch(/[<>"']/)
        expect(html.isWellFormed()).toBe(true)
        expect(escaped(text)).not.toMatch(/[<>"']/)
      }),
      { numRuns: process.env.CI ? 5_000 : 300 },
    )
  })
})
