import { inventedPerson } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, type CandidateParameters, candidatesOf, type Person } from './index.ts'

const [one, two, hotline] = ['phone:+447700900101', 'phone:+447700900102', 'phone:+447700900199'] as const
const person = (
  id: string,
  sourceId: string,
  keys: readonly string[],
  names: readonly string[] = [],
): Person => inventedPerson({ id, sourceId, keys, names })
const of = (persons: readonly Person[], parameters: CandidateParameters = {}): readonly Candidate[] =>
  candidatesOf({ persons, parameters }).candidates
const bitsOf = (candidate: Candidate): number =>
  [...candidate.reasons, ...candidate.adjustments].reduce(
    (sum, reason) => sum + reason.bits,
    candidate.priorBits,
  )

describe('candidates', () => {
  it('two of different sources who share a number, with each reason and its bits', () => {
    const [candidate, ...others] = of([
      person('b', 's2', [one], ['Ann Invented']),
      person('a', 's1', [one, two], ['ann invented']),
      person('c', 's2', [two.replace('2', '3')], ['Zoe Madeup']),
    ])
    expect(others).toEqual([])
    expect(candidate).toMatchObject({
      id: 'a~b',
      left: 'a',
      right: 'b',
      notCompared: expect.arrayContaining(['email.shared']),
    })
    expect(candidate!.reasons.map(({ comparison, level }) => [comparison, level])).toEqual([
      ['phone.shared', 'shared'],
      ['name.tokens', 'equal'],
    ])
    expect(candidate!.totalBits).toBeCloseTo(bitsOf(candidate!), 6)
    expect(candidate!.priorBits).toBeLessThan(0)
  })

  it('different names speak against it, and stay beside the number', () => {
    const same = of([
      person('a', 's1', [one], ['Ann Invented']),
      person('b', 's2', [one], ['Ann Invented']),
    ])[0]!
    const other = of([
      person('a', 's1', [one], ['Ann Invented']),
      person('b', 's2', [one], ['Zoe Madeup']),
    ])[0]!
    expect(other.reasons.at(-1)).toMatchObject({ comparison: 'name.tokens', level: 'different', bits: -4 })
    expect(other.totalBits).toBeLessThan(same.totalBits)
  })

  it('persons of one source are never paired', () =>
    expect(of([person('a', 's1', [one]), person('b', 's1', [one])])).toEqual([]))

  it('a name of two words pairs by itself, and says that it rests on names alone', () => {
    const [candidate] = of([
      person('a', 's1', [one], ['Ann Invented']),
      person('b', 's2', [two], ['INVENTED Ann']),
    ])
    expect(candidate?.limits).toContain('limit.name-only')
    expect(of([person('a', 's1', [one], ['Ann']), person('b', 's2', [two], ['Ann'])])).toEqual([])
  })

  it('leaves out names that too many bear, and says so', () => {
    const persons = Array.from({ length: 12 }, (_, at) =>
      person(`p${at}`, `s${at}`, [`phone:+4477009001${10 + at}`], ['Ann Invented']),
    )
    const { candidates, blocksLeftOut, pairsCompared } = candidatesOf({
      persons,
      parameters: { blockCap: 10 },
    })
    expect([candidates.length, pairsCompared]).toEqual([0, 0])
    expect(blocksLeftOut).toEqual([{ block: 'ann invented', persons: 12 }])
  })
})

describe('hubs', () => {
  const callers = Array.from({ length: 20 }, (_, at) =>
    person(`p${String(at).padStart(2, '0')}`, `s${at % 4}`, [hotline, `email:p${at}@example.org`]),
  )

  it('an identifier held by more than the cap joins nobody', () => {
    const { candidates, hubs } = candidatesOf({ persons: callers })
    expect(candidates).toEqual([])
    expect(hubs.get(hotline)).toMatchObject({ holders: 20, why: 'holders', known: null })
    expect(of(callers, { hubCap: 20 }).length).toBeGreaterThan(0)
  })

  it('a listed one joins nobody though few hold it, and is named with its date where two share it', () => {
    const known = {
      key: hotline,
      title: 'An invented helpline',
      source: 'made for this test',
      date: '2026-01-31',
    }
    const two2 = [
      person('a', 's1', [hotline, one], ['Ann Invented']),
      person('b', 's2', [hotline, one], ['Ann Invented']),
      person('c', 's3', [hotline]),
    ]
    const { candidates } = candidatesOf({ persons: two2, parameters: { knownHubs: [known] } })
    expect(candidates.map((each) => each.id)).toEqual(['a~b'])
    expect(candidates[0]!.adjustments).toContainEqual(
      expect.objectContaining({ comparison: 'hub.shared', bits: 0, level: 'listed' }),
    )
    expect(candidates[0]!.adjustments.find((each) => each.level === 'listed')?.sentence.data).toMatchObject({
      holders: 3,
      title: 'An invented helpline',
    })
  })

  it('a service’s number and a short code join nobody', () => {
    const service = ['phone:+448000000000', 'short-code:GB:60777']
    expect(of([person('a', 's1', service), person('b', 's2', service)])).toEqual([])
  })

  it('the more hold it, the less it says, smoothly', () => {
    const total = (holders: number): number =>
      of(
        Array.from({ length: holders }, (_, at) => person(`p${at}`, `s${at}`, [one])),
        { priorBits: -8 },
      )[0]!.totalBits
    const totals = [2, 3, 5, 9, 15].map(total)
    expect(totals).toEqual([...totals].sort((a, b) => b - a))
    expect(totals[0]! - totals[1]!).toBeCloseTo(1, 6)
    expect(totals[0]! - totals[2]!).toBeCloseTo(2, 6)
  })
})

it('any order of persons gives the same candidates, byte for byte; bars add up', () => {
  const some = fc.array(
    fc.record({
      id: fc.uuid(),
      sourceId: fc.constantFrom('s1', 's2', 's3'),
      keys: fc.subarray([one, two, hotline, 'email:ann@example.org', 'handle:kik:ann_invented']),
      names: fc.subarray(['Ann Invented', 'Anna Invented', 'Zoe Madeup', 'Mum']),
    }),
    { maxLength: 9 },
  )
  fc.assert(
    fc.property(
      some.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const candidates = of(list.map((each) => inventedPerson(each)))
        expect(JSON.stringify(of(shuffled.map((each) => inventedPerson(each))))).toBe(
          JSON.stringify(candidates),
        )
        for (const candidate of candidates) {
          expect(candidate.left < candidate.right).toBe(true)
          expect(candidate.totalBits).toBeCloseTo(bitsOf(candidate), 6)
        }
      },
    ),
  )
})
