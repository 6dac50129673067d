import { readFileSync } from 'node:fs'
import {
  baselineV1,
  buildWorld,
  drawWorld,
  MACRO_SECTORS,
  peopleOfAllForms,
  quantiles,
  sectorTotals,
  type World,
} from '@manumit/footprint'
import { describeShared, sharedBytes, sharedJson } from '@manumit/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { readTable } from '../table.ts'
import { readWorldTables } from './world-tables.ts'

const folder = new URL('../../../data/footprint/world/', import.meta.url)
const { tables, issues } = readWorldTables((file) => readFileSync(new URL(file, folder)))

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0)

describe('the tables of the world', () => {
  it('are read without an issue', () => {
    expect(issues).toEqual([])
    expect(tables.countries.length).toBe(180)
    expect(tables.gtap.regions.size).toBe(140)
    expect(tables.gtap.sectors.length).toBe(57)
    expect(tables.listedGoods.length).toBe(467)
  })

  it('are read as far as they go where one is torn', () => {
    const torn = readWorldTables((file) => readFileSync(new URL(file, folder)).subarray(0, 3000))
    expect(torn.issues.length).toBeGreaterThan(0)
    expect(torn.tables.countries.length).toBeGreaterThan(10)
  })
})

describe('the world as baseline-v1 sees it', () => {
  let world: World
  beforeAll(() => {
    world = buildWorld(tables, baselineV1)
  })

  it('adds up to the people in forced labour in the private economy', () => {
    expect(sumOf(world.countries.map(({ people }) => people))).toBeCloseTo(17_300_000, 3)
    expect(world.sectors.error).toBeLessThan(1e-6)
    for (const sector of MACRO_SECTORS)
      expect(sumOf([...world.sectors.of.values()].map((of) => of[sector]))).toBeCloseTo(
        sectorTotals(tables)[sector],
        4,
      )
  })

  it('loses nobody of agriculture between sector and commodities', () => {
    const { commodities, forestry, unallocated } = world.agriculture
    const parts =
      sumOf(commodities.map(({ people }) => people)) + sumOf(forestry.values()) + sumOf(unallocated.values())
    expect(parts).toBeCloseTo(sectorTotals(tables).agriculture, 3)
    const back = [...world.commodities.values()].map(({ perTonne, tonnes }) => perTonne * tonnes)
    expect(sumOf(back)).toBeCloseTo(sumOf(commodities.map(({ people }) => people)), 3)
  })

  it('moves nobody out of a country when a multiplier changes', () => {
    const other = buildWorld(tables, { ...baselineV1, multipliers: { forced: 10, child: 2 } })
    const byCountry = (of: World) =>
      Map.groupBy(of.agriculture.commodities, ({ iso3 }) => iso3)
        .entries()
        .map(
          ([iso3, rows]) =>
            [iso3, sumOf(rows.map(({ people }) => people)) + of.agriculture.forestry.get(iso3)!] as const,
        )
    const before = new Map(byCountry(world))
    for (const [iso3, people] of byCountry(other)) expect(people).toBeCloseTo(before.get(iso3)!, 5)
  })
})

describeShared('baseline-v1 against what was published for it', () => {
  const world = buildWorld(tables, baselineV1)
  const rowsOf = <const C extends Parameters<typeof readTable>[2]>(
    file: string,
    columns: C,
    ignored: string[] = [],
  ) => {
    const table = readTable(file, sharedBytes(`footprint/${file}`), columns, { ignored })
    expect(table.issues).toEqual([])
    return table.rows
  }
  const targets = sharedJson<{
    published: {
      gsi_times_scaler_sum_persons: number
      regional_forced_labour_all_forms_millions: Record<string, { model: number; ilo: number }>
    }
    closure: {
      macro_sector_persons: Record<string, number>
      agriculture_split_persons: Record<string, number>
    }
    prototype_v1: {
      person_years_per_1000_t_world: Record<string, number>
      evidence_multiplier_sensitivity_person_years_per_1000_t: {
        pairs_forced_then_child: [number, number][]
      } & Record<string, number[]>
      structure_sensitivity_person_years_per_1000_t: Record<string, Record<string, number>>
    }
  }>('footprint/validation_targets.json')

  it('ships the tables it was computed from', () => {
    for (const file of ['gsi2023_country_facts.csv', 'fao_production_value_by_country.csv'])
      expect(readFileSync(new URL(file, folder)).equals(sharedBytes(`footprint/${file}`))).toBe(true)
  })

  it('has the world and region totals', () => {
    expect(peopleOfAllForms(tables.countries)).toBeCloseTo(targets.published.gsi_times_scaler_sum_persons, 1)
    for (const [region, { model, ilo }] of Object.entries(
      targets.published.regional_forced_labour_all_forms_millions,
    )) {
      const ours = peopleOfAllForms(tables.countries.filter((country) => country.region === region)) / 1e6
      expect(ours).toBeCloseTo(model, 2)
      expect(Math.abs(ours / ilo - 1)).toBeLessThan(0.04)
    }
  })

  it('has each country and sector to a tenth of a person', () => {
    const columns = Object.fromEntries(
      MACRO_SECTORS.map((sector) => [sector.replace('-', '_'), 'number' as const]),
    )
    const rows = rowsOf('prototype_v1_satellite.csv', { iso3: 'text', ...columns }, [
      'country',
      'gtap_region',
      'forced_labour_private',
    ])
    expect(rows.length).toBeGreaterThan(80)
    for (const row of rows)
      for (const sector of MACRO_SECTORS) {
        const expected = (row as unknown as Record<string, number>)[sector.replace('-', '_')]!
        expect(Math.abs(world.sectors.of.get(row.iso3)![sector] - expected)).toBeLessThan(0.1)
      }
  })

  it('has each GTAP sector to a thousandth', () => {
    const rows = rowsOf(
      'prototype_v1_sector_totals.csv',
      { gtap_sector: 'text', forced_labour_persons: 'number' },
      ['name', 'macro_sector'],
    )
    for (const { gtap_sector, forced_labour_persons } of rows) {
      const ours = sumOf([...world.gtap.values()].map((of) => of.get(gtap_sector) ?? 0))
      expect(Math.abs(ours - forced_labour_persons)).toBeLessThan(0.1 + forced_labour_persons / 1000)
    }
  })

  it('has each commodity, in the world and in its largest countries, to a thousandth', () => {
    const columns = {
      item: 'text',
      forced_labour_persons: 'number',
      person_years_per_1000_t: 'number',
    } as const
    const inWorld = rowsOf('prototype_v1_crop_intensity_world.csv', columns, [
      'production_t',
      'gross_value_usd',
      'person_years_per_million_usd',
    ])
    for (const row of inWorld) {
      const ours = world.commodities.get(row.item)!
      expect(ours.people / row.forced_labour_persons).toBeCloseTo(1, 3)
      expect((ours.perTonne * 1000) / row.person_years_per_1000_t).toBeCloseTo(1, 3)
    }
    const byPlace = new Map(world.agriculture.commodities.map((one) => [`${one.iso3} ${one.commodity}`, one]))
    const inCountries = rowsOf(
      'prototype_v1_crop_intensity_country.csv',
      { ...columns, iso3: 'text', evidence_multiplier: 'number' },
      ['production_t', 'gross_value_usd'],
    )
    expect(inCountries.length).toBeGreaterThan(300)
    for (const row of inCountries) {
      const ours = byPlace.get(`${row.iso3} ${row.item}`)!
      expect(Math.abs(ours.people - row.forced_labour_persons)).toBeLessThan(
        1e-4 + row.forced_labour_persons / 1000,
      )
      expect(ours.multiplier).toBe(row.evidence_multiplier)
    }
  })

  it('answers to its judgements as published: multipliers, and the structure it begins with', () => {
    const perThousand = (of: World, item: string) => 1000 * of.commodities.get(item)!.perTonne
    const { pairs_forced_then_child: pairs, ...items } =
      targets.prototype_v1.evidence_multiplier_sensitivity_person_years_per_1000_t
    for (const [k, [forced, child]] of pairs.entries()) {
      const other = buildWorld(tables, { ...baselineV1, multipliers: { forced, child } })
      for (const [item, expected] of Object.entries(items))
        expect(Math.abs(perThousand(other, item) - expected[k]!)).toBeLessThan(0.001)
    }
    const { shilling_row_only_seed: rowOnly = {} } =
      targets.prototype_v1.structure_sensitivity_person_years_per_1000_t
    const other = buildWorld(tables, { ...baselineV1, employmentWeight: 0 })
    for (const [item, expected] of Object.entries(rowOnly))
      expect(Math.abs(perThousand(other, item) - expected)).toBeLessThan(0.001)
  })
})

describe('the world in draws', () => {
  const count = process.env.CI ? 2_000 : 200
  const world = buildWorld(tables, baselineV1)
  const drawn = drawWorld(tables, baselineV1, { seed: 'test', count })

  it('adds up in each draw', () => {
    expect(drawn.closureError).toBeLessThan(1e-9)
    const goods = sumOf(
      ['mining', 'manufacturing', 'construction', 'services'].map(
        (sector) => sectorTotals(tables)[sector as 'mining'],
      ),
    )
    for (let draw = 0; draw < count; draw += 50) {
      const outside = sumOf([...drawn.people.values()].map((people) => people[draw]!))
      const share = outside / (goods * drawn.level[draw]!)
      expect(share).toBeGreaterThan(0.5)
      expect(share).toBeLessThan(1.5)
    }
  })

  it('has its medians near the world without doubt, and is as wide as its inputs say', () => {
    for (const name of ['Rice', 'Wheat', 'Maize (corn)']) {
      const [low, middle, high] = quantiles(drawn.perTonne.get(name)!, [0.05, 0.5, 0.95])
      const certain = world.commodities.get(name)!.perTonne
      expect(middle! / certain).toBeGreaterThan(0.6)
      expect(middle! / certain).toBeLessThan(1.6)
      // The level alone, a geometric standard deviation of 1.6, is a factor of 2.17 each way.
      expect(high! / low!).toBeGreaterThan(3)
      expect(high! / low!).toBeLessThan(40)
    }
  })

  it('is the same world for the same seed', () => {
    const again = drawWorld(tables, baselineV1, { seed: 'test', count: 3 })
    expect(again.perTonne.get('Rice')).toEqual(drawn.perTonne.get('Rice')!.slice(0, 3))
  })
})
