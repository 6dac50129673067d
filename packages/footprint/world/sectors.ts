// Stage 2: country × sector of the ILO's estimate, by RAS from a structure of two views: what a published table of forced
// labour by GTAP region says, and where people work. Then the GTAP sectors inside mining, manufacturing and services.

import type { Configuration } from './configuration.ts'
import type { CountryTotal } from './country-totals.ts'
import { ras } from './ras.ts'
import { MACRO_SECTORS, type MacroSector, type PerMacroSector, type WorldTables } from './tables.ts'

/** The first five take their structure from the tables; domestic work and other have none, and begin at 1. */
const STRUCTURED = MACRO_SECTORS.slice(0, 5)

/** T_S: published sector totals scaled to the world's total, persons. */
export function sectorTotals({ sectorTotals: published, privateTotal }: WorldTables): PerMacroSector {
  const sum = MACRO_SECTORS.reduce((all, sector) => all + published[sector], 0)
  return Object.fromEntries(
    MACRO_SECTORS.map((sector) => [sector, (published[sector] * privateTotal) / sum]),
  ) as Record<MacroSector, number>
}

export interface CountrySectors {
  /** F_rS: persons, by country code. */
  readonly of: ReadonlyMap<string, PerMacroSector>
  /** Largest difference of a country's sum from its total, persons. */
  readonly error: number
}

export function countrySectors(
  tables: WorldTables,
  configuration: Configuration,
  totals: readonly CountryTotal[],
): CountrySectors {
  const targets = sectorTotals(tables)
  const seed = totals.flatMap(({ iso3, people }) =>
    [...structureOf(tables, configuration, iso3), 1, 1].map((share) => share * people),
  )
  const { matrix, rowError } = ras(seed, {
    rows: totals.map(({ people }) => people),
    columns: MACRO_SECTORS.map((sector) => targets[sector]),
  })
  const width = MACRO_SECTORS.length
  return {
    of: new Map(
      totals.map(({ iso3 }, row) => [
        iso3,
        Object.fromEntries(
          MACRO_SECTORS.map((sector, column) => [sector, matrix[row * width + column]!]),
        ) as Record<MacroSector, number>,
      ]),
    ),
    error: rowError,
  }
}

/** Shares of the five structured sectors, sum 1. */
function structureOf(tables: WorldTables, configuration: Configuration, iso3: string): number[] {
  const row = gtapRow(tables, iso3)
  const byMacro = STRUCTURED.map((macro) =>
    tables.gtap.sectors.reduce((sum, sector, i) => (sector.macro === macro ? sum + row[i]! : sum), 0),
  )
  const sum = byMacro.reduce((all, one) => all + one, 0)
  const fromTable = byMacro.map((one) => one / sum)
  const inAgriculture = tables.agriculturalEmployment.get(iso3)
  if (inAgriculture === undefined) return fromTable
  const weight = configuration.employmentWeight
  const fromWork = [
    inAgriculture,
    ...configuration.outsideAgriculture.map((part) => (1 - inAgriculture) * part),
  ]
  return fromTable.map((share, i) => (1 - weight) * share + weight * fromWork[i]!)
}

/** X_r·: the row of the country's region; where that is all zeros, the world's sums. */
export function gtapRow({ gtap, gtapRegions }: WorldTables, iso3: string): readonly number[] {
  const row = gtap.regions.get(gtapRegions.get(iso3) ?? '')
  if (row?.some((persons) => persons > 0)) return row
  return gtap.sectors.map((_, i) => [...gtap.regions.values()].reduce((sum, each) => sum + each[i]!, 0))
}

/**
 * F_rs: people by country and GTAP sector, where the sector of the estimate is not divided by commodities.
 *
 * @returns by country, then by GTAP code; persons
 */
export function gtapSectors(
  tables: WorldTables,
  sectors: CountrySectors,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  return new Map(
    [...sectors.of].map(([iso3, people]) => {
      const row = gtapRow(tables, iso3)
      const parts = tables.gtap.sectors.flatMap((sector, i) => {
        if (sector.macro === null) return []
        const whole = tables.gtap.sectors.reduce(
          (sum, other, k) => (other.macro === sector.macro ? sum + row[k]! : sum),
          0,
        )
        return [[sector.code, whole === 0 ? 0 : (people[sector.macro] * row[i]!) / whole] as const]
      })
      return [iso3, new Map(parts)] as const
    }),
  )
}
