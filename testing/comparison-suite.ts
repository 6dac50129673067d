// What it means to be a comparison: bounded, symmetric, neutral on missing values, always explained. Run over the whole
// registry; a member's own test only adds its cases.

import type { Utc } from '@manumit/base'
import {
  type Comparison,
  type ComparisonFacts,
  type Person,
  type PersonName,
  personName,
  sentences,
} from '@manumit/linkage'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** No single comparison may outweigh the rest of what is known: 2^24 to 1. */
const MOST_BITS = 24

/** A person of whom nothing is known but what is given. */
export const inventedPerson = (person: Partial<Person> & { readonly id: string }): Person => ({
  sourceId: 'source-1',
  label: person.id,
  keys: [],
  names: [],
  isDevice: false,
  records: 1,
  recordIds: [`record-of-${person.id}`],
  firstUtc: null,
  lastUtc: null,
  ...person,
})

/** Facts where no identifier is a hub and names are read as linkage reads them. */
export const noFacts: ComparisonFacts = {
  isHub: () => false,
  namesOf: (person) => person.names.map(personName).filter((name): name is PersonName => name !== null),
}

/** Asserts what every comparison promises. */
export function comparisonSuite(comparison: Comparison): void {
  describe(`comparison ${comparison.id}`, () => {
    const level = (id: string) => comparison.levels.find((each) => each.id === id)

    it('declares what others rely on', () => {
      expect(comparison.id).toMatch(/^[a-z]+(\.[a-z][a-z0-9-]*)+$/)
      expect(comparison.version).toBeGreaterThan(0)
      expect(comparison.title).toMatch(/^[A-Z]/)
      expect(comparison.explains).toMatch(/^[A-Z].*\.$/)
      expect(comparison.levels.length).toBeGreaterThan(0)
      expect(comparison.limits.length).toBeGreaterThan(0)
    })

    it('has levels with bounded weights, a basis and a sentence each, in order of weight', () => {
      const bits = comparison.levels.map((each) => each.bits)
      expect(bits).toEqual([...bits].sort((a, b) => b - a))
      expect(new Set(comparison.levels.map((each) => each.id)).size).toBe(bits.length)
      for (const each of comparison.levels) {
        expect(Math.abs(each.bits)).toBeLessThanOrEqual(MOST_BITS)
        expect(each.basis.length).toBeGreaterThan(10)
        expect(sentences).toHaveProperty([each.sentence])
      }
    })

    it('is neutral where nothing is known of one of the two', () => {
      fc.assert(
        fc.property(personArbitrary('a'), (person) => {
          expect(comparison.compare(person, inventedPerson({ id: 'b' }), noFacts)).toBeNull()
          expect(comparison.compare(inventedPerson({ id: 'b' }), person, noFacts)).toBeNull()
        }),
      )
    })

    it('is symmetric: swapping the two swaps the values and changes nothing else', () => {
      fc.assert(
        fc.property(personArbitrary('a'), personArbitrary('b'), (a, b) => {
          const one = comparison.compare(a, b, noFacts)
          const other = comparison.compare(b, a, noFacts)
          expect(other?.level).toBe(one?.level)
          expect([other?.left, other?.right]).toEqual([one?.right, one?.left])
          expect(other?.records).toEqual(one?.records)
          expect(other?.keys).toEqual(one?.keys)
        }),
        { numRuns: process.env.CI ? 2000 : 200 },
      )
    })

    it('explains each finding with a level of its own and a sentence without holes', () => {
      fc.assert(
        fc.property(personArbitrary('a'), personArbitrary('b'), (a, b) => {
          const found = comparison.compare(a, b, noFacts)
          if (!found) return
          const at = level(found.level)
          expect(at, found.level).toBeDefined()
          const data = { left: found.left, right: found.right, ...found.data }
          for (const [, name] of sentences[at!.sentence]!.matchAll(/\{(\w+)\}/g))
            expect(data).toHaveProperty(name!)
          expect(new Set(found.records).size).toBe(found.records.length)
          expect(found.records.length).toBeLessThanOrEqual(20)
        }),
      )
    })

    it('counts no identifier that is a hub', () => {
      fc.assert(
        fc.property(personArbitrary('a'), personArbitrary('b'), (a, b) => {
          const found = comparison.compare(a, b, { ...noFacts, isHub: () => true })
          expect(found?.keys ?? []).toEqual([])
        }),
      )
    })
  })
}

const KEYS = [
  'phone:+447700900101',
  'phone:+447700900102',
  'phone:+12025550143',
  'email:ann@example.org',
  'email:bea@example.org',
  'handle:telegram:ann_invented',
  'handle:kik:bea_invented',
  'other:1000200030004000',
  'other:PARCELS',
]
const NAMES = [
  'Ann Invented',
  'invented ann',
  'Ànn',
  'Anna I.',
  'Олена Вигадана',
  'Olena Vyhadana',
  'Mum',
  '',
  '王芳',
  'Bea {left}',
]

/** Persons with few values, so that they often share some. */
const personArbitrary = (id: string): fc.Arbitrary<Person> =>
  fc
    .record({
      keys: fc.subarray(KEYS),
      names: fc.subarray(NAMES),
      whereabouts: fc.array(
        fc.record({
          utc: fc.integer({ min: 0, max: 20 }).map((half) => (half * 1_800_000_000) as Utc),
          latitude: fc.integer({ min: -60, max: 60 }),
          longitude: fc.integer({ min: -170, max: 170 }),
          recordId: fc.integer({ min: 1, max: 9 }).map((n) => `${id}-place-${n}`),
        }),
        { maxLength: 4 },
      ),
    })
    .map((known) => inventedPerson({ id, ...known }))
