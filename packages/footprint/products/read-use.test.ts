import { describe, expect, it } from 'vitest'
import { readShare } from './datum-text.ts'
import { askOf, useOf } from './read-use.ts'

const ASK = {
  unit: 'portion',
  each: '0.1 kg/portion 0.05..0.2 @estimate 2026',
  period: 'week' as const,
  floor: 0,
  ceiling: 50,
  taps: [0, 1, 3],
}
const asked = { id: 'product.rice.use', per: 'kg', ask: null }

describe('a use', () => {
  it('is bought over a year, or owned and kept, by a person or a household', () => {
    const bought = useOf({ bought: '10 kg/year gsd 2 @estimate 2026', ask: ASK }, asked)
    expect(bought.ok && bought.value).toMatchObject({ kind: 'bought', isShared: false, years: null })
    const owned = useOf(
      {
        owned: '1 item/household 0..3 @estimate 2026',
        kept: '10 year 5..20 @estimate 2026',
        ask: { ...ASK, unit: 'item', each: null, period: null },
      },
      { ...asked, per: 'item' },
    )
    expect(owned.ok && owned.value).toMatchObject({ kind: 'owned', isShared: true, years: { value: 10 } })
  })

  it('asks as its family does, where it does not say', () => {
    const familys = askOf(ASK, { id: 'family.food.ask', per: 'kg' })
    const use = useOf(
      { bought: '10 kg/year gsd 2 @estimate 2026' },
      { ...asked, ask: familys.ok ? familys.value : null },
    )
    expect(use.ok && use.value.ask.each?.id).toBe('family.food.ask.each')
  })

  it.each([
    [{ ask: ASK }, 'E_USE_SHAPE'],
    [{ bought: '10 kg/year gsd 2 @estimate 2026' }, 'E_USE_SHAPE'],
    [
      { bought: '10 kg/year gsd 2 @estimate 2026', kept: '3 year 1..5 @estimate 2026', ask: ASK },
      'E_USE_SHAPE',
    ],
    [{ owned: '1 kg 0..2 @estimate 2026', ask: ASK }, 'E_USE_SHAPE'],
    [{ bought: '10 kg gsd 2 @estimate 2026', ask: ASK }, 'E_FORMULA_UNIT'],
    [{ bought: '10 g/year gsd 2 @estimate 2026', ask: ASK }, 'E_FORMULA_UNIT'],
    [{ owned: '1 kg 0..2 @estimate 2026', kept: '3 day 1..5 @estimate 2026', ask: ASK }, 'E_FORMULA_UNIT'],
    [{ bought: 'some', ask: ASK }, 'E_DATUM_TEXT'],
    [{ bought: '10 kg/year gsd 2 @estimate 2026', ask: { ...ASK, taps: [1, 1] } }, 'E_USE_BOUNDS'],
    [{ bought: '10 kg/year gsd 2 @estimate 2026', ask: { ...ASK, taps: [0, 60] } }, 'E_USE_BOUNDS'],
    [{ bought: '10 kg/year gsd 2 @estimate 2026', ask: { ...ASK, each: null } }, 'E_FORMULA_UNIT'],
    [
      {
        bought: '10 kg/year gsd 2 @estimate 2026',
        ask: { ...ASK, each: '1 l/portion exact @estimate 2026' },
      },
      'E_FORMULA_UNIT',
    ],
  ])('is refused where %j does not close', (entry, code) => {
    const use = useOf(entry, asked)
    expect(use.ok || use.error.code).toBe(code)
  })
})

describe('shares of materials', () => {
  it('have the doubt and source that their product says once', () => {
    const share = readShare('product.bar.share.cocoa', 0.3, '0.5..2 @estimate 2026')
    expect(share.ok && share.value).toMatchObject({
      value: 0.3,
      doubt: { kind: 'triangular', low: 0.15, high: 0.6 },
      source: 'estimate',
      year: 2026,
    })
    const exact = readShare('x', 1, 'exact @estimate 2026')
    expect(exact.ok && exact.value.doubt).toEqual({ kind: 'none' })
    for (const [text, code] of [
      ['', 'E_DATUM_TEXT'],
      ['about @estimate 2026', 'E_DATUM_TEXT'],
      ['1.2..2 @estimate 2026', 'E_DATUM_BOUNDS'],
    ] as const) {
      const refused = readShare('x', 1, text)
      expect(refused.ok || refused.error.code).toBe(code)
    }
  })
})
