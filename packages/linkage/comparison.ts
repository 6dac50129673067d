// The contract of a comparison: what it looks at in two persons, what it may find, what each finding weighs and why, and the
// sentence that tells it. Weights are log₂(m/u): how often it is so with one person against how often with two.

import type { PersonName } from './names/person-name.ts'
import type { Person } from './person.ts'

/** The sentence of a reason by its id (sentences.ts), and the data it needs. */
export interface SentenceOf {
  readonly id: string
  readonly data: Readonly<Record<string, string | number>>
}

/** Why two persons may be one, or not. */
export interface Reason {
  /** Id of the comparison or adjustment. */
  readonly comparison: string
  /** log₂ of how much likelier under one person than under two; negative speaks against. */
  readonly bits: number
  /** Both values, as recorded. */
  readonly left: string
  readonly right: string
  readonly level: string
  readonly sentence: SentenceOf
  /** Ids of records it rests on, at most 20. */
  readonly records: readonly string[]
}

/** One outcome of a comparison. */
export interface Level {
  readonly id: string
  readonly bits: number
  /** Id of its sentence. */
  readonly sentence: string
  /** Where the weight comes from. */
  readonly basis: string
}

/** What a comparison found: a level of its own, the values, and the records that hold them. */
export interface Compared {
  readonly level: string
  readonly left: string
  readonly right: string
  readonly records: readonly string[]
  /** The identifiers it rests on: their frequency is weighed in a bar of its own. */
  readonly keys?: readonly string[]
  /** The key of the name it rests on, likewise. */
  readonly nameKey?: string
  readonly data?: SentenceOf['data']
}

/** What comparisons may know beside the two persons. */
export interface ComparisonFacts {
  /** Does this identifier join nobody: held by many, listed, or a service's number? */
  isHub(key: string): boolean
  /** A person's names that can be compared. */
  namesOf(person: Person): readonly PersonName[]
}

/** A plugin: a declared value and a pure function over two persons. */
export interface Comparison {
  readonly id: string
  /** Raised whenever its answers or weights change. */
  readonly version: number
  /** What is compared. */
  readonly title: string
  /** What it does, for the reader of a report. */
  readonly explains: string
  readonly levels: readonly Level[]
  readonly limits: readonly string[]
  /** null where a value it needs is missing: neutral. Swapping the persons swaps the values and changes nothing else. */
  compare(left: Person, right: Person, facts: ComparisonFacts): Compared | null
}

/** Declares a comparison. */
export const defineComparison = (comparison: Comparison): Comparison => comparison

const MOST_RECORDS = 20

/** The records of both persons that name one of the identifiers, left first, at most twenty. */
export function recordsNaming(left: Person, right: Person, keys: readonly string[]): string[] {
  const of = (person: Person): readonly string[] =>
    person.recordsByKey ? keys.flatMap((key) => person.recordsByKey?.[key] ?? []) : person.recordIds
  return [
    ...new Set([...of(left).slice(0, MOST_RECORDS / 2), ...of(right).slice(0, MOST_RECORDS / 2)]),
  ].sort()
}
