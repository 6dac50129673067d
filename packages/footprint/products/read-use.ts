// How a product is asked for and how much of it is used by default, from the rule files. An amount's unit is closed with
// its family's here, a question without bounds is refused.

import { ok, type Result, refuse } from '@manumit/base'
import { isSameMeasure, parseUnit } from '@manumit/quantities'
import { z } from 'zod'
import type { Ask, Use } from './catalogue.ts'
import { readDatum } from './datum-text.ts'

export const askEntry = z.strictObject({
  unit: z.string(),
  each: z.string().nullable().default(null),
  period: z.enum(['day', 'week', 'month', 'year']).nullable().default(null),
  floor: z.number().min(0),
  ceiling: z.number().positive(),
  taps: z.array(z.number()).min(2),
})

/** `bought: 5 item/year …`, or `owned: 1 item/household …` with `kept: 10 year …`. */
export const useEntry = z.strictObject({
  bought: z.string().optional(),
  owned: z.string().optional(),
  kept: z.string().optional(),
  ask: askEntry.optional(),
})

interface Asked {
  readonly id: string
  /** What one of the family is counted in. */
  readonly per: string
}

/** @returns refuses with E_USE_BOUNDS, E_FORMULA_UNIT or what readDatum refuses with */
export function askOf(
  { unit, each, period, floor, ceiling, taps }: z.infer<typeof askEntry>,
  { id, per }: Asked,
): Result<Ask> {
  const rises = taps.every((tap, i) => tap >= floor && tap <= ceiling && (i === 0 || tap > taps[i - 1]!))
  if (!rises) return refuse('E_USE_BOUNDS', { name: id, floor, ceiling, taps: taps.join(', ') })
  const ask = { unit, period, floor, ceiling, taps }
  if (each === null) {
    const closes = sameUnit(id, unit, per)
    return closes.ok ? ok({ ...ask, each: null }) : closes
  }
  const datum = readDatum(`${id}.each`, each)
  if (!datum.ok) return datum
  const closes = sameUnit(id, datum.value.unit, `${per}/${unit}`)
  return closes.ok ? ok({ ...ask, each: datum.value }) : closes
}

/**
 * @param asked  with the family's own way of asking, taken where the product has none
 * @returns refuses with E_USE_SHAPE, E_USE_BOUNDS, E_FORMULA_UNIT or what readDatum refuses with
 */
export function useOf(
  { bought, owned, kept, ask: own }: z.infer<typeof useEntry>,
  { id, per, ask: familys }: Asked & { readonly ask: Ask | null },
): Result<Use> {
  const ask: Result<Ask | null> = own ? askOf(own, { id: `${id}.ask`, per }) : ok(familys)
  if (!ask.ok) return ask
  const line = bought ?? owned
  const isOwned = owned !== undefined
  if (
    !ask.value ||
    line === undefined ||
    (bought !== undefined && isOwned) ||
    isOwned !== (kept !== undefined)
  )
    return refuse('E_USE_SHAPE', { name: id })
  const amount = readDatum(id, line)
  if (!amount.ok) return amount
  const isShared = /\/household\b/.test(amount.value.unit)
  const expected = `${per}${isOwned ? '' : '/year'}${isShared ? '/household' : ''}`
  const closes = sameUnit(id, amount.value.unit, expected)
  if (!closes.ok) return closes
  if (kept === undefined)
    return ok({ kind: 'bought', amount: amount.value, years: null, isShared, ask: ask.value })
  const years = readDatum(`${id}.kept`, kept)
  if (!years.ok) return years
  const lasts = sameUnit(id, years.value.unit, 'year')
  return lasts.ok
    ? ok({ kind: 'owned', amount: amount.value, years: years.value, isShared, ask: ask.value })
    : lasts
}

/** Refuses with E_FORMULA_UNIT where two units, factor included, are not the same. */
function sameUnit(formula: string, found: string, expected: string): Result<void> {
  const [left, right] = [parseUnit(found), parseUnit(expected)]
  if (!left.ok) return left
  if (!right.ok) return right
  return isSameMeasure(left.value, right.value) && left.value.factor === right.value.factor
    ? ok(undefined)
    : refuse('E_FORMULA_UNIT', { formula, found, expected })
}
