// A fact of a rule: a number with its unit, how sure it is, and where it comes from. Its draws are named after it, so that
// whatever rests on it moves together, and nothing else moves.

import { ok, type Result, refuse } from '@manumit/base'
import { type Draws, drawsFor } from '../numbers/draws.ts'
import type { Values } from './values.ts'

/** How sure a number is. The value is the peak of a triangle, the median of a lognormal. */
export type Doubt =
  | { readonly kind: 'none' }
  | { readonly kind: 'triangular'; readonly low: number; readonly high: number }
  | { readonly kind: 'lognormal'; readonly gsd: number }
  | { readonly kind: 'log-uniform'; readonly low: number; readonly high: number }

export interface Datum {
  readonly id: string
  readonly value: number
  /** As written; parsed and checked where formulas are. */
  readonly unit: string
  readonly doubt: Doubt
  /** Id of a source, or `estimate`: a figure of this project whose source was not read, with a wide range. */
  readonly source: string
  /** The year it stands for. */
  readonly year: number
}

/** Refuses with E_DATUM_BOUNDS where the value lies outside its own bounds. */
export function checkDatum({ id, value, doubt }: Datum): Result<void> {
  const isBounded = doubt.kind === 'triangular' || doubt.kind === 'log-uniform'
  if (isBounded && !(doubt.low <= value && value <= doubt.high))
    return refuse('E_DATUM_BOUNDS', { name: id, value, low: doubt.low, high: doubt.high })
  if (doubt.kind === 'lognormal' && !(doubt.gsd >= 1))
    return refuse('E_DATUM_BOUNDS', { name: id, value: doubt.gsd, low: 1, high: Number.POSITIVE_INFINITY })
  return ok(undefined)
}

/** The datum in each of `count` draws under a seed. */
export function drawDatum(datum: Datum, seed: string, count: number): Values {
  const { value, doubt } = datum
  if (doubt.kind === 'none') return value
  const draws = drawsFor(seed, datum.id)
  const one = drawer(value, doubt, draws)
  return Float64Array.from({ length: count }, one)
}

function drawer(value: number, doubt: Exclude<Doubt, { kind: 'none' }>, draws: Draws): () => number {
  if (doubt.kind === 'triangular') return () => draws.triangular(doubt.low, value, doubt.high)
  if (doubt.kind === 'lognormal') return () => value * draws.lognormal(doubt.gsd)
  return () => draws.logUniform(doubt.low, doubt.high)
}
