import { createHash } from 'node:crypto'
import type { Utc } from '@manumit/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Person, personsOf, type SourceIdentifier } from './person.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const row = (key: string, more: Partial<SourceIdentifier> = {}): SourceIdentifier => ({
  sourceId: 's1',
  key,
  records: 1,
  recordIds: [`r-${key}`],
  names: [],
  firstUtc: null,
  lastUtc: null,
  isDevice: false,
  entries: [],
  ...more,
})
const [one, two, three, mail] = [
  'phone:+447700900101',
  'phone:+447700900102',
  'phone:+447700900103',
  'email:ann@example.org',
] as const
const keysOf = (persons: readonly Person[]): string[] => persons.map((person) => person.keys.join(' ')).sort()
const of = (...rows: SourceIdentifier[]): Person[] => personsOf(rows, { digest })

describe('grouping', () => {
  it('an entry with two numbers is one, an account without entry is one by itself', () => {
    const entry = { id: 'c1', name: 'Ann Invented' }
    const persons = of(row(one, { entries: [entry] }), row(mail, { entries: [entry] }), row(two))
    expect(keysOf(persons)).toEqual([`${mail} ${one}`, two])
    expect(persons.find((person) => person.keys.length === 2)).toMatchObject({
      label: 'Ann Invented',
      names: ['Ann Invented'],
      recordIds: [`r-${mail}`, `r-${one}`],
      recordsByKey: { [one]: [`r-${one}`], [mail]: [`r-${mail}`] },
    })
  })

  it('one entry stored twice is one; a number in two entries of different names belongs to both', () => {
    const twice = of(
      row(one, {
        entries: [
          { id: 'c1', name: 'Ann' },
          { id: 'c2', name: 'ann' },
        ],
      }),
      row(two, { entries: [{ id: 'c2', name: 'ann' }] }),
    )
    expect(keysOf(twice)).toEqual([`${one} ${two}`])
    const shared = of(
      row(one, {
        entries: [
          { id: 'c1', name: 'Ann' },
          { id: 'c2', name: 'Zoe' },
        ],
      }),
      row(two, { entries: [{ id: 'c2', name: 'Zoe' }] }),
    )
    expect(keysOf(shared)).toEqual([one, `${one} ${two}`])
  })

  it('the device’s accounts are one, with the entry that lists them', () => {
    const persons = of(
      row(one, { isDevice: true }),
      row(mail, { isDevice: true, entries: [{ id: 'c1', name: 'Me' }] }),
      row(two, { entries: [{ id: 'c1', name: 'Me' }] }),
      row(three),
    )
    expect(keysOf(persons)).toEqual([`${mail} ${one} ${two}`, three])
    expect(persons.filter((person) => person.isDevice)).toHaveLength(1)
  })

  it('sources stay apart; addresses of the net are nobody', () => {
    const persons = of(
      row(one),
      row(one, { sourceId: 's2' }),
      row('domain:example.org'),
      row('url:example.org/x'),
    )
    expect(persons.map((person) => person.sourceId).sort()).toEqual(['s1', 's2'])
  })

  it('first and last seen are those of the whole group', () => {
    const entry = { id: 'c1', name: 'Ann' }
    const [person] = of(
      row(one, { entries: [entry], firstUtc: 5 as Utc, lastUtc: 9 as Utc, records: 2 }),
      row(two, { entries: [entry], firstUtc: 3 as Utc, lastUtc: 4 as Utc, records: 3 }),
    )
    expect(person).toMatchObject({ firstUtc: 3, lastUtc: 9, records: 5 })
  })
})

describe('ids', () => {
  it('are kept from an earlier run where a group has grown, and given once', () => {
    const before = of(row(one))
    const entry = { id: 'c1', name: 'Ann' }
    const rows = [row(one, { entries: [entry] }), row(two, { entries: [entry] }), row(three)]
    const fresh = of(...rows)
    const kept = personsOf(rows, { digest, known: before })
    const grown = kept.find((person) => person.keys.includes(one))!
    expect(grown.id).toBe(before[0]!.id)
    expect(fresh.some((person) => person.id === before[0]!.id)).toBe(false)
    expect(new Set(kept.map((person) => person.id)).size).toBe(2)
  })

  const rows = fc.array(
    fc.record({
      key: fc.constantFrom(one, two, three, mail),
      sourceId: fc.constantFrom('s1', 's2'),
      isDevice: fc.boolean(),
      names: fc.subarray(['Ann', 'Zoe', 'ann']),
      entries: fc.subarray([
        { id: 'c1', name: 'Ann' },
        { id: 'c2', name: 'Zoe' },
        { id: 'c3', name: 'ann' },
        { id: 'c4', name: null },
      ]),
    }),
    { maxLength: 8 },
  )

  it('are unique, and any order of rows gives the same persons', () => {
    fc.assert(
      fc.property(
        rows.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const persons = of(...list.map(({ key, ...more }) => row(key, more)))
          expect(of(...shuffled.map(({ key, ...more }) => row(key, more)))).toEqual(persons)
          expect(new Set(persons.map((person) => person.id)).size).toBe(persons.length)
          const kept = new Set(
            persons.flatMap((person) => person.keys.map((key) => `${person.sourceId} ${key}`)),
          )
          expect(kept).toEqual(new Set(list.map(({ sourceId, key }) => `${sourceId} ${key}`)))
        },
      ),
    )
  })
})
