// The catalogue: sources, materials, families and products as loaded and checked. A family's formula is written once; a
// product gives it masses, materials, losses and prices, and says how much of it people use where they do not say.

import type { Datum } from '../rules/datum.ts'
import type { Expression } from '../rules/expression.ts'

export interface Source {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly year: number
  readonly licence: string
  readonly address: string | null
  /** After this day its figures are shown as expired; null where they cannot age. */
  readonly bestBefore: string | null
}

/** What an amount is multiplied by: people behind a unit of it. */
export type Stage =
  | { readonly kind: 'commodity' | 'sector' | 'mineral'; readonly id: string }
  | { readonly kind: 'material'; readonly id: string }
  /** The materials a product names, each by its share. */
  | { readonly kind: 'composition' }

/** How much of something a kilogram of material, or a unit of product, takes. */
export interface Input {
  readonly id: string
  readonly title: string
  readonly of: Stage
  readonly amount: Expression
  /** Unit the amount comes to, as written. */
  readonly unit: string
}

export interface Material {
  readonly id: string
  readonly title: string
  readonly data: ReadonlyMap<string, Datum>
  readonly inputs: readonly Input[]
}

export interface Family {
  readonly id: string
  readonly title: string
  /** What one is counted in: `item`, `kg`, `cup`, … */
  readonly per: string
  /** Names that each product gives, with their units. */
  readonly needs: ReadonlyMap<string, string>
  readonly data: ReadonlyMap<string, Datum>
  readonly inputs: readonly Input[]
  /** How a product of it is asked for, where the product itself does not say. */
  readonly ask: Ask | null
}

/** How a quantity is asked for: in the unit people count in, between bounds, with answers to tap. */
export interface Ask {
  /** What people count: a unit of the quantities package, such as `portion` or `item`. */
  readonly unit: string
  /** Units of the family in one of these: kilograms in a portion; null where both are the same. */
  readonly each: Datum | null
  /** Over what time it is counted; null for what is owned. */
  readonly period: 'day' | 'week' | 'month' | 'year' | null
  readonly floor: number
  readonly ceiling: number
  /** One-tap suggestions in rising order, within the bounds. */
  readonly taps: readonly number[]
}

/** How much of a product people use who do not say: bought over a year, or owned and kept. */
export interface Use {
  readonly kind: 'bought' | 'owned'
  /** Bought: units a year. Owned: how many. Per person, or per household where it is shared. */
  readonly amount: Datum
  /** Owned: years it is kept. */
  readonly years: Datum | null
  /** The amount is a household's, used together. */
  readonly isShared: boolean
  readonly ask: Ask
}

export interface Product {
  readonly id: string
  readonly title: string
  readonly category: string
  readonly family: string
  readonly data: ReadonlyMap<string, Datum>
  /** Shares of its materials, sum 1, each with its doubt and source; empty where its family asks for none. */
  readonly composition: ReadonlyMap<string, Datum>
  /** Null where nobody is asked for it by name. */
  readonly use: Use | null
  /** Words it is found by, besides its title. */
  readonly words: readonly string[]
}

export interface Catalogue {
  readonly sources: ReadonlyMap<string, Source>
  readonly materials: ReadonlyMap<string, Material>
  readonly families: ReadonlyMap<string, Family>
  readonly products: ReadonlyMap<string, Product>
}
