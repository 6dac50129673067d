// The world as one configuration sees it: stages 1, 2, 3 and 5 in their order.

import { type Agriculture, agriculture, type WorldCommodity, worldCommodities } from './commodities.ts'
import type { Configuration } from './configuration.ts'
import { type CountryTotal, countryTotals } from './country-totals.ts'
import { type CountrySectors, countrySectors, gtapSectors } from './sectors.ts'
import type { WorldTables } from './tables.ts'

export interface World {
  readonly configuration: Configuration
  readonly countries: readonly CountryTotal[]
  readonly sectors: CountrySectors
  /** F_rs: persons by country and GTAP sector, outside agriculture. */
  readonly gtap: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly agriculture: Agriculture
  readonly commodities: ReadonlyMap<string, WorldCommodity>
}

export function buildWorld(tables: WorldTables, configuration: Configuration): World {
  const countries = countryTotals(tables.countries, configuration, tables.privateTotal)
  const sectors = countrySectors(tables, configuration, countries)
  const fields = agriculture(tables, configuration, sectors)
  return {
    configuration,
    countries,
    sectors,
    gtap: gtapSectors(tables, sectors),
    agriculture: fields,
    commodities: worldCommodities(fields.commodities),
  }
}
