import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, binomialTest, shareTest, wilsonInterval } from './share-test.ts'

describe('the Wilson interval', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (k, n, low, high) => {
    const interval = wilsonInterval(k, n)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('holds the share, and lies within 0 … 1', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const { low, share, high } = wilsonInterval(Math.min(a, b), Math.max(a, b))
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true)
      }),
    )
  })
})

describe('the exact binomial test', () => {
  it.each([
    // R: binom.test(682, 925, p = 0.75), Mendel's peas, Conover 1971, page 97.
    [682, 925, 0.75, 0.3825],
    // Ten of ten with a fair coin: 2 · 2^-10.
    [10, 10, 0.5, 2 / 1024],
    // R: binom.test(51, 235, 1/6): the sixes of a die.
    [51, 235, 1 / 6, 0.04375],
    [5, 10, 0.5, 1],
  ])('%i of %i under %f', (k, n, s, p) => expect(binomialTest(k, n, s)).toBeCloseTo(p, 4))

  it('is certain where the share leaves no choice', () => {
    expect([
      binomialTest(0, 9, 0),
      binomialTest(1, 9, 0),
      binomialTest(9, 9, 1),
      binomialTest(8, 9, 1),
    ]).toEqual([1, 0, 1, 0])
  })

  it('adds up for thousands, and is symmetric in what it counts', () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.nat(3000),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (a, b, s) => {
          const [k, n] = [Math.min(a, b), Math.max(a, b)]
          const p = binomialTest(k, n, s)
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
          expect(binomialTest(n - k, n, 1 - s)).toBeCloseTo(p, 6)
        },
      ),
      { numRuns: 50 },
    )
  })
})

it('Benjamini–Hochberg gives the adjusted values of R’s p.adjust, and leaves out what has none', () => {
  // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") is 0.05 throughout.
  for (const q of benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05])) expect(q).toBeCloseTo(0.05, 12)
  const adjusted = benjaminiHochberg([0.9, null, 0.001, 0.02])
  expect(adjusted[1]).toBeNull()
  expect([adjusted[0], adjusted[2], adjusted[3]]).toEqual([0.9, 0.003, 0.03])
})

describe('the share of a carrier', () => {
  it('is the published 5.6 for 19 % against 3.4 %', () => {
    // Latonero et al. 2012, The Rise of Mobile and the Diffusion of Technology-Facilitated Trafficking.
    const { rows } = shareTest({ 'one prepaid carrier': 190, others: 810 }, { 'one prepaid carrier': 0.034 })
    const row = rows.find((each) => each.name === 'one prepaid carrier')!
    expect(row.ratio).toBeCloseTo(5.6, 1)
    expect(row.low).toBeGreaterThan(0.034)
    expect(row.p).toBeLessThan(1e-30)
    expect(rows.find((each) => each.name === 'others')).toMatchObject({
      expected: null,
      ratio: null,
      p: null,
      q: null,
    })
  })

  it('says nothing of representation below thirty numbers', () => {
    const { rows, numbers, fewest } = shareTest({ a: 20, b: 9 }, { a: 0.1 })
    expect([numbers, fewest]).toEqual([29, 30])
    expect(rows.map(({ ratio, p, q, expected }) => [ratio, p, q, expected])).toEqual([
      [null, null, null, null],
      [null, null, null, null],
    ])
    expect(shareTest({ a: 20, b: 10 }, { a: 0.1 }).rows[0]?.ratio).toBeCloseTo(6.67, 2)
  })

  it('counts nothing as nothing, and names with a share alone as none', () => {
    expect(shareTest({}).rows).toEqual([])
    expect(shareTest({ a: 40 }, { b: 0.5 }).rows[1]).toMatchObject({
      name: 'b',
      numbers: 0,
      share: 0,
      low: 0,
    })
  })
})
