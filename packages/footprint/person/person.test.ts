import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawsFor } from '../numbers/draws.ts'
import type { Evaluation } from '../products/evaluate-product.ts'
import { readCatalogue } from '../products/read-catalogue.ts'
import { drawDatum } from '../rules/datum.ts'
import { type Answers, type ItemAnswer, unitsPerYear } from './answers.ts'
import { intensityOfRest } from './certified.ts'
import { peopleReached } from './people-reached.ts'
import { personFootprint, rangeOf, shareOfVariance } from './person-footprint.ts'

const COUNT = 2_000
const item = (product: string, change: Partial<ItemAnswer> = {}): ItemAnswer => ({
  product,
  state: 'answered',
  quantity: { kind: 'bought', perYear: 5 },
  secondHand: 0,
  repair: 0,
  isShared: false,
  ...change,
})
const { catalogue } = readCatalogue(
  {
    sources: ['estimate: { title: Estimate, publisher: Manumit, year: 2026, licence: Apache-2.0 }'],
    materials: [],
    families: [
      'thing: { title: Thing, per: item, needs: { mass: kg/item }, inputs: { stuff: { title: Stuff, of: commodity stuff, amount: mass, unit: kg/item } } }',
    ],
    products: [
      'bowl: { title: Bowl, category: home, family: thing, data: { mass: 1 kg/item 0.5..2 @estimate 2024 } }',
      'cup: { title: Cup, category: home, family: thing, data: { mass: 0.3 kg/item 0.2..0.5 @estimate 2024 } }',
    ],
  },
  () => 'kg',
)
const evaluation = (seed: string): Evaluation => {
  const stream = drawsFor(seed, 'stuff')
  const values = Float64Array.from({ length: COUNT }, () => 1e-6 * stream.lognormal(1.6))
  return {
    catalogue,
    drawn: (datum) => drawDatum(datum, seed, COUNT),
    intensity: () => ({ values, per: 'kg' }),
  }
}
const answers = (...items: ItemAnswer[]): Answers => ({
  country: 'FRA',
  household: 4,
  withServices: false,
  items,
})
const footprint = (of: Answers) => personFootprint(of, evaluation('test'), { seed: 'test', draws: COUNT })
const middle = (of: Answers) => rangeOf(footprint(of).personYears)[1]

describe('units a year', () => {
  it('count what is new to the world, for as long as it is kept, and each person’s part', () => {
    const units = (change: Partial<ItemAnswer>) => unitsPerYear(item('bowl', change), 4)
    expect(units({})).toBe(5)
    expect(units({ secondHand: 1 })).toBe(0)
    expect(units({ secondHand: 0.4 })).toBe(3)
    expect(units({ isShared: true })).toBe(1.25)
    expect(units({ quantity: { kind: 'owned', number: 2, yearsKept: 4 } })).toBe(0.5)
    expect(units({ quantity: { kind: 'owned', number: 2, yearsKept: 4 }, repair: 1 })).toBe(0.25)
  })
})

describe('a person’s footprint', () => {
  it('is the sum of its items in each draw, whatever their order', () => {
    const [a, b] = [item('bowl'), item('cup')]
    const both = footprint(answers(a, b)).personYears as Float64Array
    const swapped = footprint(answers(b, a)).personYears as Float64Array
    const alone = [a, b].map((one) => footprint(answers(one)).personYears as Float64Array)
    for (let draw = 0; draw < COUNT; draw += 97) {
      expect(swapped[draw]! / both[draw]!).toBeCloseTo(1, 12)
      expect((alone[0]![draw]! + alone[1]![draw]!) / both[draw]!).toBeCloseTo(1, 12)
    }
  })

  it('never falls by buying more, and adds nothing for what is second-hand', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (a, more) => {
          const of = (perYear: number) =>
            middle(answers(item('bowl', { quantity: { kind: 'bought', perYear } })))
          expect(of(a + more)).toBeGreaterThanOrEqual(of(a))
        },
      ),
      { numRuns: 20 },
    )
    expect(middle(answers(item('bowl'), item('cup', { secondHand: 1 })))).toBe(middle(answers(item('bowl'))))
  })

  it('has a narrower range for what was told than for a default', () => {
    const spread = (state: 'answered' | 'default') => {
      const [low, , high] = rangeOf(footprint(answers(item('bowl', { state }))).personYears)
      return high / low
    }
    expect(spread('default')).toBeGreaterThan(spread('answered'))
  })
})

describe('shares of variance', () => {
  it('are as published for three independent causes', () => {
    const draws = drawsFor('gain', 'causes')
    const count = 100_000
    const causes = [3, 2, 1].map((sd) => Float64Array.from({ length: count }, () => sd * draws.normal()))
    const sum = causes[0]!.map((value, i) => value + causes[1]![i]! + causes[2]![i]!)
    const shares = shareOfVariance(sum, new Map(causes.map((cause, i) => [String(i), cause])))
    for (const [i, expected] of [9 / 14, 4 / 14, 1 / 14].entries())
      expect(shares.get(String(i))!).toBeCloseTo(expected, 1)
    expect(shareOfVariance(sum, new Map([['certain', 3]])).get('certain')).toBe(0)
  })
})

describe('people reached', () => {
  it('is as published, and within its bounds', () => {
    const cells = [
      { people: 10_000, meetings: 20 },
      { people: 30, meetings: 60 },
    ]
    expect(peopleReached([cells[0]!])).toBeCloseTo(19.980013, 5)
    expect(peopleReached(cells)).toBeCloseTo(45.919955, 5)
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            people: fc.double({ min: 0, max: 1e6, noNaN: true }),
            meetings: fc.double({ min: 0, max: 1e6, noNaN: true }),
          }),
        ),
        (some) => {
          const reached = peopleReached(some)
          const slack = 1 + 1e-9
          expect(reached).toBeLessThanOrEqual(some.reduce((sum, { people }) => sum + people, 0) * slack)
          expect(reached).toBeLessThanOrEqual(some.reduce((sum, { meetings }) => sum + meetings, 0) * slack)
        },
      ),
    )
  })
})

describe('a certified share', () => {
  it('leaves the whole its people', () => {
    const rest = intensityOfRest(5.110997, { share: 0.3, ratio: 0.5 })
    expect(rest).toBeCloseTo(6.20621, 4)
    expect(0.3 * 0.5 * 5.110997 + 0.7 * rest).toBeCloseTo(5.110997, 9)
    expect(intensityOfRest(2, { share: 0.5, ratio: 1 })).toBe(2)
  })
})
