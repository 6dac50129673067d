import type { Result } from '@manumit/base'
import { describeShared, sharedJson } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { drawsFor, quantiles } from '../numbers/draws.ts'
import { type Datum, drawDatum } from '../rules/datum.ts'
import { times, type Values, valueAt } from '../rules/values.ts'
import { readDatum } from './datum-text.ts'
import { type Evaluation, evaluateProduct, type Part } from './evaluate-product.ts'
import { type CatalogueText, readCatalogue } from './read-catalogue.ts'

const SOURCES = `
estimate: { title: Estimate of this project, publisher: Manumit, year: 2026, licence: Apache-2.0 }
`
// The worked examples of the model's reference, section 9.
const MATERIALS = `
cotton-lint:
  title: Cotton lint
  data:
    ginning-yield: 0.36 1 0.34..0.40 @estimate 2024
    lint-value: 0.86 1 0.80..0.92 @estimate 2024
  inputs:
    cotton: { title: Seed cotton, of: commodity seed cotton, amount: lint-value / ginning-yield, unit: kg/kg }
cotton-fabric:
  title: Cotton fabric
  data:
    spinning-loss: 0.13 1 0.08..0.20 @estimate 2024
  inputs:
    lint: { title: Lint spun, of: material cotton-lint, amount: 1 / (1 - spinning-loss), unit: kg/kg }
    textile: { title: Spinning and weaving, of: sector TEX, amount: 1, unit: kg/kg }
`
const FAMILIES = `
garment:
  title: Garment
  per: item
  needs: { mass: kg/item }
  data:
    cutting-waste: 0.15 1 exact @estimate 2024
  inputs:
    fabric: { title: Fabric, of: composition, amount: mass / (1 - cutting-waste), unit: kg/item }
    sewing: { title: Sewing, of: sector WAP, amount: mass, unit: kg/item }
`
const PRODUCTS = `
t-shirt:
  title: T-shirt
  category: clothing
  family: garment
  data: { mass: 0.17 kg/item 0.1445..0.204 @estimate 2024 }
  composition: { cotton-fabric: 1 }
  composed: exact @estimate 2024
`
const TEXT: CatalogueText = {
  sources: [SOURCES],
  materials: [MATERIALS],
  families: [FAMILIES],
  products: [PRODUCTS],
}
const perKilogram = () => 'kg'

const COUNT = 10_000
const cotton = 2.2e-6
const textile = 223_582 / 116e9
const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function evaluation(seed: string | null): Evaluation {
  const { catalogue, issues } = readCatalogue(TEXT, perKilogram)
  expect(issues).toEqual([])
  const factor = (name: string, gsd: number): Values =>
    seed === null
      ? 1
      : Float64Array.from(
          { length: COUNT },
          (
            (draws) => () =>
              draws.lognormal(gsd)
          )(drawsFor(seed, name)),
        )
  const apparel =
    seed === null
      ? 116e9 * 0.6
      : drawDatum(must(readDatum('apparel', '69.6e9 kg/year 58e9..81.2e9 @estimate 2022')), seed, COUNT)
  const world = factor('world', 1.6)
  const intensities: Readonly<Record<string, Values>> = {
    'seed cotton': times(times(factor('cotton', 2), world), cotton),
    TEX: times(times(factor('textile', 1.8), world), textile),
    WAP: times(
      times(times(factor('sewing', 1.8), world), 155_236),
      typeof apparel === 'number' ? 1 / 70e9 : apparel.map((tonnes) => 1 / tonnes),
    ),
  }
  const drawn = (datum: Datum): Values => (seed === null ? datum.value : drawDatum(datum, seed, COUNT))
  return { catalogue, drawn, intensity: (_, id) => ({ values: intensities[id]!, per: 'kg' }) }
}

describe('a product', () => {
  it('comes to the worked example, stage by stage', () => {
    const { personYears, parts } = evaluateProduct(evaluation(null), 't-shirt')
    expect(personYears).toBeCloseTo(1.971e-6, 9)
    const [fabric, sewing] = parts
    const [lint, spinning] = fabric!.parts[0]!.parts
    expect(lint!.parts[0]!.personYears).toBeCloseTo(1.208e-6, 9)
    expect(spinning!.personYears).toBeCloseTo(3.85e-7, 9)
    expect(sewing!.personYears).toBeCloseTo(3.77e-7, 9)
  })

  it('is the sum of its parts, at each knot of the tree and in each draw', () => {
    const { personYears, parts } = evaluateProduct(evaluation('sums'), 't-shirt')
    const check = (whole: Values, of: readonly Part[]): void => {
      if (of.length === 0) return
      for (const draw of [0, 1, COUNT - 1])
        expect(of.reduce((sum, part) => sum + valueAt(part.personYears, draw), 0)).toBeCloseTo(
          valueAt(whole, draw),
          15,
        )
      for (const part of of) check(part.personYears, part.parts)
    }
    check(personYears, parts)
  })

  it('is the same bytes for the same seed', () => {
    const once = () => evaluateProduct(evaluation('same'), 't-shirt').personYears
    expect(once()).toEqual(once())
  })
})

describeShared('the published ranges of the worked examples', () => {
  it('hold for a T-shirt', () => {
    const targets = sharedJson<{
      worked_examples: {
        point_person_years: { tshirt: number }
        monte_carlo_p5_p50_p95: { tshirt: [number, number, number] }
      }
    }>('footprint/validation_targets.json').worked_examples
    const point = evaluateProduct(evaluation(null), 't-shirt').personYears as number
    expect(Math.abs(point / targets.point_person_years.tshirt - 1)).toBeLessThan(0.003)
    const found = quantiles(
      evaluateProduct(evaluation('worked'), 't-shirt').personYears as Float64Array,
      [0.05, 0.5, 0.95],
    )
    const tolerance = [0.05, 0.03, 0.05]
    for (const [i, target] of targets.monte_carlo_p5_p50_p95.tshirt.entries())
      expect(Math.abs(found[i]! / target - 1)).toBeLessThan(tolerance[i]!)
  })
})

describe('reading a catalogue', () => {
  const codesOf = (change: Partial<CatalogueText>) =>
    readCatalogue({ ...TEXT, ...change }, (kind, id) =>
      kind === 'mineral' ? undefined : id && 'kg',
    ).issues.map(({ code, data }) => data?.code ?? code)

  it('leaves out what is wrong, with its reason, and what rests on it', () => {
    expect(codesOf({ sources: [] })).toContain('E_RULE_SOURCE')
    expect(codesOf({ materials: [MATERIALS.replace('1 / (1 - spinning-loss)', 'spinning-loss +')] })).toEqual(
      ['E_FORMULA_SYNTAX', 'E_RULE_PRODUCT'],
    )
    expect(codesOf({ families: [FAMILIES.replace('amount: mass,', 'amount: mass * mass,')] })).toContain(
      'E_FORMULA_UNIT',
    )
    expect(codesOf({ families: [FAMILIES.replace('sector WAP', 'mineral gold')] })).toContain('E_RULE_STAGE')
    expect(codesOf({ products: [PRODUCTS.replace('cotton-fabric: 1', 'cotton-fabric: 0.9')] })).toEqual([
      'E_RULE_PRODUCT',
    ])
    expect(codesOf({ products: [PRODUCTS.replace('mass: 0.17 kg', 'weight: 0.17 kg')] })).toEqual([
      'E_RULE_PRODUCT',
    ])
    expect(codesOf({ products: [PRODUCTS, PRODUCTS] })).toEqual(['E_RULE_SHAPE'])
    expect(codesOf({ products: ['a: [', 'just text'] })).toEqual(['E_RULE_SHAPE', 'E_RULE_SHAPE'])
  })

  it.each([
    ['0.17 kg/item 0.2..0.3 @estimate 2024', 'E_DATUM_BOUNDS'],
    ['0.17 kg/item gsd 0.5 @estimate 2024', 'E_DATUM_BOUNDS'],
    ['0.17 stone exact @estimate 2024', 'E_UNIT_UNKNOWN'],
    ['0.17 kg/item', 'E_DATUM_TEXT'],
    ['about 1 kg exact @estimate 2024', 'E_DATUM_TEXT'],
  ])('refuses the fact “%s”', (text, code) => {
    const read = readDatum('x', text)
    expect(read.ok || read.error.code).toBe(code)
  })
})
