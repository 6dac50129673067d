// Stages 3 and 5 for agriculture: people by country and commodity, and how many stand behind a tonne. A listed good draws
// people from the other commodities of its country and sector; it can never change a total.

import type { Configuration } from './configuration.ts'
import { type CountrySectors, gtapRow } from './sectors.ts'
import type { Production, WorldTables } from './tables.ts'

/** Forestry has no commodities here: it keeps the weight that its GTAP sector has. */
const FORESTRY = 'FRS'

export interface CommodityPeople {
  readonly commodity: string
  readonly iso3: string
  /** F_rk: persons. */
  readonly people: number
  readonly tonnes: number
  readonly valueUsd: number
  /** m_rk. */
  readonly multiplier: number
}

export interface Agriculture {
  readonly commodities: readonly CommodityPeople[]
  /** People in forestry, by country. */
  readonly forestry: ReadonlyMap<string, number>
  /** People in the agriculture of countries without a production table: they reach no commodity. */
  readonly unallocated: ReadonlyMap<string, number>
}

export function agriculture(
  tables: WorldTables,
  configuration: Configuration,
  sectors: CountrySectors,
): Agriculture {
  const multiplierOf = multipliers(tables, configuration)
  const byCountry = Map.groupBy(
    tables.production.filter(({ tonnes, valueUsd }) => tonnes > 0 && valueUsd > 0),
    ({ iso3 }) => iso3,
  )
  const commodities: CommodityPeople[] = []
  const forestry = new Map<string, number>()
  const unallocated = new Map<string, number>()
  for (const [iso3, people] of sectors.of) {
    const rows = byCountry.get(iso3)
    if (!rows) {
      unallocated.set(iso3, people.agriculture)
      continue
    }
    const weighed = weights(tables, rows, { iso3, multiplierOf })
    const whole = weighed.forestry + weighed.rows.reduce((sum, { weight }) => sum + weight, 0)
    const perWeight = people.agriculture / whole
    forestry.set(iso3, weighed.forestry * perWeight)
    for (const { row, weight, multiplier } of weighed.rows)
      commodities.push({ ...row, people: weight * perWeight, multiplier })
  }
  return { commodities, forestry, unallocated }
}

/** w_rk = X_rg · V_rk ÷ Σ V over the group · m_rk. A group that the country does not produce has no row, so no weight. */
function weights(
  tables: WorldTables,
  rows: readonly Production[],
  {
    iso3,
    multiplierOf,
  }: { readonly iso3: string; readonly multiplierOf: (iso3: string, commodity: string) => number },
) {
  const persons = gtapRow(tables, iso3)
  const personsIn = (code: string): number =>
    persons[tables.gtap.sectors.findIndex((s) => s.code === code)] ?? 0
  const groupOf = (row: Production): string => tables.commoditySectors.get(row.commodity) ?? ''
  const groupValue = new Map<string, number>()
  for (const row of rows) groupValue.set(groupOf(row), (groupValue.get(groupOf(row)) ?? 0) + row.valueUsd)
  return {
    forestry: personsIn(FORESTRY),
    rows: rows.map((row) => {
      const group = groupOf(row)
      const multiplier = multiplierOf(iso3, row.commodity)
      return {
        row,
        multiplier,
        weight: (personsIn(group) * row.valueUsd * multiplier) / groupValue.get(group)!,
      }
    }),
  }
}

function multipliers(
  { listedGoods, goodCommodities }: WorldTables,
  { multipliers: { forced, child } }: Configuration,
): (iso3: string, commodity: string) => number {
  const found = new Map<string, number>()
  for (const listed of listedGoods) {
    if (listed.sector !== 'Agriculture' || listed.isRemoved) continue
    const factor = listed.hasForcedLabour ? forced : listed.hasChildLabour ? child : 1
    for (const commodity of goodCommodities.get(listed.good) ?? []) {
      const key = `${listed.iso3} ${commodity}`
      found.set(key, Math.max(found.get(key) ?? 1, factor))
    }
  }
  return (iso3, commodity) => found.get(`${iso3} ${commodity}`) ?? 1
}

export interface WorldCommodity {
  readonly commodity: string
  readonly people: number
  readonly tonnes: number
  readonly valueUsd: number
  /** φ at the world's production mix: person-years per tonne. */
  readonly perTonne: number
}

/** The world's sums by commodity. Only output of countries that people were allocated to counts. */
export function worldCommodities(
  commodities: readonly CommodityPeople[],
): ReadonlyMap<string, WorldCommodity> {
  return new Map(
    [...Map.groupBy(commodities, ({ commodity }) => commodity)].map(([commodity, rows]) => {
      const total = (of: (row: CommodityPeople) => number) => rows.reduce((sum, row) => sum + of(row), 0)
      const [people, tonnes] = [total((row) => row.people), total((row) => row.tonnes)]
      return [
        commodity,
        { commodity, people, tonnes, valueUsd: total((row) => row.valueUsd), perTonne: people / tonnes },
      ]
    }),
  )
}
