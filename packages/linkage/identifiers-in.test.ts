// Numbers are from ranges kept for fiction, domains from those kept for examples.

import type { Observation } from '@manumit/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifierReader, identifiersIn, identifiersInText } from './index.ts'

const us = identifierReader({ defaultRegion: 'US' })
const gb = identifierReader({ defaultRegion: 'GB' })
const phones = (text: string, reader = us): string[] =>
  reader.ofText(text).flatMap((mention) => (mention.kind === 'phone' ? [mention.text] : []))
const keys = (text: string): string[] => us.ofText(text).map((mention) => mention.key)
const record = (kind: string, fields: object): Pick<Observation, 'kind' | 'fields'> => ({ kind, fields })

describe('numbers in texts', () => {
  it.each([
    ['plain', 'call 202-555-0143 tonight'],
    ['in brackets', 'ring (202) 555 0143'],
    ['with a country code', 'ring +1 (202) 555-0143'],
    ['in one run', 'text me 2025550143 ok'],
    ['parted by a sign', 'reach 202_555_0143 now'],
    ['parted digit by digit', '2 - 0 - 2 - 5 - 5 - 5 - 0 - 1 - 4 - 3'],
    ['parted by strokes', '2|0|2|5|5|5|0|1|4|3'],
    ['parted by pictures', '202 ❤ 555 ❤ 0143'],
    ['over lines', 'tel 202\n555\n0143\nbye'],
    ['in words', 'two zero two five five five zero one four three'],
    ['in words without spaces', 'twozerotwofivefivefivezeroonefourthree'],
    ['in compounds', 'two oh two five fifty-five oh one forty three'],
    ['in hundreds', 'two hundred two 555 0143'],
    ['in doubles', 'two zero two triple five zero one four three'],
    ['misspelt', 'too zer0 tw0 fiv f1ve five 0h wun four tree'],
    ['in Spanish', 'dos cero dos cinco cinco cinco cero uno cuatro tres'],
    ['mixed', '2zero2 five55-01 four3'],
    ['with letters for digits', 'ZO2 S55 ol43'],
    ['in circles', '②⓪② ⑤⑤⑤ ⓪①④③'],
    ['in full width', '２０２５５５０１４３'],
    ['in Arabic digits', '٢٠٢ ٥٥٥ ٠١٤٣'],
    ['in keycaps', '2️⃣0️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣3️⃣'],
    ['with invisible characters', '2\u200b0\u200b2\u200b5\u200b5\u200b5\u200b0\u200b1\u200b4\u200b3'],
    ['with words between', 'hit me up 202 then 555 after that 0143 baby'],
    ['as a link', 'wa.me/12025550143?text=hi'],
    ['as a link with scheme', 'https://api.whatsapp.com/send?phone=12025550143'],
    ['as a dial link', 'tel:+1-202-555-0143'],
  ])('reads one %s', (_, text) => expect(phones(text)).toContain('+12025550143'))

  it('reads numbers of the region it is told, and of others with their leading 0', () => {
    expect(phones('ring 07700 900123', gb)).toEqual(['+447700900123'])
    expect(phones('ring 07700 900123')).toEqual([])
    const both = identifierReader({ defaultRegion: 'US', otherRegions: ['GB', 'FR'] })
    expect(phones('ring 07700 900123 or 202 555 0143 or 06 39 98 12 34', both)).toEqual([
      '+447700900123',
      '+12025550143',
      '+33639981234',
    ])
    expect(phones('ring 7700 900123', both)).toEqual([])
  })

  it('reads without a region only what names its country', () => {
    const none = identifierReader()
    expect(phones('07700 900123, +44 7700 900124, 0044 7700 900125', none)).toEqual([
      '+447700900124',
      '+447700900125',
    ])
  })

  it.each([
    'Order id 2025550143, posted 2026-05-02',
    'Ref 2025550143',
    'pay $2025550143',
    'server 20.255.50.143 is down',
    'Lat 20.255501, lon -43.255501',
    'card 4111 1111 1111 1111',
    'open 10 to 4, 24/7, 365 days, 30 min, 19:30',
    'I won one to two people for one or four at eight',
    'rates: 100/150/200/250',
    'code 202555 and 143',
  ])('finds none in “%s”', (text) => expect(phones(text)).toEqual([]))

  it('gives the span of the text as stored, whatever stands before it', () => {
    const text = '😀\u200bÀ 𝟚𝟘𝟚-𝟝𝟝𝟝-𝟘𝟙𝟜𝟛!'
    const [mention] = us.ofText(text)
    expect(mention).toMatchObject({ text: '+12025550143', spelling: '𝟚𝟘𝟚-𝟝𝟝𝟝-𝟘𝟙𝟜𝟛', method: 'plain' })
    expect(text.slice(mention!.start!, mention!.end!)).toBe(mention!.spelling)
  })

  it('says how a number was written, and what it cost', () => {
    const of = (text: string) => us.ofText(text).map(({ method, cost }) => [method, cost > 0])
    expect(of('202-555-0143')).toEqual([['plain', false]])
    expect(of('2O2-555-0143')).toEqual([['disguised', true]])
    expect(of('two 02 555 0143')[0]![0]).toBe('words')
  })
})

describe('addresses, accounts and invitations in texts', () => {
  it.each([
    ['Ann@Example.org', 'email:ann@example.org'],
    ['mail ann [at] example [dot] org', 'email:ann@example.org'],
    ['mail ann AT example DOT org', 'email:ann@example.org'],
    ['mail ann＠example.org', 'email:ann@example.org'],
    ['telegram: @ann_invented', 'handle:telegram:ann_invented'],
    ['add my snap ann.invented99', 'handle:snapchat:ann.invented99'],
    ['https://www.instagram.com/ann_invented/', 'handle:instagram:ann_invented'],
    ['t.me/ann_invented', 'handle:telegram:ann_invented'],
    ['https://t.me/+AbCdEfGh123', 'invite:t.me/+AbCdEfGh123'],
    ['chat.whatsapp.com/AbCdEfGh123', 'invite:chat.whatsapp.com/AbCdEfGh123'],
    ['join discord.gg/abcd123', 'invite:discord.gg/abcd123'],
    ['https://play.google.com/store/apps/details?id=org.example.app', 'app:org.example.app'],
    ['https://apps.apple.com/gb/app/example/id123456789', 'app:apple:123456789'],
    ['see www.example.org.', 'domain:example.org'],
    ['see shop.example.co.uk/path?x=1', 'url:shop.example.co.uk/path?x=1'],
  ])('%s → %s', (text, key) => expect(keys(text)).toContain(key))

  it.each([
    'meet me at example.org later',
    'ok.so I went',
    'snap a picture',
    'instagram is down',
    'v1.2.3.4',
  ])('finds no account or address of a person in “%s”', (text) =>
    expect(keys(text).filter((key) => /^(?:email|handle|invite|phone)/.test(key))).toEqual([]))

  it('counts each place once: an address is not also read as a number', () => {
    expect(keys('https://example.org/2025550143')).toEqual([
      'url:example.org/2025550143',
      'domain:example.org',
    ])
    expect(keys('2025550143@example.org')).toEqual(['email:2025550143@example.org'])
  })
})

describe('records', () => {
  it('names parties with their field as role, keeps short codes short and odd ids as recorded', () => {
    const message = record('message', {
      from: { id: '07700 900123', name: 'Ann' },
      to: [{ id: '60777' }, { id: 'PARCELS' }, { id: null, device: true }],
      body: 'hi',
    })
    expect(identifiersIn(message, { defaultRegion: 'GB' })).toMatchObject([
      { key: 'phone:+447700900123', spelling: '07700 900123', name: 'Ann', role: 'from', start: null },
      { key: 'short-code:GB:60777', role: 'to' },
      { key: 'other:PARCELS', role: 'to' },
    ])
  })

  it('marks the account of the phone that was read', () => {
    const [mention] = identifiersIn(record('call', { from: { id: '+447700900123', device: true }, to: [] }))
    expect(mention).toMatchObject({ isDevice: true })
  })

  it('reads an entry’s numbers and addresses with its name beside them', () => {
    const entry = record('contact', {
      name: 'Ann Invented',
      numbers: ['202 555 0143', '+44 7700 900123'],
      emails: ['Ann@Example.org'],
    })
    expect(us.ofObservation(entry).map(({ key, name, role }) => [key, name, role])).toEqual([
      ['phone:+12025550143', 'Ann Invented', 'entry'],
      ['phone:+447700900123', 'Ann Invented', 'entry'],
      ['email:ann@example.org', 'Ann Invented', 'entry'],
    ])
  })

  it('reads the address of a visit, its domain and what a known service’s link names', () => {
    const visit = record('visit', {
      url: 'https://wa.me/447700900123?text=hi',
      qualifiers: ['CHAIN_START'],
      transition: 'typed',
    })
    expect(us.ofObservation(visit).map(({ key, role }) => [key, role])).toEqual([
      ['url:wa.me/447700900123?text=hi', 'visited'],
      ['domain:wa.me', 'visited'],
      ['phone:+447700900123', 'visited'],
    ])
  })

  it('reads a chat account’s number, and names no account of a kind it does not know', () => {
    const from = { id: '447700900123@s.whatsapp.net' }
    expect(us.ofObservation(record('message', { from })).map((each) => each.key)).toEqual([
      'phone:+447700900123',
    ])
    expect(us.ofObservation(record('rumour', { from }))).toEqual([])
  })

  it('keeps a stored number with a plus though no plan knows it', () =>
    expect(us.ofObservation(record('call', { from: { id: '+15550100' } })).map((each) => each.key)).toEqual([
      'phone:+15550100',
    ]))
})

/** Long enough that a power of the length would show. */
const LONG = process.env.CI ? 100_000 : 15_000

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    '202',
    '555',
    '0143',
    'five',
    ' ',
    '-',
    '|',
    '.',
    '@',
    'at ',
    '+',
    'O',
    '\0',
    '😀',
    '\ud800',
    'wa.me/',
    'snap ',
    '\n',
    '(',
    '٢',
    'one',
    'hundred ',
  )
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )

  it('never throws, gives spans inside the text in order, with the spelling that stands there', () => {
    fc.assert(
      fc.property(text, (stored) => {
        let last = 0
        for (const mention of us.ofText(stored)) {
          expect(mention.start!).toBeGreaterThanOrEqual(last)
          expect(mention.end!).toBeGreaterThan(mention.start!)
          expect(stored.slice(mention.start!, mention.end!)).toBe(mention.spelling)
          expect(mention.key).toBe(`${mention.kind}:${mention.text}`)
          last = mention.start!
        }
      }),
      { numRuns: process.env.CI ? 20_000 : 1000 },
    )
  })

  it('answers the same with and without memory', () => {
    fc.assert(
      fc.property(text, (stored) => {
        expect(us.ofText(stored)).toEqual(identifiersInText(stored, { defaultRegion: 'US' }))
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['digits and spaces', '1 '],
    ['different digits', '7 3 8 1 5 9 2 4 6 '],
    ['letters that look like digits', 'Ol'],
    ['number words', 'fiveone'],
    ['number words apart', 'five one '],
    ['strokes', '|1'],
    ['dots', 'a.'],
    ['at signs', 'a@'],
    ['brackets', '((at'],
    ['fillers', 'call 1 me '],
    ['dashes', '-1-'],
    ['slashes', 'a/b.c/'],
  ])('time stays bounded for a long text of %s', (_, piece) => {
    const started = performance.now()
    us.ofText(piece.repeat(LONG / piece.length))
    // Under a second on the machine it was written on; a power of the length would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
