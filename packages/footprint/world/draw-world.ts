// The world in many draws: how many person-years stand behind a unit of each commodity and sector, each draw a whole world
// that adds up. Level, countries, sectors and commodities are drawn apart and brought back to their totals, so that closure
// holds in every draw: Σ F = level × the private economy's total.

import { type Draws, drawsFor } from '../numbers/draws.ts'
import { type Agriculture, agriculture, type CommodityPeople } from './commodities.ts'
import type { Configuration } from './configuration.ts'
import { countryTotals } from './country-totals.ts'
import { ras } from './ras.ts'
import { countrySectors, gtapRow, sectorTotals } from './sectors.ts'
import { MACRO_SECTORS, type WorldTables } from './tables.ts'

/**
 * How wide each input is, as geometric standard deviations.
 *
 * @source section 5 of the model's reference: judgements, printed beside each result
 */
export interface WorldDoubt {
  /** One draw for everything. */
  readonly level: number
  readonly country: number
  readonly sector: number
  /** What is left within a country's sector once value, structure and list have had their say. */
  readonly commodity: number
  /** Listed pairs: the multiplier is log-uniform between these. */
  readonly multiplier: readonly [low: number, high: number]
}

export const worldDoubt: WorldDoubt = {
  level: 1.6,
  country: 1.5,
  sector: 1.25,
  commodity: 2,
  multiplier: [1, 10],
}

/** Intensities over draws, by the name of the commodity or the code of the GTAP sector. */
export interface WorldDraws {
  readonly count: number
  /** The level of each draw: 1 is the published total. */
  readonly level: Float64Array
  /** Person-years per tonne at the world's production mix. */
  readonly perTonne: ReadonlyMap<string, Float64Array>
  /** People by GTAP sector outside agriculture. */
  readonly people: ReadonlyMap<string, Float64Array>
  /** Largest share by which a draw's total missed its level. */
  readonly closureError: number
}

/** RAS within a draw ends here, as a share of a country's people: far below what the draw itself moves. */
const RAS_TOLERANCE = 1e-7

/**
 * @param onDraw  told now and then how many draws are done
 */
export function drawWorld(
  tables: WorldTables,
  configuration: Configuration,
  {
    seed,
    count,
    doubt = worldDoubt,
    onDraw,
  }: {
    readonly seed: string
    readonly count: number
    readonly doubt?: WorldDoubt
    readonly onDraw?: (done: number) => void
  },
): WorldDraws {
  const totals = countryTotals(tables.countries, configuration, tables.privateTotal)
  const sectors = countrySectors(tables, configuration, totals)
  const base = agriculture(tables, configuration, sectors)
  const fields = indexFields(
    base,
    totals.map(({ iso3 }) => iso3),
  )
  const gtap = indexGtap(
    tables,
    totals.map(({ iso3 }) => iso3),
  )
  const start = totals.flatMap(({ iso3 }) => MACRO_SECTORS.map((sector) => sectors.of.get(iso3)![sector]))
  const columns = MACRO_SECTORS.map((sector) => sectorTotals(tables)[sector])

  const streams = {
    level: drawsFor(seed, 'world.level'),
    country: drawsFor(seed, 'world.country'),
    sector: drawsFor(seed, 'world.sector'),
    commodity: drawsFor(seed, 'world.commodity'),
    multiplier: drawsFor(seed, 'world.multiplier'),
  }
  const level = new Float64Array(count)
  const perTonne = fields.names.map(() => new Float64Array(count))
  const people = gtap.codes.map(() => new Float64Array(count))
  let closureError = 0
  for (let draw = 0; draw < count; draw++) {
    level[draw] = streams.level.lognormal(doubt.level)
    const total = tables.privateTotal * level[draw]!
    const rows = scaledTo(
      totals.map((country) => country.people * streams.country.lognormal(doubt.country)),
      total,
    )
    const targets = scaledTo(
      columns.map((persons) => persons * streams.sector.lognormal(doubt.sector)),
      total,
    )
    const { matrix } = ras(start, { rows, columns: targets, tolerance: RAS_TOLERANCE * total })
    closureError = Math.max(closureError, Math.abs(matrix.reduce((sum, one) => sum + one, 0) / total - 1))
    drawFields(fields, { matrix, draw, perTonne, streams, doubt })
    drawGtap(gtap, { matrix, draw, people })
    if (onDraw && draw % 100 === 0) onDraw(draw)
  }
  return {
    count,
    level,
    perTonne: new Map(fields.names.map((name, i) => [name, perTonne[i]!])),
    people: new Map(gtap.codes.map((code, i) => [code, people[i]!])),
    closureError,
  }
}

function scaledTo(values: readonly number[], total: number): number[] {
  const sum = values.reduce((all, one) => all + one, 0)
  return values.map((value) => (value * total) / sum)
}

/** Commodities of each country as flat columns, country after country. */
interface Fields {
  readonly names: readonly string[]
  readonly worldTonnes: Float64Array
  /** First row of each country; one more than there are countries. */
  readonly from: Int32Array
  /** Position among `names`. */
  readonly name: Int32Array
  /** Weight without the multiplier. */
  readonly weight: Float64Array
  readonly isListed: Uint8Array
  readonly forestry: Float64Array
}

function indexFields({ commodities, forestry }: Agriculture, countries: readonly string[]): Fields {
  const names = [...new Set(commodities.map(({ commodity }) => commodity))].sort()
  const place = new Map(names.map((name, i) => [name, i]))
  const byCountry = Map.groupBy(commodities, ({ iso3 }) => iso3)
  const rows: CommodityPeople[] = []
  const from = new Int32Array(countries.length + 1)
  for (const [i, iso3] of countries.entries()) {
    rows.push(...(byCountry.get(iso3) ?? []))
    from[i + 1] = rows.length
  }
  const worldTonnes = new Float64Array(names.length)
  for (const { commodity, tonnes } of rows) worldTonnes[place.get(commodity)!]! += tonnes
  return {
    names,
    worldTonnes,
    from,
    name: Int32Array.from(rows, ({ commodity }) => place.get(commodity)!),
    weight: Float64Array.from(rows, ({ people, multiplier }) => people / multiplier),
    isListed: Uint8Array.from(rows, ({ multiplier }) => (multiplier > 1 ? 1 : 0)),
    forestry: Float64Array.from(countries, (iso3) => forestry.get(iso3) ?? 0),
  }
}

interface Drawn {
  readonly matrix: Float64Array
  readonly draw: number
}

function drawFields(
  fields: Fields,
  {
    matrix,
    draw,
    perTonne,
    streams,
    doubt,
  }: Drawn & {
    readonly perTonne: readonly Float64Array[]
    readonly streams: { readonly commodity: Draws; readonly multiplier: Draws }
    readonly doubt: WorldDoubt
  },
): void {
  const { from, name, weight, isListed, forestry, worldTonnes } = fields
  const drawn = new Float64Array(weight.length)
  for (let country = 0; country + 1 < from.length; country++) {
    let whole = forestry[country]!
    for (let row = from[country]!; row < from[country + 1]!; row++) {
      const multiplier = isListed[row] === 1 ? streams.multiplier.logUniform(...doubt.multiplier) : 1
      drawn[row] = weight[row]! * multiplier * streams.commodity.lognormal(doubt.commodity)
      whole += drawn[row]!
    }
    // Agriculture is the first sector.
    const perWeight = whole === 0 ? 0 : matrix[country * MACRO_SECTORS.length]! / whole
    for (let row = from[country]!; row < from[country + 1]!; row++)
      perTonne[name[row]!]![draw]! += drawn[row]! * perWeight
  }
  for (const [i, column] of perTonne.entries()) column[draw]! /= worldTonnes[i]!
}

/** Shares of the GTAP sectors in their sector of the estimate, country after country. */
interface Gtap {
  readonly codes: readonly string[]
  readonly macro: Int32Array
  /** countries × codes. */
  readonly share: Float64Array
}

function indexGtap(tables: WorldTables, countries: readonly string[]): Gtap {
  const sectors = tables.gtap.sectors
    .map((sector, at) => ({ ...sector, at }))
    .filter(({ macro }) => macro !== null && macro !== 'agriculture')
  const share = countries.flatMap((iso3) => {
    const row = gtapRow(tables, iso3)
    return sectors.map(({ macro, at }) => {
      const whole = sectors.reduce((sum, other) => (other.macro === macro ? sum + row[other.at]! : sum), 0)
      return whole === 0 ? 0 : row[at]! / whole
    })
  })
  return {
    codes: sectors.map(({ code }) => code),
    macro: Int32Array.from(sectors, ({ macro }) => MACRO_SECTORS.indexOf(macro!)),
    share: Float64Array.from(share),
  }
}

function drawGtap(
  { codes, macro, share }: Gtap,
  { matrix, draw, people }: Drawn & { readonly people: readonly Float64Array[] },
): void {
  const countries = share.length / codes.length
  for (let country = 0; country < countries; country++)
    for (let i = 0; i < codes.length; i++)
      people[i]![draw]! +=
        share[country * codes.length + i]! * matrix[country * MACRO_SECTORS.length + macro[i]!]!
}
