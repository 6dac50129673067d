// Stage 6: how many person-years stand behind one unit of a product, as a tree: product → input → material → commodity or
// sector, each with its amount, its intensity and what they come to. The tree is what `Why?` shows.

import type { Datum } from '../rules/datum.ts'
import { type Expression, namesIn } from '../rules/expression.ts'
import { evaluate, plus, times, type Values } from '../rules/values.ts'
import type { Catalogue, Input, Stage } from './catalogue.ts'

/** φ or ψ: person-years behind a unit of something that is grown, mined or made. */
export interface Intensity {
  readonly values: Values
  /** What it is per: `kg`, `US$`. */
  readonly per: string
}

export interface Part {
  readonly id: string
  readonly title: string
  readonly of: Stage
  /** How much, per unit of what it is a part of; the formula and the facts it rests on. */
  readonly amount: Values
  readonly unit: string
  readonly formula: Expression
  readonly facts: readonly Datum[]
  /** Person-years per unit of the amount: given for a commodity, sector or mineral, else the sum of the parts below. */
  readonly intensity: Values
  /** Person-years per unit of the whole product. */
  readonly personYears: Values
  /** Parts of a material, or materials of a composition; empty at the ends of the tree. */
  readonly parts: readonly Part[]
}

export interface ProductFootprint {
  readonly product: string
  /** What one is counted in. */
  readonly per: string
  /** Person-years per unit. */
  readonly personYears: Values
  readonly parts: readonly Part[]
}

export interface Evaluation {
  readonly catalogue: Catalogue
  /** Asked only for what the catalogue was checked against. */
  intensity(kind: 'commodity' | 'sector' | 'mineral', id: string): Intensity
  /** A fact in each draw; the same fact is drawn once. */
  drawn(datum: Datum): Values
}

/** @param id  a product of the catalogue */
export function evaluateProduct(evaluation: Evaluation, id: string): ProductFootprint {
  const { catalogue } = evaluation
  const product = catalogue.products.get(id)!
  const family = catalogue.families.get(product.family)!
  const facts = new Map([...family.data, ...product.data])
  const parts = family.inputs.map((input) =>
    partOf(evaluation, input, { facts, per: 1, composition: product.composition }),
  )
  return { product: id, per: family.per, personYears: sumOf(parts), parts }
}

interface Whole {
  readonly facts: ReadonlyMap<string, Datum>
  /** Units of the entry that a unit of the product takes. */
  readonly per: Values
  readonly composition: ReadonlyMap<string, Datum>
}

function partOf(evaluation: Evaluation, input: Input, whole: Whole): Part {
  const facts = namesIn(input.amount).map((name) => whole.facts.get(name)!)
  const amount = evaluate(input.amount, (name) => evaluation.drawn(whole.facts.get(name)!))
  const perProduct = times(whole.per, amount)
  const parts = below(evaluation, input.of, { per: perProduct, composition: whole.composition })
  const { of } = input
  const intensity =
    of.kind === 'material' || of.kind === 'composition' ? null : evaluation.intensity(of.kind, of.id).values
  const personYears = intensity === null ? sumOf(parts) : times(perProduct, intensity)
  return {
    id: input.id,
    title: input.title,
    of,
    amount,
    unit: input.unit,
    formula: input.amount,
    facts,
    intensity: intensity ?? quotient(personYears, perProduct),
    personYears,
    parts,
  }
}

/** The parts of a material, each for as much of it as the product takes. */
function below(
  evaluation: Evaluation,
  of: Stage,
  { per, composition }: { readonly per: Values; readonly composition: ReadonlyMap<string, Datum> },
): Part[] {
  const { materials } = evaluation.catalogue
  if (of.kind === 'composition')
    return [...composition].map(([id, share]) =>
      partOf(
        evaluation,
        {
          id,
          title: materials.get(id)!.title,
          of: { kind: 'material', id },
          amount: { kind: 'name', name: 'share' },
          unit: '1',
        },
        { facts: new Map([['share', share]]), per, composition },
      ),
    )
  if (of.kind !== 'material') return []
  const material = materials.get(of.id)!
  return material.inputs.map((input) => partOf(evaluation, input, { facts: material.data, per, composition }))
}

const sumOf = (parts: readonly Part[]): Values =>
  parts.reduce<Values>((sum, { personYears }) => plus(sum, personYears), 0)

const quotient = (left: Values, right: Values): Values =>
  typeof left === 'number' && typeof right === 'number'
    ? left / right
    : times(left, typeof right === 'number' ? 1 / right : right.map((value) => 1 / value))
