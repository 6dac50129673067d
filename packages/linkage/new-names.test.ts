import { readFileSync } from 'node:fs'
import { domainToASCII } from 'node:url'
import type { Utc } from '@manumit/base'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type NameSighting, newNames, parseBaseline, parseKnownHubs, reachedBy } from './index.ts'
import { editsWithin, lookAlikes, skeleton } from './look-alike.ts'
import { unicodeHost } from './text/punycode.ts'

const lexicon = (name: string): unknown =>
  parse(readFileSync(new URL(`../../data/lexicon/${name}`, import.meta.url), 'utf8'))
const baseline = { title: 'Invented list', date: '2026-01-31', names: ['example.org', 'app:org.example.app'] }
const seen = (name: string, more: Partial<NameSighting> = {}): NameSighting => ({
  kind: 'domain',
  name,
  sourceId: 's1',
  personId: null,
  utc: null,
  reached: 'link',
  recordId: `r-${name}`,
  ...more,
})

describe('new names', () => {
  it('are counted by sources and persons, never by visits', () => {
    const visits = Array.from({ length: 500 }, (_, at) =>
      seen('often.test', {
        recordId: `v${at}`,
        personId: 'p1',
        utc: (1000 - at) as Utc,
        reached: at ? 'reload' : 'typed',
      }),
    )
    const spread = ['s1', 's2'].map((sourceId) =>
      seen('spread.test', { sourceId, recordId: sourceId, personId: sourceId }),
    )
    const [first, second] = newNames([...visits, ...spread], baseline)
    expect(first).toMatchObject({ name: 'spread.test', sources: ['s1', 's2'], persons: 2 })
    expect(second).toMatchObject({
      name: 'often.test',
      sources: ['s1'],
      persons: 1,
      firstUtc: 501,
      lastUtc: 1000,
      reached: { reload: 499, typed: 1 },
    })
    expect(second!.records).toHaveLength(20)
    expect(second!.records[0]).toBe('v499')
  })

  it('say from which dated list they are absent; what is on it is not new', () => {
    const names = newNames(
      [seen('example.org'), seen('novel.test'), seen('org.example.app', { kind: 'app' })],
      baseline,
    )
    expect(Object.fromEntries(names.map((each) => [each.name, each.absentFrom]))).toEqual({
      'example.org': null,
      'novel.test': 'Invented list of 2026-01-31',
      'org.example.app': null,
    })
  })

  it('are the same for any order of sightings', () => {
    const rows = [
      seen('b.test', { utc: 5 as Utc }),
      seen('a.test'),
      seen('b.test', { sourceId: 's2', recordId: 'x' }),
    ]
    expect(newNames([...rows].reverse(), baseline)).toEqual(newNames(rows, baseline))
  })

  it('how a name was reached is what the record states', () => {
    const visit = (fields: object) => reachedBy({ kind: 'visit', fields })
    expect(visit({ transition: 'typed' })).toBe('typed')
    expect(visit({ transition: 'link', redirect: true })).toBe('redirected')
    expect(visit({})).toBe('unknown')
    expect(reachedBy({ kind: 'message', fields: {} })).toBe('message')
  })
})

describe('look-alikes', () => {
  const alike = lookAlikes(['example.org', 'invented-bank.test', 'wonderland.test', 'abc.test'])

  it.each([
    ['examp1e.org', 'example.org'],
    ['ехаmple.org', 'example.org'],
    [domainToASCII('ехаmple.org'), 'example.org'],
    ['exampel.test', 'example.org'],
    ['exarnple.org', 'example.org'],
    ['inventedbank.test', 'invented-bank.test'],
    ['wonderIand.test', 'wonderland.test'],
    ['wonderlands2.test', 'wonderland.test'],
    ['example.org', null],
    ['example.test', null],
    ['abd.test', null],
    ['quite-other.test', null],
  ])('%s looks like %s', (domain, known) => {
    expect(alike.of(domain)).toBe(known)
  })

  it('reads punycode as RFC 3492 has it, and leaves what is none', () => {
    expect(unicodeHost('xn--bcher-kva.example')).toBe('bücher.example')
    expect(unicodeHost('xn--egbpdaj6bu4bxfgehfvwxn.example')).toBe('ليهمابتكلموشعربي؟.example')
    expect(unicodeHost('xn--ihqwcrb4cv8a8dqg056pqjye.example')).toBe('他们为什么不说中文.example')
    expect(unicodeHost('xn--!!!.example')).toBe('xn--!!!.example')
    expect(unicodeHost('xn--99999999999999.example')).toBe('xn--99999999999999.example')
  })

  it('counts edits with swaps, up to what is asked', () => {
    expect(editsWithin('example', 'exmaple', 2)).toBe(1)
    expect(editsWithin('example', 'exampel', 2)).toBe(1)
    expect(editsWithin('example', 'sample', 2)).toBe(2)
    expect(editsWithin('example', 'simple', 2)).toBeNull()
    expect(skeleton('pаypаl')).toBe(skeleton('paypal'))
  })
})

describe('the lists that ship', () => {
  it('known names: of the form, each once, in lower case', () => {
    const list = parseBaseline(lexicon('known-names.yaml'))!
    expect(list.names.length).toBeGreaterThan(150)
    expect(new Set(list.names).size).toBe(list.names.length)
    for (const name of list.names) expect(name).toBe(name.toLowerCase())
  })

  it('known hubs: of the form, and none that nobody confirmed', () =>
    expect(parseKnownHubs(lexicon('known-hubs.yaml'))).toEqual([]))

  it('what is not of the form is refused', () => {
    expect(parseBaseline({ domains: [] })).toBeNull()
    expect(
      parseKnownHubs({
        hubs: [{ key: 'nonsense', title: 'x', source: 'somebody said', date: '2026-01-31' }],
      }),
    ).toBeNull()
  })
})
