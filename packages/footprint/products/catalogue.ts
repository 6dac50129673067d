// The catalogue: sources, materials, families and products as loaded and checked. A family's formula is written once; a
// product gives it masses, materials, losses and prices.

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
}

export interface Product {
  readonly id: string
  readonly title: string
  readonly category: string
  readonly family: string
  readonly data: ReadonlyMap<string, Datum>
  /** Shares of its materials, sum 1; empty where its family asks for none. */
  readonly composition: ReadonlyMap<string, number>
}

export interface Catalogue {
  readonly sources: ReadonlyMap<string, Source>
  readonly materials: ReadonlyMap<string, Material>
  readonly families: ReadonlyMap<string, Family>
  readonly products: ReadonlyMap<string, Product>
}
