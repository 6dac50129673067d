import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawsFor, quantiles } from './draws.ts'
import { cosTurns, exp, log } from './functions.ts'

describe('functions of our own', () => {
  it('are what the engine gives, to some units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15)
      }),
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))))
      }),
    )
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (u) => {
        expect(Math.abs(cosTurns(u) - Math.cos(2 * Math.PI * u))).toBeLessThan(4e-15)
      }),
    )
  })

  it('know the ends of their ranges', () => {
    expect([exp(0), log(1), cosTurns(0), cosTurns(0.25), cosTurns(0.5)]).toEqual([1, 0, 1, -0, -1])
    expect([exp(1000), exp(-1000), log(0)]).toEqual([Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY])
    expect([log(-1), exp(Number.NaN), log(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10)
  })

  it('give these very bytes on every engine', () => {
    expect([exp(2), log(3), cosTurns(0.1)]).toEqual([
      7.38905609893065, 1.0986122886681098, 0.8090169943749475,
    ])
  })
})

describe('draws', () => {
  const many = (draw: () => number, count = 20_000) => Float64Array.from({ length: count }, draw)
  const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length

  it('are the same for a name and a seed, and others for another', () => {
    const first = (seed: string, name: string) => drawsFor(seed, name).uniform()
    expect(first('a', 'cotton')).toBe(first('a', 'cotton'))
    expect(new Set([first('a', 'cotton'), first('b', 'cotton'), first('a', 'cocoa')]).size).toBe(3)
    expect(first('locked', 'stream')).toBe(0.4950386564447525)
  })

  it('have the quantiles of their distributions', () => {
    const draws = drawsFor('test', 'quantiles')
    const [low, middle, high] = quantiles(
      many(() => draws.normal()),
      [0.05, 0.5, 0.95],
    )
    expect(low).toBeCloseTo(-1.645, 1)
    expect(middle).toBeCloseTo(0, 1)
    expect(high).toBeCloseTo(1.645, 1)
    const [l5, l50, l95] = quantiles(
      many(() => draws.lognormal(1.6)),
      [0.05, 0.5, 0.95],
    )
    expect(l5! * l95!).toBeCloseTo(1, 1)
    expect(l50).toBeCloseTo(1, 1)
    expect(mean(many(() => draws.lognormal(1.6)))).toBeCloseTo(1.117, 1)
    expect(mean(many(() => draws.triangular(0.08, 0.13, 0.2)))).toBeCloseTo((0.08 + 0.13 + 0.2) / 3, 2)
    expect(mean(many(() => draws.gamma(0.4)))).toBeCloseTo(0.4, 1)
    expect(mean(many(() => draws.gamma(7)))).toBeCloseTo(7, 0)
  })

  it('keep triangular draws inside, and the sum of a Dirichlet 1', () => {
    const draws = drawsFor('test', 'bounds')
    expect(many(() => draws.triangular(2, 3, 5)).every((x) => x >= 2 && x <= 5)).toBe(true)
    const parts = draws.dirichlet([8, 0, 2])
    expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12)
    expect(parts[1]).toBe(0)
  })
})
