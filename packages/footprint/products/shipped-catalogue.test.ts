import { readdirSync, readFileSync } from 'node:fs'
import { readWorldTables } from '@manumit/importers'
import { describeShared, sharedJson } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { namesIn } from '../rules/expression.ts'
import { baselineV1 } from '../world/configuration.ts'
import { buildWorld } from '../world/world.ts'
import { CATEGORIES } from './categories.ts'
import { type Evaluation, evaluateProduct } from './evaluate-product.ts'
import { factsOf, figuresOf, isMadeOfSourced } from './figures.ts'
import { intensitiesOf, intensityUnitOf, readOutputs, type WorldIntensities } from './outputs.ts'
import { readCatalogue } from './read-catalogue.ts'

const data = new URL('../../../data/footprint/', import.meta.url)
const rules = (folder: string): string[] =>
  readdirSync(new URL(`catalogue/${folder}/`, data))
    .filter((file) => file.endsWith('.yaml') && file !== 'SOURCES.yaml')
    .sort()
    .map((file) => readFileSync(new URL(`catalogue/${folder}/${file}`, data), 'utf8'))

const { tables } = readWorldTables((file) => readFileSync(new URL(`world/${file}`, data)))
const world = buildWorld(tables, baselineV1)
const people = new Map<string, number>()
for (const sectors of world.gtap.values())
  for (const [code, persons] of sectors) people.set(code, (people.get(code) ?? 0) + persons)
const baseline: WorldIntensities = {
  perTonne: (commodity) => world.commodities.get(commodity)?.perTonne,
  people: (sector) => people.get(sector),
}

const sources = rules('sources')
const first = readCatalogue({ sources, materials: [], families: [], products: [] }, () => undefined)
const read = readOutputs(
  readFileSync(new URL('catalogue/outputs.yaml', data), 'utf8'),
  first.catalogue.sources,
)
const { outputs } = read
const { catalogue, issues } = readCatalogue(
  { sources, materials: rules('materials'), families: rules('families'), products: rules('products') },
  intensityUnitOf(baseline, outputs),
)
const point: Evaluation = {
  catalogue,
  intensity: intensitiesOf(baseline, { outputs, drawn: ({ value }) => value }),
  drawn: ({ value }) => value,
}
const personYears = (product: string): number => evaluateProduct(point, product).personYears as number
const products = [...catalogue.products.values()]

describe('the catalogue that is shipped', () => {
  it('is read without an issue', () => {
    expect([...first.issues, ...read.issues, ...issues].map(({ data: about }) => about)).toEqual([])
  })

  it('has more than four hundred products in each walk of life, and says how much of it is estimated', () => {
    const byCategory = Map.groupBy(products, ({ category }) => category)
    expect([...byCategory.keys()].sort()).toEqual([...CATEGORIES].sort())
    for (const category of CATEGORIES) expect(byCategory.get(category)!.length).toBeGreaterThanOrEqual(10)
    expect(products.length).toBeGreaterThanOrEqual(400)
    const sourced = products.filter(isMadeOfSourced)
    expect(sourced.length).toBeGreaterThanOrEqual(150)
    const { all, estimates } = figuresOf(catalogue, outputs)
    const lines = CATEGORIES.map((category) => {
      const of = byCategory.get(category)!
      return `  ${category}: ${of.length}, made of what was read: ${of.filter(isMadeOfSourced).length}`
    })
    console.info(
      [
        `products: ${products.length}, made of what was read: ${sourced.length}`,
        ...lines,
        `figures: ${all}, estimates of this project: ${estimates} (${((100 * estimates) / all).toFixed(1)} %)`,
      ].join('\n'),
    )
  })

  it('stands behind each product with somebody’s time, within reason', () => {
    const odd = products
      .map(({ id }) => ({ id, personYears: personYears(id) }))
      .filter(({ personYears: one }) => !(one >= 1e-9 && one <= 1e-2))
    expect(odd).toEqual([])
  })

  it('asks for each product, with a default and bounds', () => {
    for (const { id, use, words, title } of products) {
      expect(use, id).not.toBeNull()
      expect(title.length, id).toBeGreaterThan(1)
      expect(new Set(words).size, id).toBe(words.length)
      expect(use!.amount.value, id).toBeGreaterThan(0)
    }
    expect(new Set(products.map(({ title }) => title)).size).toBe(products.length)
  })

  it('adds up to a plausible year where everything is left at its default', () => {
    const household = 2.3
    const goods = products
      .filter(({ category }) => category !== 'services')
      .reduce((sum, { id, use }) => {
        const { kind, amount, years, isShared } = use!
        const units =
          (kind === 'owned' ? amount.value / years!.value : amount.value) / (isShared ? household : 1)
        return sum + units * personYears(id)
      }, 0)
    const worldMean = 0.0007
    expect(goods / worldMean).toBeGreaterThan(1 / 4)
    expect(goods / worldMean).toBeLessThan(4)
  })

  it('has nothing that nothing rests on', () => {
    const inputs = [...catalogue.materials.values(), ...catalogue.families.values()].flatMap(
      (rule) => rule.inputs,
    )
    const used = new Set([
      ...inputs.flatMap(({ of }) => ('id' in of ? [`${of.kind} ${of.id}`] : [])),
      ...products.flatMap(({ composition, family }) => [
        ...[...composition.keys()].map((id) => `material ${id}`),
        `family ${family}`,
      ]),
    ])
    const there = [
      ...[...outputs.values()].map(({ kind, id }) => `${kind} ${id}`),
      ...[...catalogue.materials.keys()].map((id) => `material ${id}`),
      ...[...catalogue.families.keys()].map((id) => `family ${id}`),
    ]
    expect(there.filter((name) => !used.has(name))).toEqual([])
    for (const { id, data: facts, inputs: of } of [
      ...catalogue.materials.values(),
      ...catalogue.families.values(),
    ]) {
      const named = new Set(of.flatMap(({ amount }) => namesIn(amount)))
      expect(
        [...facts.keys()].filter((name) => !named.has(name)),
        id,
      ).toEqual([])
    }
    const cited = new Set(
      [
        ...products.flatMap(factsOf),
        ...[...catalogue.materials.values(), ...catalogue.families.values()].flatMap((rule) => [
          ...rule.data.values(),
        ]),
        ...[...outputs.values()].flatMap((output) =>
          output.people ? [...output.factors, output.people] : output.factors,
        ),
      ].map(({ source }) => source),
    )
    expect([...catalogue.sources.keys()].filter((id) => !cited.has(id))).toEqual([])
  })

  it('cites nothing that is out of date', () => {
    const today = new Date().toISOString().slice(0, 10)
    const expired = [...catalogue.sources.values()].filter(
      ({ bestBefore }) => bestBefore !== null && bestBefore < today,
    )
    expect(expired.map(({ id }) => id)).toEqual([])
  })

  it('is wide where it is an estimate', () => {
    const narrow = [...catalogue.materials.values(), ...products]
      .flatMap((rule) => [...rule.data.values()])
      .filter(({ source, doubt }) => source === 'estimate' && doubt.kind === 'none')
    expect(narrow).toEqual([])
  })
})

describeShared('the worked examples of the reference', () => {
  it.each([
    ['t-shirt', 'tshirt'],
    ['milk-chocolate', 'milk_chocolate_1kg'],
    ['smartphone', 'smartphone'],
  ] as const)('are met by %s within a factor of 1.5', (product, target) => {
    const targets = sharedJson<{
      worked_examples: { point_person_years: Record<typeof target, number> }
    }>('footprint/validation_targets.json').worked_examples.point_person_years
    const ratio = personYears(product) / targets[target]
    expect(ratio).toBeGreaterThan(1 / 1.5)
    expect(ratio).toBeLessThan(1.5)
  })
})
