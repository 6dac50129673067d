import { describe, expect, it } from 'vitest'
import { drawDatum } from '../rules/datum.ts'
import type { Source } from './catalogue.ts'
import { intensitiesOf, intensityUnitOf, readOutputs, type WorldIntensities } from './outputs.ts'

const source: Source = {
  id: 'estimate',
  title: 'Estimate',
  publisher: 'Manumit',
  year: 2026,
  licence: 'Apache-2.0',
  address: null,
  bestBefore: null,
}
const sources = new Map([['estimate', source]])
const TEXT = `
TEX: { title: Textiles, kind: sector, output: [50 kg/year 40..60 @estimate 2022, 2 1 exact @estimate 2022], sectors: [TEX, WAP] }
gold: { title: Gold, kind: mineral, output: 10 kg/year exact @estimate 2022, people: 5 person gsd 3 @estimate 2022 }
`
const world: WorldIntensities = {
  perTonne: (commodity) => (commodity === 'cocoa' ? 4 : undefined),
  people: (sector) => ({ TEX: 20, WAP: Float64Array.of(30, 80) })[sector],
}

describe('outputs of the world', () => {
  it('give person-years per unit, of a sector’s people or of people counted apart', () => {
    const { outputs, issues } = readOutputs(TEXT, sources)
    expect(issues).toEqual([])
    const intensity = intensitiesOf(world, { outputs, drawn: ({ value }) => value })
    expect(intensity('sector', 'TEX')).toEqual({ values: Float64Array.of(0.5, 1), per: 'kg' })
    expect(intensity('mineral', 'gold')).toEqual({ values: 0.5, per: 'kg' })
    expect(intensity('commodity', 'cocoa')).toEqual({ values: 0.004, per: 'kg' })
  })

  it('are drawn once, so that all that rests on one moves together', () => {
    const { outputs } = readOutputs(TEXT, sources)
    let drawn = 0
    const intensity = intensitiesOf(world, {
      outputs,
      drawn: (datum) => {
        drawn++
        return drawDatum(datum, 'once', 10)
      },
    })
    expect(intensity('mineral', 'gold')).toBe(intensity('mineral', 'gold'))
    expect(drawn).toBe(2)
  })

  it('are there for what the world has a figure of, and for nothing else', () => {
    const { outputs } = readOutputs(TEXT, sources)
    const unitOf = intensityUnitOf(world, outputs)
    expect(unitOf('sector', 'TEX')).toBe('kg')
    expect(unitOf('mineral', 'TEX')).toBeUndefined()
    expect(unitOf('commodity', 'tea')).toBeUndefined()
    expect(intensityUnitOf({ ...world, people: () => undefined }, outputs)('sector', 'TEX')).toBeUndefined()
  })

  it.each([
    ['a: [', 'E_RULE_SHAPE'],
    ['TEX: { title: Textiles, kind: sector }', 'E_RULE_SHAPE'],
    ['TEX: { title: Textiles, kind: sector, output: 1 kg/year exact @estimate 2022 }', 'E_RULE_SHAPE'],
    [
      'TEX: { title: Textiles, kind: sector, output: 1 m/year exact @estimate 2022, sectors: [TEX] }',
      'E_RULE_SHAPE',
    ],
    [
      'TEX: { title: T, kind: sector, output: [2 m3/year exact @estimate 2022, 2 kg/m exact @estimate 2022], sectors: [TEX] }',
      'E_RULE_SHAPE',
    ],
    ['TEX: { title: Textiles, kind: sector, output: much, sectors: [TEX] }', 'E_RULE_REFUSED'],
    [
      'TEX: { title: T, kind: sector, output: 1 kg/year exact @elsewhere 2022, sectors: [TEX] }',
      'E_RULE_REFUSED',
    ],
  ])('leave out “%s” with its reason', (text, code) => {
    const { outputs, issues } = readOutputs(text, sources)
    expect(outputs.size).toBe(0)
    expect(issues.map((issue) => issue.code)).toEqual([code])
  })
})
