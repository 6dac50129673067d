// The published tables from which the world of the footprint is computed, as data/footprint/world holds them.

import { type Issue, issuesOf } from '@manumit/base'
import {
  type GtapTable,
  type ListedGood,
  MACRO_SECTORS,
  type MacroSector,
  type PerMacroSector,
  type WorldTables,
} from '@manumit/footprint'
import { readCsv } from '@manumit/formats'
import { importerCodes } from '../errors.ts'
import { readTable } from '../table.ts'

const issue = issuesOf(importerCodes)

/** Files by what they hold. */
export const WORLD_FILES = {
  countries: 'gsi2023_country_facts.csv',
  sectorTotals: 'ilo2022_sector_totals.csv',
  facts: 'ilo_facts.csv',
  gtapRegions: 'gtap_region_map.csv',
  gtap: 'shilling2021_forced_labour_gtap57.csv',
  agriculturalEmployment: 'wb_agri_employment_share.csv',
  production: 'fao_production_value_by_country.csv',
  commoditySectors: 'fao_item_to_gtap_sector.csv',
  listedGoods: 'dol_tvpra_goods_2023.csv',
  goodCommodities: 'dol_good_to_fao_item.csv',
} as const

const PRIVATE_TOTAL = 'forced_labour_private_exploitation'

/** The last word of a GTAP column's head → sector of the ILO's estimate. Trade is services. */
const CATEGORIES: Readonly<Record<string, MacroSector>> = {
  Agriculture: 'agriculture',
  Mining: 'mining',
  Manufacturing: 'manufacturing',
  Construction: 'construction',
  Services: 'services',
  Trade: 'services',
}
/** Fishing is in none of them: the ILO's agriculture leaves it out. */
const FISHING = 'FSH'

/**
 * @param text  gives the text of a file of WORLD_FILES
 * @issues those of reading tables; E_TABLE_CODE_UNKNOWN for a sector or category that is not known
 */
export function readWorldTables(text: (file: string) => string | Uint8Array): {
  readonly tables: WorldTables
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  const read: typeof readTable = (file, bytes, columns, options) => {
    const table = readTable(file, bytes, columns, options)
    issues.push(...table.issues)
    return table
  }
  const files = WORLD_FILES
  const countries = read(
    files.countries,
    text(files.countries),
    {
      country: 'text',
      iso3: 'text',
      population: 'number?',
      region: 'text',
      people_in_modern_slavery: 'number?',
      forced_labour_scaler: 'number',
    },
    { ignored: ['prevalence_per_1000'] },
  ).rows.map((row) => ({
    iso3: row.iso3,
    name: row.country,
    region: row.region,
    population: row.population,
    people: row.people_in_modern_slavery,
    forcedLabourShare: row.forced_labour_scaler,
  }))
  const facts = read(
    files.facts,
    text(files.facts),
    { key: 'text', value: 'number', unit: 'text' },
    { ignored: ['note', 'source'] },
  ).rows
  const regions = read(
    files.gtapRegions,
    text(files.gtapRegions),
    { iso3: 'text', gtap_region: 'text' },
    { ignored: ['country'] },
  ).rows
  const employment = read(files.agriculturalEmployment, text(files.agriculturalEmployment), {
    iso3: 'text',
    agri_employment_pct: 'number',
  }).rows
  const production = read(
    files.production,
    text(files.production),
    {
      item: 'text',
      iso3: 'text',
      production_t_mean_2018_2022: 'number?',
      gross_production_value_usd_mean_2018_2022: 'number?',
    },
    { ignored: ['item_code', 'area', 'production_t_2022'] },
  ).rows
  const commoditySectors = read(
    files.commoditySectors,
    text(files.commoditySectors),
    { item: 'text', gtap_sector: 'text' },
    { ignored: ['item_code'] },
  ).rows
  const goods = read(files.goodCommodities, text(files.goodCommodities), {
    good: 'text',
    fao_item: 'text',
  }).rows
  const gtap = readGtap(text(files.gtap))
  const sectors = readSectorTotals(text(files.sectorTotals))
  const listed = readListedGoods(text(files.listedGoods))
  issues.push(...gtap.issues, ...sectors.issues, ...listed.issues)
  return {
    tables: {
      countries,
      sectorTotals: sectors.totals,
      privateTotal: 1e6 * (facts.find(({ key }) => key === PRIVATE_TOTAL)?.value ?? Number.NaN),
      gtapRegions: new Map(regions.map((row) => [row.iso3, row.gtap_region])),
      gtap: gtap.table,
      agriculturalEmployment: new Map(employment.map((row) => [row.iso3, row.agri_employment_pct / 100])),
      production: production.map((row) => ({
        commodity: row.item,
        iso3: row.iso3,
        tonnes: row.production_t_mean_2018_2022 ?? 0,
        valueUsd: row.gross_production_value_usd_mean_2018_2022 ?? 0,
      })),
      commoditySectors: new Map(commoditySectors.map((row) => [row.item, row.gtap_sector])),
      listedGoods: listed.goods,
      goodCommodities: new Map(
        [...Map.groupBy(goods, ({ good }) => good)].map(([good, rows]) => [
          good,
          rows.map((row) => row.fao_item),
        ]),
      ),
    },
    issues,
  }
}

/** The table's heads are `CODE-name-Category`; its first four columns say the region. */
function readGtap(text: string | Uint8Array): { readonly table: GtapTable; readonly issues: Issue[] } {
  const file = WORLD_FILES.gtap
  const { value, issues: found } = readCsv(text)
  const issues: Issue[] = [...found]
  const heads = value.rows[0]?.cells ?? []
  const sectors = heads.slice(4).map((head) => {
    const code = head.slice(0, 3)
    const category = head.slice(head.lastIndexOf('-') + 1)
    const macro = CATEGORIES[category] ?? null
    if (macro === null)
      issues.push(issue('E_TABLE_CODE_UNKNOWN', {}, { file, line: 1, column: head, value: category }))
    return { code, name: head.slice(4, head.lastIndexOf('-')), macro: code === FISHING ? null : macro }
  })
  const regions = new Map<string, readonly number[]>()
  for (const { line, cells } of value.rows.slice(1)) {
    const numbers = cells.slice(4).map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)))
    const bad = numbers.findIndex((number) => !Number.isFinite(number))
    if (bad >= 0 || numbers.length !== sectors.length)
      issues.push(
        issue(
          'E_TABLE_VALUE',
          {},
          {
            file,
            line,
            column: heads[4 + bad] ?? 'the row',
            value: cells[4 + bad] ?? '',
            type: 'number',
          },
        ),
      )
    else regions.set(cells[1]!, numbers)
  }
  return { table: { sectors, regions }, issues }
}

function readSectorTotals(text: string | Uint8Array): {
  readonly totals: PerMacroSector
  readonly issues: Issue[]
} {
  const file = WORLD_FILES.sectorTotals
  const { rows, issues: found } = readTable(
    file,
    text,
    { macro_sector: 'text', published_millions: 'number' },
    { ignored: ['published_share', 'baseline_persons_scaled_to_17_3_million', 'note'] },
  )
  const issues = [...found]
  const totals = new Map<string, number>()
  for (const row of rows) {
    const sector = row.macro_sector.replaceAll('_', '-')
    if ((MACRO_SECTORS as readonly string[]).includes(sector)) totals.set(sector, row.published_millions)
    else
      issues.push(
        issue('E_TABLE_CODE_UNKNOWN', {}, { file, line: row.line, column: 'macro_sector', value: sector }),
      )
  }
  return {
    totals: Object.fromEntries(
      MACRO_SECTORS.map((sector) => [sector, totals.get(sector) ?? Number.NaN]),
    ) as Record<MacroSector, number>,
    issues,
  }
}

function readListedGoods(text: string | Uint8Array): {
  readonly goods: readonly ListedGood[]
  readonly issues: readonly Issue[]
} {
  const { rows, issues } = readTable(
    WORLD_FILES.listedGoods,
    text,
    {
      good: 'text',
      sector: 'text',
      iso3: 'text',
      child_labor: 'flag',
      forced_labor: 'flag',
      removed_in_2024: 'flag',
    },
    { ignored: ['country', 'region', 'forced_child_labor', 'derived_exploitation', 'derived_input_country'] },
  )
  return {
    goods: rows.map((row) => ({
      good: row.good,
      sector: row.sector,
      iso3: row.iso3,
      hasChildLabour: row.child_labor,
      hasForcedLabour: row.forced_labor,
      isRemoved: row.removed_in_2024,
    })),
    issues,
  }
}
