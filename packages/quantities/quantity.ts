// A number with its unit. Sums need the same measure; products make new ones.

import { ok, type Result, refuse } from '@manumit/base'
import { combined, isSameMeasure, measureOf, parseUnit, type Unit } from './unit.ts'

export interface Quantity {
  readonly value: number
  readonly unit: Unit
}

/** A quantity from a number and a unit as written. Refuses E_UNIT_UNKNOWN. */
export function quantity(value: number, unit: string): Result<Quantity> {
  const parsed = parseUnit(unit)
  return parsed.ok ? ok({ value, unit: parsed.value }) : parsed
}

/** The same amount in another unit. Refuses E_UNIT_MISMATCH. */
export function convert({ value, unit }: Quantity, to: Unit): Result<Quantity> {
  if (!isSameMeasure(unit, to))
    return refuse('E_UNIT_MISMATCH', { found: measureOf(unit), expected: measureOf(to) })
  return ok({ value: (value * unit.factor) / to.factor, unit: to })
}

/** a + b, in the unit of a. Refuses E_UNIT_MISMATCH. */
export function sum(a: Quantity, b: Quantity): Result<Quantity> {
  const same = convert(b, a.unit)
  return same.ok ? ok({ value: a.value + same.value.value, unit: a.unit }) : same
}

/** a · b. */
export const product = (a: Quantity, b: Quantity): Quantity => ({
  value: a.value * b.value,
  unit: combined(a.unit, b.unit, 1),
})

/** a ÷ b; dividing by nothing gives what the number system gives, and the caller looks. */
export const quotient = (a: Quantity, b: Quantity): Quantity => ({
  value: a.value / b.value,
  unit: combined(a.unit, b.unit, -1),
})
