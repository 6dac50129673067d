// Stage 1: people in forced labour in the private economy, by country. F_r = N_r λ_r δ_r, scaled to the world's total.

import type { Configuration } from './configuration.ts'
import type { CountryFacts } from './tables.ts'

export interface CountryTotal {
  readonly iso3: string
  readonly name: string
  /** F_r: persons. */
  readonly people: number
}

/**
 * Countries with an estimate, by code.
 *
 * @param total  what they add up to, persons
 */
export function countryTotals(
  countries: readonly CountryFacts[],
  { privatePart }: Configuration,
  total: number,
): CountryTotal[] {
  const raw = countries
    .flatMap(({ iso3, name, people, forcedLabourShare }) =>
      people === null ? [] : [{ iso3, name, people: people * forcedLabourShare * (privatePart[iso3] ?? 1) }],
    )
    .sort((a, b) => (a.iso3 < b.iso3 ? -1 : 1))
  const sum = raw.reduce((all, { people }) => all + people, 0)
  return raw.map((country) => ({ ...country, people: (country.people * total) / sum }))
}

/** Σ N_r λ_r before any part is taken away or scaled: 27.6 million, the ILO's total of all forms. */
export const peopleOfAllForms = (countries: readonly CountryFacts[]): number =>
  countries.reduce((sum, { people, forcedLabourShare }) => sum + (people ?? 0) * forcedLabourShare, 0)
