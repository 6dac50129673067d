// The geometry of a waterfall: prior, one bar for each reason and each adjustment, total; in bits (log₂), each bar beginning
// where the one before ended. Drawn by waterfall.tsx, with the same figures as text beside each bar.
// Idea: Splink's waterfall chart; there without the raw values.

import type { WireCandidate } from '@manumit/contract'

type ReasonBar = WireCandidate['reasons'][number]

export interface WaterfallBar {
  readonly part: 'prior' | 'reason' | 'adjustment' | 'total'
  /** The reason it draws; null for prior and total. */
  readonly reason: ReasonBar | null
  readonly bits: number
  /** Sum before and after it, in bits. */
  readonly from: number
  readonly to: number
  /** Left end and width as parts of the whole width, 0–1. */
  readonly left: number
  readonly width: number
}

export interface Waterfall {
  readonly bars: readonly WaterfallBar[]
  /** Where 0 bits lies, 0–1: left of it against, right of it for. */
  readonly zero: number
  /** Whole numbers of bits to mark on the axis, with their places. */
  readonly ticks: readonly { readonly bits: number; readonly at: number }[]
}

/** Room at both ends, as a part of the range, so that no bar touches the edge. */
const MARGIN = 0.04
const MOST_TICKS = 9

/** @returns bars from the prior down to the total. The total is the stored one; `isExact` tells whether the bars add up to it. */
export function waterfallOf(candidate: WireCandidate): Waterfall & { readonly isExact: boolean } {
  const steps: readonly Pick<WaterfallBar, 'part' | 'reason' | 'bits'>[] = [
    { part: 'prior', reason: null, bits: candidate.priorBits },
    ...candidate.reasons.map((reason) => ({ part: 'reason', reason, bits: reason.bits }) as const),
    ...candidate.adjustments.map((reason) => ({ part: 'adjustment', reason, bits: reason.bits }) as const),
  ]
  let sum = 0
  const spans = steps.map((step) => {
    const from = sum
    sum += step.bits
    return { ...step, from, to: sum }
  })
  const total = {
    part: 'total',
    reason: null,
    bits: candidate.totalBits,
    from: 0,
    to: candidate.totalBits,
  } as const
  const rows = [...spans, total]
  const lowest = Math.min(0, ...rows.map(({ from, to }) => Math.min(from, to)))
  const highest = Math.max(0, ...rows.map(({ from, to }) => Math.max(from, to)))
  const range = Math.max(highest - lowest, 1)
  const start = lowest - range * MARGIN
  const whole = range * (1 + 2 * MARGIN)
  const at = (bits: number): number => (bits - start) / whole
  return {
    bars: rows.map((row) => ({
      ...row,
      left: at(Math.min(row.from, row.to)),
      width: Math.abs(row.to - row.from) / whole,
    })),
    zero: at(0),
    ticks: ticksBetween(lowest, highest).map((bits) => ({ bits, at: at(bits) })),
    isExact: Math.abs(sum - candidate.totalBits) < 0.05,
  }
}

function ticksBetween(lowest: number, highest: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (highest - lowest) / size < MOST_TICKS) ?? 500
  const first = Math.ceil(lowest / step)
  return Array.from({ length: Math.floor(highest / step) - first + 1 }, (_, index) => (first + index) * step)
}

/** Beyond this, odds say no more than that they are long: no weight is known so well. */
const LONGEST_ODDS = 1_000_000

export interface Odds {
  readonly one: number
  readonly other: number
  /** The true figure is beyond it. */
  readonly isMore: boolean
}

/** 9.5 bits as the odds they stand for, rounded so that they claim no more than they know: 700 to 1. */
export function oddsOf(bits: number): Odds {
  const odds = Math.min(2 ** Math.min(Math.abs(bits), 40), LONGEST_ODDS)
  const rounded = Number(odds.toPrecision(odds < 10 ? 2 : 1))
  const isMore = odds === LONGEST_ODDS
  return bits >= 0 ? { one: rounded, other: 1, isMore } : { one: 1, other: rounded, isMore }
}

/** +9.5, −3.0, 0.0: a sign always, with a true minus. */
export const bitsText = (bits: number): string => {
  const text = Math.abs(bits).toFixed(1)
  return Number(text) === 0 ? '0.0' : `${bits > 0 ? '+' : '−'}${text}`
}
