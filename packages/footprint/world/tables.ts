// What the model of the world is computed from: published tables as plain data, codes as text. Who reads them from files is
// another package's business; what each figure's source and licence is stands beside the files.

/** Economic sectors of the ILO's estimate. Fishing, begging and unknown are `other`; domestic work is its own. */
export const MACRO_SECTORS = [
  'agriculture',
  'mining',
  'manufacturing',
  'construction',
  'services',
  'domestic-work',
  'other',
] as const
export type MacroSector = (typeof MACRO_SECTORS)[number]

export type PerMacroSector = Readonly<Record<MacroSector, number>>

export interface CountryFacts {
  readonly iso3: string
  readonly name: string
  /** Region of the ILO. */
  readonly region: string
  /** Persons; null where the source gives none. */
  readonly population: number | null
  /** N_r: people in modern slavery, all forms; null where there is no estimate. */
  readonly people: number | null
  /** λ_r: share of these in forced labour, from the ILO region. */
  readonly forcedLabourShare: number
}

/** A sector of the GTAP classification, with the sector of the ILO's estimate it belongs to; null: to none (fishing). */
export interface GtapSector {
  readonly code: string
  readonly name: string
  readonly macro: MacroSector | null
}

export interface GtapTable {
  readonly sectors: readonly GtapSector[]
  /** X_rs: persons in forced labour by GTAP region, in the order of `sectors`. */
  readonly regions: ReadonlyMap<string, readonly number[]>
}

/** Output of an agricultural commodity in a country: means of some years. */
export interface Production {
  readonly commodity: string
  readonly iso3: string
  readonly tonnes: number
  readonly valueUsd: number
}

/** A good that a published list ties to child or forced labour in a country. */
export interface ListedGood {
  readonly good: string
  readonly sector: string
  readonly iso3: string
  readonly hasChildLabour: boolean
  readonly hasForcedLabour: boolean
  /** Taken off a later edition. */
  readonly isRemoved: boolean
}

export interface WorldTables {
  readonly countries: readonly CountryFacts[]
  /** People in forced labour by sector as published, in any common unit: only their proportions count. */
  readonly sectorTotals: PerMacroSector
  /** People in forced labour in the private economy: what everything adds up to. */
  readonly privateTotal: number
  /** GTAP region of a country. */
  readonly gtapRegions: ReadonlyMap<string, string>
  readonly gtap: GtapTable
  /** Share of the employed who work in agriculture, 0–1. */
  readonly agriculturalEmployment: ReadonlyMap<string, number>
  readonly production: readonly Production[]
  /** GTAP sector of a commodity. */
  readonly commoditySectors: ReadonlyMap<string, string>
  readonly listedGoods: readonly ListedGood[]
  /** Commodities that a listed good stands for. */
  readonly goodCommodities: ReadonlyMap<string, readonly string[]>
}
