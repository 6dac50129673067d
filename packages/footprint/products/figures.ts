// How much of the catalogue rests on sources that were read, and how much is estimated by this project. Printed with each
// result's method, so that nobody takes an estimate for a finding.

import { parseUnit } from '@manumit/quantities'
import type { Datum } from '../rules/datum.ts'
import type { Catalogue, Product } from './catalogue.ts'
import type { Output } from './outputs.ts'
import { ESTIMATE } from './read-catalogue.ts'

/** What needs no source: a kilogram of it is a kilogram of it. */
const DEFINITION = 'definition'

export interface Figures {
  readonly all: number
  /** Figures of this project whose source was not read. */
  readonly estimates: number
}

/** Every figure of a catalogue and its outputs, counted once. */
export function figuresOf(
  { materials, families, products }: Catalogue,
  outputs: ReadonlyMap<string, Output> = new Map(),
): Figures {
  return count([
    ...[...materials.values(), ...families.values()].flatMap(({ data }) => [...data.values()]),
    ...[...families.values()].flatMap(({ ask }) => ask?.each ?? []),
    ...[...products.values()].flatMap(factsOf),
    ...[...outputs.values()].flatMap(({ factors, people }) => (people ? [...factors, people] : factors)),
  ])
}

/** A product's own figures: of what it is made, and of how much of it is used. */
export const factsOf = ({ data, composition, use }: Product): Datum[] => [
  ...data.values(),
  ...composition.values(),
  ...(use ? [use.amount, use.years, use.ask.each].filter((datum) => datum !== null) : []),
]

/**
 * Is each mass and each material of a product from a source that was read? Prices and defaults of use may be estimates;
 * what is so by definition does not count.
 */
export const isMadeOfSourced = ({ data, composition }: Product): boolean => {
  const made = [...[...data.values()].filter(isMass), ...composition.values()]
  return made.length > 0 && made.every(({ source }) => source !== ESTIMATE && source !== DEFINITION)
}

function isMass({ unit }: Datum): boolean {
  const parsed = parseUnit(unit)
  return parsed.ok && 'kg' in parsed.value.powers && !('US$' in parsed.value.powers)
}

const count = (facts: readonly Datum[]): Figures => ({
  all: facts.length,
  estimates: facts.filter(({ source }) => source === ESTIMATE).length,
})
