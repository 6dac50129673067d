import type { Result } from '@manumit/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convert, isSameMeasure, measureOf, parseUnit, product, quantity, quotient, sum } from './index.ts'

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const q = (value: number, unit: string) => must(quantity(value, unit))

describe('parseUnit', () => {
  it.each([
    ['kg', 'kg'],
    ['t/year', 'kg year^-1'],
    ['person-years/t', 'kg^-1 person year'],
    ['US$/kg/year', 'US$ kg^-1 year^-1'],
    ['m2*mm', 'm^3'],
    ['1', '1'],
    ['%', '1'],
    ['kg/kg', '1'],
    ['items/year', 'item year^-1'],
  ])('reads %s as %s', (text, measure) => {
    expect(measureOf(must(parseUnit(text)))).toBe(measure)
  })

  it.each(['', 'furlong', 'kg/', 'kg per year', 'toString', '/'])('refuses “%s”', (text) => {
    const unit = parseUnit(text)
    expect(unit.ok && unit.value.powers).toBe(false)
  })
})

describe('quantities', () => {
  it('converts between units of one measure', () => {
    expect(must(convert(q(1, 'person-years'), must(parseUnit('person-hours')))).value).toBeCloseTo(8766, 9)
    expect(must(convert(q(250, 'g/item'), must(parseUnit('kg/item')))).value).toBeCloseTo(0.25, 12)
  })

  it('adds nothing that measures another thing', () => {
    expect(sum(q(1, 'kg'), q(1, 'item')).ok).toBe(false)
    expect(sum(q(1, 'US$'), q(1, 'EUR')).ok).toBe(false)
    expect(must(sum(q(1, 'kg'), q(500, 'g'))).value).toBe(1.5)
  })

  it('multiplies to the measure that a formula needs', () => {
    const perItem = product(q(0.17, 'kg/item'), q(2.2e-3, 'person-years/t'))
    expect(isSameMeasure(perItem.unit, must(parseUnit('person-years/item')))).toBe(true)
    expect(must(convert(perItem, must(parseUnit('person-years/item')))).value).toBeCloseTo(3.74e-7, 15)
  })

  it('undoes a product by a quotient', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.constantFrom('kg', 't/year', 'US$/kg', 'person-years/t'),
        (a, b, unit) => {
          const left = q(a, 'kg')
          const back = must(convert(quotient(product(left, q(b, unit)), q(b, unit)), left.unit))
          expect(back.value / a).toBeCloseTo(1, 12)
        },
      ),
    )
  })
})
