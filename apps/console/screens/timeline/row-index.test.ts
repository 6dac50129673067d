import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indexRows, rowAt, startOf } from './row-index.ts'

const histogram = {
  total: 9,
  untimed: 2,
  firstUtc: 1000,
  spanMicros: 100,
  kinds: ['call', 'message'],
  counts: [
    [1, 0, 2, 0],
    [0, 0, 3, 1],
  ],
}

it('a row starts in its span, after those of the span that come before it', () => {
  const index = indexRows(histogram)
  expect(index.rows).toBe(9)
  expect(startOf(index, 0)).toEqual({ at: 'moment', utc: 1000, skip: 0 })
  expect(startOf(index, 1)).toEqual({ at: 'moment', utc: 1200, skip: 0 })
  expect(startOf(index, 5)).toEqual({ at: 'moment', utc: 1200, skip: 4 })
  expect(startOf(index, 6)).toEqual({ at: 'moment', utc: 1300, skip: 0 })
})

it('rows without UTC are counted from the first of them', () =>
  expect(startOf(indexRows(histogram), 8)).toEqual({ at: 'moment', utc: null, skip: 1 }))

it('nothing recorded is no row', () =>
  expect(indexRows({ ...histogram, total: 0, untimed: 0, firstUtc: null, counts: [[], []] }).rows).toBe(0))

it('each row is found again by counting from where its page starts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 50 }), (counts) => {
      const index = indexRows({ ...histogram, kinds: ['call'], counts: [counts], untimed: 0 })
      for (let row = 0; row < index.rows; row++) {
        const start = startOf(index, row)
        if (start.at !== 'moment' || start.utc === null) throw new Error('a row with UTC starts at one')
        const span = (start.utc - 1000) / 100
        expect(counts.slice(0, span).reduce((sum, n) => sum + n, 0) + start.skip).toBe(row)
        expect(start.skip).toBeLessThan(counts[span]!)
      }
    }),
  )
})

it('a moment leads to the first row of its span', () => {
  const index = indexRows(histogram)
  expect([0, 1000, 1150, 1200, 1399, 99_999].map((utc) => rowAt(index, utc))).toEqual([0, 0, 1, 1, 6, 7])
})
