// Units as products of powers of base units: `kg`, `person-years/t`, `US$/kg`, `m2*mm`, `1`. Two units measure the same
// thing where their powers agree. Money of different currencies or years is a different base: no rate is built in.

import { ok, type Result, refuse } from '@manumit/base'

/** Powers of base units, none of them 0, and the factor that brings a value into base units. */
export interface Unit {
  /** As written. */
  readonly text: string
  readonly factor: number
  readonly powers: Readonly<Record<string, number>>
}

/** What each name is in base units. A count (items, cups, kilometres driven) is a base of its own, so that it cannot be mistaken. */
const NAMES: ReadonlyMap<string, readonly [factor: number, base: string | null]> = new Map<
  string,
  readonly [number, string | null]
>([
  ['1', [1, null]],
  ['%', [0.01, null]],
  // mass, in kilograms
  ['mg', [1e-6, 'kg']],
  ['g', [1e-3, 'kg']],
  ['kg', [1, 'kg']],
  ['t', [1e3, 'kg']],
  ['kt', [1e6, 'kg']],
  ['Mt', [1e9, 'kg']],
  // time, in years of 365.25 days
  ['h', [1 / 8766, 'year']],
  ['day', [1 / 365.25, 'year']],
  ['week', [7 / 365.25, 'year']],
  ['month', [1 / 12, 'year']],
  ['year', [1, 'year']],
  // people, and people's time
  ['person', [1, 'person']],
  // length, area, volume
  ['m', [1, 'm']],
  ['mm', [1e-3, 'm']],
  ['cm', [1e-2, 'm']],
  ['km', [1e3, 'm']],
  ['l', [1, 'l']],
  ['ml', [1e-3, 'l']],
  // energy and power
  ['kWh', [1, 'kWh']],
  ['kW', [1, 'kW']],
  ['W', [1e-3, 'kW']],
  // money
  ['US$', [1, 'US$']],
  ['EUR', [1, 'EUR']],
  // counts
  ['item', [1, 'item']],
  ['portion', [1, 'portion']],
  ['cup', [1, 'cup']],
  ['household', [1, 'household']],
])

/** Other spellings of a name. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kilogram: 'kg',
    tonne: 't',
    years: 'year',
    yr: 'year',
    days: 'day',
    hours: 'h',
    weeks: 'week',
    months: 'month',
    persons: 'person',
    people: 'person',
    unit: 'item',
    units: 'item',
    items: 'item',
    portions: 'portion',
    cups: 'cup',
    USD: 'US$',
  }),
)
const COMPOUNDS: ReadonlyMap<
  string,
  { readonly factor: number; readonly powers: readonly (readonly [string, number])[] }
> = new Map([
  ['person-year', personTime(1)],
  ['person-years', personTime(1)],
  ['person-hours', personTime(1 / 8766)],
])

function personTime(factor: number) {
  return { factor, powers: [['person', 1] as const, ['year', 1] as const] }
}

/**
 * A unit as written: names joined by `*` and `/`, a whole number behind a name as its power (`m2`). What follows a `/` up
 * to the next `*` or `/` is divided by: `US$/kg/year` is dollars per kilogram and year.
 *
 * @returns refuses with E_UNIT_UNKNOWN
 */
export function parseUnit(text: string): Result<Unit> {
  const powers: Record<string, number> = {}
  let factor = 1
  // Names stand at even places, operators between them.
  const parts = text.trim().split(/([*/])/)
  for (let i = 0; i < parts.length; i += 2) {
    const part = readPart(parts[i]!.trim())
    if (!part) return refuse('E_UNIT_UNKNOWN', { unit: parts[i]!, text })
    const sign = parts[i - 1] === '/' ? -1 : 1
    factor *= part.factor ** sign
    for (const [base, power] of part.powers) add(powers, base, sign * power)
  }
  return ok({ text: text.trim(), factor, powers })
}

function readPart(
  name: string,
): { readonly factor: number; readonly powers: readonly (readonly [string, number])[] } | null {
  const compound = COMPOUNDS.get(name)
  if (compound) return compound
  const [, bare, exponent = '1'] = /^(.*?\D)(\d)$/.exec(name) ?? ['', name]
  const known = NAMES.get(SPELLINGS.get(bare!) ?? bare!)
  if (!known) return null
  const [factor, base] = known
  const power = Number(exponent)
  return { factor: factor ** power, powers: base === null ? [] : [[base, power]] }
}

function add(powers: Record<string, number>, base: string, power: number): void {
  const sum = (powers[base] ?? 0) + power
  if (sum === 0) delete powers[base]
  else powers[base] = sum
}

/** The unit of a product, or with −1 of a quotient. */
export function combined(left: Unit, right: Unit, sign: 1 | -1): Unit {
  const powers: Record<string, number> = { ...left.powers }
  for (const [base, power] of Object.entries(right.powers)) add(powers, base, sign * power)
  return {
    text: sign === 1 ? `${left.text}*${right.text}` : `${left.text}/(${right.text})`,
    factor: left.factor * right.factor ** sign,
    powers,
  }
}

/** Do both measure the same thing? */
export function isSameMeasure(left: Unit, right: Unit): boolean {
  const names = Object.keys(left.powers)
  return (
    names.length === Object.keys(right.powers).length &&
    names.every((name) => left.powers[name] === right.powers[name])
  )
}

/** The powers as text, base units in order: `kg^-1 person year`; `1` for a bare number. */
export const measureOf = ({ powers }: Unit): string =>
  Object.keys(powers)
    .sort()
    .map((base) => (powers[base] === 1 ? base : `${base}^${powers[base]}`))
    .join(' ') || '1'
