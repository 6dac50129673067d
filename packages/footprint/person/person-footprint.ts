// Stage 7: a person's share of the world's forced labour. Sums are taken inside each draw, since the world is the same for
// each of a person's things in that draw; ranges are read from the sums, and never added.

import { drawsFor, quantiles } from '../numbers/draws.ts'
import { type Evaluation, evaluateProduct, type ProductFootprint } from '../products/evaluate-product.ts'
import { plus, times, type Values } from '../rules/values.ts'
import { type Answers, type ItemAnswer, unitsPerYear } from './answers.ts'

/** Calendar hours of a year of 365.25 days: time in forced labour, not hours of work. */
export const HOURS_PER_YEAR = 8766

/** How far a quantity may be off, as a share of it: what was told, and what was left at its default. */
const QUANTITY_DOUBT = { answered: 0.2, default: 0.6 } as const

/** p5, p50, p95. */
export type Range = readonly [low: number, middle: number, high: number]

export interface ItemFootprint {
  readonly answer: ItemAnswer
  /** Units a year. */
  readonly units: Values
  /** Person-years a year. */
  readonly personYears: Values
  /** Of one unit, down to its facts. */
  readonly product: ProductFootprint
}

export interface PersonFootprint {
  readonly items: readonly ItemFootprint[]
  /** P in each draw: person-years a year. */
  readonly personYears: Values
}

/**
 * @param evaluation  intensities at the mix of origins of the person's country
 * @param draws       how many; 1,000 for a preview, 10,000 for a result
 */
export function personFootprint(
  answers: Answers,
  evaluation: Evaluation,
  { seed, draws }: { readonly seed: string; readonly draws: number },
): PersonFootprint {
  const items = answers.items.map((answer): ItemFootprint => {
    const product = evaluateProduct(evaluation, answer.product)
    const units = drawUnits(answer, answers.household, { seed, draws })
    return { answer, units, personYears: times(units, product.personYears), product }
  })
  return { items, personYears: items.reduce<Values>((sum, item) => plus(sum, item.personYears), 0) }
}

function drawUnits(
  answer: ItemAnswer,
  household: number,
  { seed, draws }: { readonly seed: string; readonly draws: number },
): Values {
  const units = unitsPerYear(answer, household)
  if (units === 0) return 0
  const doubt = QUANTITY_DOUBT[answer.state]
  const stream = drawsFor(seed, `quantity.${answer.product}`)
  return Float64Array.from({ length: draws }, () => units * stream.triangular(1 - doubt, 1, 1 + doubt))
}

/** The range of a value over draws. */
export function rangeOf(values: Values): Range {
  if (typeof values === 'number') return [values, values, values]
  const [low, middle, high] = quantiles(values, [0.05, 0.5, 0.95])
  return [low!, middle!, high!]
}

/** How many people who live like this make up one person in forced labour, at the median. */
export const peoplePerPerson = (personYears: Values): number => 1 / rangeOf(personYears)[1]

/**
 * How much of the spread of a result each cause has: variance of the mean of ln P within equal bins of the cause, less what
 * chance gives bins of that size, over the variance of ln P.
 *
 * @param causes  values of each cause in each draw; one that is certain has share 0
 * @source first-order effect of Saltelli et al. 2008, by binning; section 8 of the model's reference
 */
export function shareOfVariance(
  result: Float64Array,
  causes: ReadonlyMap<string, Values>,
): Map<string, number> {
  const whole = variance(result)
  return new Map(
    [...causes].map(([name, values]) => [
      name,
      typeof values === 'number' || whole === 0 ? 0 : Math.max(0, betweenBins(result, values) / whole),
    ]),
  )
}

const BINS = 30

function betweenBins(result: Float64Array, cause: Float64Array): number {
  const order = Uint32Array.from(cause, (_, i) => i).sort((a, b) => cause[a]! - cause[b]! || a - b)
  const size = order.length / BINS
  const bins = Array.from({ length: BINS }, (_, bin) =>
    order.subarray(Math.round(bin * size), Math.round((bin + 1) * size)),
  )
  const means = bins.map((bin) => mean(Float64Array.from(bin, (i) => result[i]!)))
  const within = mean(
    Float64Array.from(bins, (bin) => variance(Float64Array.from(bin, (i) => result[i]!)) / bin.length),
  )
  return variance(Float64Array.from(means)) - within
}

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length

function variance(values: Float64Array): number {
  const middle = mean(values)
  return mean(values.map((value) => (value - middle) * (value - middle)))
}

/** Person-years as calendar hours, draw by draw. */
export const hoursOf = (personYears: Values): Values => times(personYears, HOURS_PER_YEAR)
