// The unit that a formula comes to. Sums need the same measure on each side, so a formula whose units do not close is found
// when it is loaded, not when somebody reads its result.

import { ok, type Result, refuse } from '@manumit/base'
import { combined, isSameMeasure, measureOf, parseUnit, type Unit } from '@manumit/quantities'
import { type Expression, expressionText } from './expression.ts'

const ONE = parseUnit('1')

/**
 * @param unitOf  unit of a name; undefined where there is no such name
 * @returns refuses with E_FORMULA_NAME or E_FORMULA_UNIT
 */
export function unitOfFormula(
  expression: Expression,
  unitOf: (name: string) => Unit | undefined,
): Result<Unit> {
  const formula = expressionText(expression)
  function visit(one: Expression): Result<Unit> {
    switch (one.kind) {
      case 'number':
        return ONE
      case 'name': {
        const unit = unitOf(one.name)
        return unit ? ok(unit) : refuse('E_FORMULA_NAME', { formula, name: one.name })
      }
      case 'negation':
        return visit(one.of)
      case 'call':
        return same(one.of)
      default:
        if (one.operator === '+' || one.operator === '-') return same([one.left, one.right])
        return both(one.left, one.right, one.operator === '*' ? 1 : -1)
    }
  }
  function same(of: readonly Expression[]): Result<Unit> {
    const [first, ...others] = of.map(visit)
    if (!first!.ok) return first!
    for (const other of others) {
      if (!other.ok) return other
      if (!isSameMeasure(first!.value, other.value) || first!.value.factor !== other.value.factor)
        return refuse('E_FORMULA_UNIT', {
          formula,
          found: describe(other.value),
          expected: describe(first!.value),
        })
    }
    return first!
  }
  function both(left: Expression, right: Expression, sign: 1 | -1): Result<Unit> {
    const a = visit(left)
    if (!a.ok) return a
    const b = visit(right)
    return b.ok ? ok(combined(a.value, b.value, sign)) : b
  }
  return visit(expression)
}

/** Refuses with E_FORMULA_UNIT where a formula's unit is not the one asked for, factor included. */
export function requireUnit(formula: string, found: Unit, expected: Unit): Result<void> {
  if (isSameMeasure(found, expected) && Math.abs(found.factor / expected.factor - 1) < 1e-9)
    return ok(undefined)
  return refuse('E_FORMULA_UNIT', { formula, found: describe(found), expected: describe(expected) })
}

const describe = (unit: Unit): string =>
  unit.factor === 1 ? measureOf(unit) : `${unit.factor} ${measureOf(unit)}`
