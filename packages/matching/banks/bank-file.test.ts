import { type Issue, isIssue } from '@manumit/base'
import { kindOfName, readBankEntries, readBankFile } from '@manumit/matching'
import { describeShared, randomHashes, sharedBytes, sharedJson, suiteRuns } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const hex = (digits: number, seed: number): string =>
  Buffer.from(randomHashes(1, seed)[0]!).toString('hex').slice(0, digits)
const pdq = hex(64, 1)
const md5 = hex(32, 2)
const sha1 = hex(40, 3)
const sha256 = hex(64, 4)

const read = (text: string, options = {}) =>
  readBankFile(new TextEncoder().encode(text), { name: 'bank.csv', ...options })
const found = (text: string, options = {}) =>
  read(text, options).entries.map(({ kind, hash, line }) => [kind, hash, line])
const issuesIn = (text: string) => read(text).issues.map((issue) => [issue.code, issue.data?.line])

describe('a bank file with a head', () => {
  it('is read by the names of its columns, whatever their order, case and delimiter', () => {
    for (const [delimiter, name] of [
      [',', 'comma'],
      [';', 'semicolon'],
      ['\t', 'tab'],
    ])
      expect(
        found(`Note,HASH,Hash Type\n${name},${pdq},PDQ\n,${md5},md5`.replaceAll(',', delimiter!)),
      ).toEqual([
        ['pdq', pdq, 2],
        ['md5', md5, 3],
      ])
  })

  it('keeps category, source and note, and lowers upper-case digits', () => {
    const text = `hash_type,hash,category,source,note\nsha-256,${sha256.toUpperCase()},A1,a list,"two, with a ""mark"""`
    expect(read(text).entries).toEqual([
      {
        kind: 'sha256',
        hash: sha256,
        isMatched: true,
        line: 2,
        category: 'A1',
        source: 'a list',
        note: 'two, with a "mark"',
      },
    ])
  })

  it('may have a column for each kind, and then a row is as many entries', () => {
    expect(found(`MD5;SHA1;Image ID\n${md5};${sha1};1\n;${sha1};2`)).toEqual([
      ['md5', md5, 2],
      ['sha1', sha1, 2],
      ['sha1', sha1, 3],
    ])
  })

  it('gives fields beyond its head to the last column, as a path with commas', () => {
    expect(read(`hash,quality,path\n${pdq},100,a, b.jpg`).entries).toMatchObject([
      { kind: 'pdq', quality: 100, note: 'a, b.jpg' },
    ])
  })

  it('sets bad lines aside by their number', () => {
    const text = `type,hash\npdq,${pdq.slice(1)}\n=1+1,x\npdq,\nmd5,${md5}\nmd5,not hexadecimal digits at all!!!`
    expect(found(text)).toEqual([['md5', md5, 5]])
    expect(issuesIn(text)).toEqual([
      ['E_BANK_HASH', 2],
      ['E_BANK_KIND_UNKNOWN', 3],
      ['E_BANK_LINE', 4],
      ['E_BANK_HASH', 6],
    ])
  })

  it('loses no entry to a quotation mark that is never closed', () => {
    const text = `type,hash,note\npdq,${pdq},"a note\nmd5,${md5},\nsha1,${sha1},x`
    expect(found(text)).toEqual([
      ['pdq', pdq, 2],
      ['md5', md5, 3],
      ['sha1', sha1, 4],
    ])
    expect(issuesIn(text)).toEqual([['E_BANK_QUOTE_OPEN', 2]])
  })

  it('counts physical lines where a note runs over several', () => {
    expect(found(`type,hash,note\npdq,${pdq},"one\r\ntwo"\r\nmd5,${md5},`)).toEqual([
      ['pdq', pdq, 2],
      ['md5', md5, 4],
    ])
  })
})

describe('a bank file without a head', () => {
  it('may hold a type and a value a line', () => {
    expect(found(`pdq ${pdq}\n\nmd5\t${md5}\nsha256,${sha256}`)).toEqual([
      ['pdq', pdq, 1],
      ['md5', md5, 3],
      ['sha256', sha256, 4],
    ])
  })

  it('may hold what `manumit hash` prints', () => {
    expect(read(`${pdq},98,pictures/bridge, small.jpg\r\n${pdq},50,b.png`).entries).toMatchObject([
      { kind: 'pdq', quality: 98, note: 'pictures/bridge, small.jpg', line: 1 },
      { kind: 'pdq', quality: 50, line: 2 },
    ])
  })

  it('sets a hash of too little quality aside', () => {
    expect(found(`${pdq},49,a.png`)).toEqual([])
    expect(issuesIn(`${pdq},49,a.png`)).toEqual([['E_BANK_QUALITY_LOW', 1]])
  })

  it('may hold bare hashes, and says once what it took 64 digits for', () => {
    const text = `${pdq}\n${md5}\n${sha1}\n${sha256}\n`
    expect(found(text).map(([kind]) => kind)).toEqual(['pdq', 'md5', 'sha1', 'pdq'])
    expect(issuesIn(text)).toEqual([['E_BANK_KIND_ASSUMED', 1]])
    expect(found(text, { bareKind: 'sha256' }).map(([kind]) => kind)).toEqual([
      'sha256',
      'md5',
      'sha1',
      'sha256',
    ])
    expect(read(text, { bareKind: 'sha256' }).issues).toEqual([])
  })
})

describe('a bank file of any kind', () => {
  it('carries values of kinds that are not matched, and says so', () => {
    const { entries, notMatched, issues } = read(`video_md5 ${md5}\npdna AwoRGB8m`)
    expect(entries).toEqual([])
    expect(notMatched.map(({ kind, hash }) => [kind, hash])).toEqual([
      ['video-md5', md5],
      ['photodna', 'AwoRGB8m'],
    ])
    expect(issues.map((issue) => [issue.code, issue.severity, issue.data?.kind])).toEqual([
      ['E_BANK_KIND_NOT_MATCHED', 'warning', 'video-md5'],
      ['E_BANK_KIND_NOT_MATCHED', 'warning', 'photodna'],
    ])
  })

  it('is read whatever its encoding and however its bytes come in pieces', () => {
    const text = `hash_type,hash,note\r\npdq,${pdq},Brücke 橋\r\nmd5,${md5},\r\n`
    const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le'), swapped])
      for (const size of [1, 2, 3, 7, 1000]) {
        const pieces: Uint8Array[] = []
        for (let at = 0; at < bytes.length; at += size)
          pieces.push(new Uint8Array(bytes.subarray(at, at + size)))
        const items = [...readBankEntries(pieces, { name: 'x' })]
        expect(items).toMatchObject([
          { kind: 'pdq', line: 2, note: 'Brücke 橋' },
          { kind: 'md5', line: 3 },
        ])
      }
  })

  it('says where bytes are no text', () => {
    const bytes = Buffer.concat([Buffer.from(`type,hash,note\nmd5,${md5},`), Buffer.from([0xe9, 0x0a])])
    const { entries, issues } = readBankFile(new Uint8Array(bytes), { name: 'x' })
    expect(entries).toHaveLength(1)
    expect(issues.map((issue) => [issue.code, issue.at, issue.data])).toEqual([
      ['E_BANK_TEXT', { path: 'x' }, { line: 2 }],
    ])
  })

  it('may be empty', () => {
    for (const text of ['', '\n\n', '\ufeff', 'hash_type,hash\n'])
      expect(read(text)).toEqual({ entries: [], notMatched: [], issues: [] })
  })

  it('is not held whole where it has no line ends', () => {
    const piece = new TextEncoder().encode('a'.repeat(65_536))
    const pieces = (function* () {
      for (let i = 0; i < 64; i++) yield piece
      yield new TextEncoder().encode(`\nmd5 ${md5}`)
    })()
    const items = [...readBankEntries(pieces, { name: 'x' })]
    expect(items.map((item) => (isIssue(item) ? item.code : item.line))).toEqual(['E_BANK_LINE_LONG', 2])
  })

  it('is a hundred thousand lines with an open mark each in a moment', () => {
    const text = `type,hash,note\n${'"md5,""\n'.repeat(100_000)}md5,${md5},end`
    expect(found(text).at(-1)).toEqual(['md5', md5, 100_002])
  })

  it('gives an entry or an issue for each line, and never a hash in an issue', () => {
    const value = fc.oneof(
      fc.constantFrom(pdq, md5, sha1, sha256, pdq.toUpperCase()),
      fc.stringMatching(/^[0-9a-f]{30,70}$/),
      fc.string(),
    )
    const line = fc
      .tuple(fc.constantFrom('pdq', 'md5', 'sha1', 'SHA256', 'pdna', 'nothing', ''), value)
      .map(([type, text]) => `${type} ${text}`.replace(/[\r\n]/g, ' '))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const { entries, notMatched, issues } = read(`md5 ${md5}\n${lines.join('\n')}`)
        const settled = new Set([...entries, ...notMatched].map((entry) => entry.line))
        for (const issue of issues) settled.add(Number(issue.data?.line))
        const blank = lines.filter((text) => text.trim() === '').length
        expect(settled.size).toBe(lines.length + 1 - blank)
        expect(issues.every(isSilent)).toBe(true)
      }),
      { numRuns: suiteRuns(100) },
    )
  })

  it('is read to its end whatever bytes it has', () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    const words = fc.constantFrom('pdq', ',', '"', '\n', '\r', 'hash', ';', '\t', md5, 'type', ' ', '\ufeff')
    const text = fc.array(words, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join('')))
    fc.assert(
      fc.property(fc.oneof(bytes, text), (content) => {
        const { issues } = readBankFile(content, { name: 'x' })
        expect(issues.every(isSilent)).toBe(true)
      }),
      { numRuns: suiteRuns(300) },
    )
  })
})

/** Whether an issue says nothing that could be part of a hash. */
const isSilent = (issue: Issue): boolean => !/[0-9a-f]{16}/i.test(JSON.stringify(issue))

interface ExpectedLists {
  readonly 'plain.csv': { readonly usable: number; readonly issues: readonly string[] }
  readonly 'pytx-local-file.txt': Readonly<Record<string, number>>
  readonly 'icse.csv': Readonly<Record<`usable_${string}`, number>>
}

describeShared('the published lists', () => {
  const expected = () => sharedJson<ExpectedLists>('matching/lists/expected.json')
  const list = (name: string) => readBankFile(sharedBytes(`matching/lists/${name}`), { name })

  it('plain.csv gives its entries, and its bad rows by number', () => {
    const { entries, notMatched, issues } = list('plain.csv')
    expect(entries.length + notMatched.length).toBe(expected()['plain.csv'].usable)
    const rows = expected()['plain.csv'].issues.map((text) => Number(/^row (\d+)/.exec(text)![1]))
    const bad = issues.filter((issue) => issue.severity === 'error').map((issue) => issue.data?.line)
    expect(bad).toEqual(rows)
  })

  it('pytx-local-file.txt gives as many of each kind', () => {
    const { entries, notMatched } = list('pytx-local-file.txt')
    for (const [name, count] of Object.entries(expected()['pytx-local-file.txt']))
      expect([...entries, ...notMatched].filter((entry) => entry.kind === kindOfName(name))).toHaveLength(
        count,
      )
  })

  it('icse.csv gives as many of each kind', () => {
    const { entries, notMatched } = list('icse.csv')
    const usable = Object.entries(expected()['icse.csv']).filter(([key]) => key.startsWith('usable_'))
    expect(usable.length).toBeGreaterThan(2)
    for (const [key, count] of usable)
      expect(
        [...entries, ...notMatched].filter((entry) => entry.kind === kindOfName(key.slice('usable_'.length))),
      ).toHaveLength(count)
  })
})
