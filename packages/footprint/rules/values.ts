// A value over draws: one number where it is certain, else a number per draw. And formulas evaluated over such values.

import type { Expression } from './expression.ts'

export type Values = number | Float64Array

/** The value in one draw. */
export const valueAt = (values: Values, draw: number): number =>
  typeof values === 'number' ? values : values[draw]!

/** A formula over draws. `valuesOf` has each name that it rests on: it was checked when it was loaded. */
export function evaluate(expression: Expression, valuesOf: (name: string) => Values): Values {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'name':
      return valuesOf(expression.name)
    case 'negation':
      return combine(0, evaluate(expression.of, valuesOf), (a, b) => a - b)
    case 'call':
      return expression.of
        .map((one) => evaluate(one, valuesOf))
        .reduce((left, right) => combine(left, right, CALLS[expression.function]))
    default:
      return combine(
        evaluate(expression.left, valuesOf),
        evaluate(expression.right, valuesOf),
        OPERATIONS[expression.operator],
      )
  }
}

const OPERATIONS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
} as const

const CALLS = {
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  sum: (a: number, b: number) => a + b,
} as const

/** Draw by draw. */
export function combine(left: Values, right: Values, by: (a: number, b: number) => number): Values {
  if (typeof left === 'number') {
    if (typeof right === 'number') return by(left, right)
    return right.map((value) => by(left, value))
  }
  if (typeof right === 'number') return left.map((value) => by(value, right))
  return left.map((value, draw) => by(value, right[draw]!))
}

export const times = (left: Values, right: Values): Values => combine(left, right, (a, b) => a * b)
export const plus = (left: Values, right: Values): Values => combine(left, right, (a, b) => a + b)
