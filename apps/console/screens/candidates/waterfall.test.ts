import type { WireCandidate } from '@manumit/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oddsOf, waterfallOf } from './waterfall.ts'

const reason = (bits: number): WireCandidate['reasons'][number] => ({
  comparison: 'name.given',
  bits,
  left: 'Ada',
  right: 'Ada',
  level: 'exact',
  sentence: { id: 'name.exact', data: {} },
  records: [],
})

const candidate = (
  priorBits: number,
  reasons: number[],
  adjustments: number[],
  totalBits?: number,
): WireCandidate => {
  const person = {
    id: 'p',
    label: 'Ada',
    sourceId: 1,
    keys: [],
    names: [],
    records: 1,
    firstUtc: null,
    lastUtc: null,
  }
  return {
    id: 'c',
    left: person,
    right: person,
    reasons: reasons.map(reason),
    adjustments: adjustments.map(reason),
    priorBits,
    totalBits: totalBits ?? [priorBits, ...reasons, ...adjustments].reduce((sum, bits) => sum + bits, 0),
    notCompared: [],
    limits: [],
    state: 'open',
    judgements: [],
  }
}

it('begins each bar where the one before ended, and ends at the total', () => {
  const { bars, isExact } = waterfallOf(candidate(-8, [12, 3], [-2.5]))
  expect(bars.map(({ part, from, to }) => [part, from, to])).toEqual([
    ['prior', 0, -8],
    ['reason', -8, 4],
    ['reason', 4, 7],
    ['adjustment', 7, 4.5],
    ['total', 0, 4.5],
  ])
  expect(isExact).toBe(true)
})

it('says when the stored total is not the sum of its bars', () => {
  expect(waterfallOf(candidate(-8, [12], [], 9)).isExact).toBe(false)
})

it('keeps each bar and tick inside the width, whatever the bits', () => {
  const bits = fc.double({ min: -60, max: 60, noNaN: true })
  fc.assert(
    fc.property(
      bits,
      fc.array(bits, { maxLength: 12 }),
      fc.array(bits, { maxLength: 4 }),
      (prior, reasons, adjustments) => {
        const { bars, zero, ticks } = waterfallOf(candidate(prior, reasons, adjustments))
        for (const { left, width } of bars) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + width).toBeLessThanOrEqual(1)
        }
        expect(zero).toBeGreaterThan(0)
        expect(zero).toBeLessThan(1)
        expect(ticks.length).toBeLessThanOrEqual(10)
        for (const { at } of ticks) expect(at).toBeGreaterThan(0)
      },
    ),
  )
})

it('draws a bar for the reason against to the left of where the sum stood', () => {
  const { bars } = waterfallOf(candidate(0, [6, -4], []))
  expect(bars[2]!.left).toBeCloseTo(bars[1]!.left + bars[1]!.width - bars[2]!.width)
})

it('rounds odds so that they claim no more than they know, and ends at a million to one', () => {
  expect(oddsOf(9.5)).toEqual({ one: 700, other: 1, isMore: false })
  expect(oddsOf(-1)).toEqual({ one: 1, other: 2, isMore: false })
  expect(oddsOf(0)).toEqual({ one: 1, other: 1, isMore: false })
  expect(oddsOf(34)).toEqual({ one: 1_000_000, other: 1, isMore: true })
  expect(oddsOf(-900)).toEqual({ one: 1, other: 1_000_000, isMore: true })
})
