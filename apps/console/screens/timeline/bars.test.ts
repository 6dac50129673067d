import { expect, it } from 'vitest'
import { barsOf, brushOf, movedBrush, rangeOf, total } from './bars.ts'

const histogram = {
  total: 12,
  untimed: 0,
  firstUtc: 0,
  spanMicros: 10,
  kinds: ['call', 'message'],
  counts: [
    [1, 0, 2, 0, 1, 0],
    [0, 4, 3, 1, 0, 0],
  ],
}

it('joins spans until there are few enough bars, and counts none twice', () => {
  const bars = barsOf(histogram, 3)!
  expect(bars.barMicros).toBe(20)
  expect(bars.counts).toEqual([
    [1, 4],
    [2, 4],
    [1, 0],
  ])
  expect(bars.most).toBe(6)
  expect(total(bars.counts.flat())).toBe(12)
})

it('has no bars where nothing has a time', () =>
  expect(barsOf({ ...histogram, firstUtc: null }, 10)).toBeNull())

it('a range and the brush that shows it are one', () => {
  const bars = barsOf(histogram, 10)!
  expect(bars.counts).toHaveLength(5)
  expect(brushOf(bars, undefined, undefined)).toEqual({ start: 0, end: 5 })
  expect(rangeOf(bars, { start: 1, end: 3 })).toEqual({ from: 10, to: 29 })
  expect(brushOf(bars, 10, 29)).toEqual({ start: 1, end: 3 })
  expect(rangeOf(bars, { start: 0, end: 5 })).toEqual({ from: undefined, to: undefined })
})

it('an end moves up to the other, not past it', () => {
  const bars = barsOf(histogram, 10)!
  expect(movedBrush(bars, { start: 1, end: 3 }, 'start', 9)).toEqual({ start: 2, end: 3 })
  expect(movedBrush(bars, { start: 1, end: 3 }, 'end', 0)).toEqual({ start: 1, end: 2 })
})
