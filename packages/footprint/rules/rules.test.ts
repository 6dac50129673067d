import type { Result } from '@manumit/base'
import { measureOf, parseUnit, type Unit } from '@manumit/quantities'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawDatum } from './datum.ts'
import { expressionText, namesIn, parseExpression } from './expression.ts'
import { requireUnit, unitOfFormula } from './formula-unit.ts'
import { evaluate, type Values } from './values.ts'

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data)}`)
  return result.value
}
const unit = (text: string): Unit => must(parseUnit(text))
const at = (formula: string, values: Readonly<Record<string, Values>> = {}) =>
  evaluate(must(parseExpression(formula)), (name) => values[name]!)

describe('formulas', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 / 4 / 2', 1],
    ['10 - 3 - 2', 5],
    ['-2 * -3', 6],
    ['max(1, 2 * 4, 3) - min(5, 2)', 6],
    ['sum(1, 2, 3)', 6],
    ['1.5e3 / 1e-3', 1.5e6],
  ])('%s is %d', (formula, value) => {
    expect(at(formula)).toBe(value)
  })

  it.each([
    '',
    '1 +',
    '(1',
    '1)',
    'exp(2)',
    'a b',
    '1 $ 2',
    'max()',
    'max(1,)',
    '*2',
  ])('“%s” is refused', (formula) => {
    const parsed = parseExpression(formula)
    expect(parsed.ok || parsed.error.code).toBe('E_FORMULA_SYNTAX')
  })

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseExpression(text)
        if (parsed.ok) expect(namesIn(parsed.value).length).toBeLessThanOrEqual(text.length)
      }),
    )
    expect(parseExpression('('.repeat(10_000)).ok).toBe(false)
    expect(parseExpression('-'.repeat(10_000)).ok).toBe(false)
  })

  it('reads names with hyphens and dots, and a minus between spaces', () => {
    expect(namesIn(must(parseExpression('mass * (1 - cutting-waste) / share.cotton')))).toEqual([
      'mass',
      'cutting-waste',
      'share.cotton',
    ])
  })

  it('prints a formula that reads back as the same value', () => {
    const tree = fc.letrec((tie) => ({
      whole: fc.oneof(
        { depthSize: 'small' },
        fc.integer({ min: 1, max: 9 }).map(String),
        fc
          .tuple(tie('whole'), fc.constantFrom('+', '-', '*', '/'), tie('whole'))
          .map(([a, o, b]) => `(${a} ${o} ${b})`),
      ),
    })).whole
    fc.assert(
      fc.property(tree, (formula) => {
        const printed = expressionText(must(parseExpression(String(formula))))
        const again = printed.replaceAll('−', '-').replaceAll('×', '*').replaceAll('÷', '/')
        const [value, expected] = [at(again) as number, at(String(formula)) as number]
        // a × (b ÷ c) prints as a × b ÷ c, which may differ in the last digit.
        expect(Object.is(value, expected) || Math.abs(value / expected - 1) < 1e-12).toBe(true)
      }),
    )
  })
})

describe('units of formulas', () => {
  const units: Readonly<Record<string, Unit>> = {
    mass: unit('kg/item'),
    waste: unit('1'),
    cotton: unit('person-years/kg'),
    price: unit('US$/item'),
  }
  const unitOf = (formula: string) => unitOfFormula(must(parseExpression(formula)), (name) => units[name])

  it('close', () => {
    const found = must(unitOf('mass / (1 - waste) * cotton'))
    expect(measureOf(found)).toBe('item^-1 person year')
    expect(requireUnit('…', found, unit('person-years/item')).ok).toBe(true)
    expect(requireUnit('…', found, unit('person-hours/item')).ok).toBe(false)
  })

  it('are refused where they do not', () => {
    const codes = ['mass + price', 'mass + 1', 'mass * nothing', 'max(mass, waste)'].map((formula) => {
      const found = unitOf(formula)
      return found.ok || found.error.code
    })
    expect(codes).toEqual(['E_FORMULA_UNIT', 'E_FORMULA_UNIT', 'E_FORMULA_NAME', 'E_FORMULA_UNIT'])
  })
})

describe('values over draws', () => {
  it('combine draw by draw with certain numbers', () => {
    expect(at('a * 2 + b', { a: Float64Array.of(1, 2), b: 10 })).toEqual(Float64Array.of(12, 14))
    expect(at('a / b', { a: Float64Array.of(1, 2), b: Float64Array.of(2, 8) })).toEqual(
      Float64Array.of(0.5, 0.25),
    )
  })

  it('are drawn by name: a datum moves with itself and with nothing else', () => {
    const datum = (id: string) =>
      ({
        id,
        value: 1,
        unit: '1',
        doubt: { kind: 'lognormal', gsd: 2 },
        source: 'estimate',
        year: 2024,
      }) as const
    expect(drawDatum(datum('a'), 'seed', 5)).toEqual(drawDatum(datum('a'), 'seed', 5))
    expect(drawDatum(datum('a'), 'seed', 5)).not.toEqual(drawDatum(datum('b'), 'seed', 5))
  })
})
