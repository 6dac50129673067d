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
  /** Ids of records it rests on. */
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
  /** The identifiers that made it, for adjustments; absent where none did. */
  readonly keys?: readonly string[]
  /** The name that made it, for its frequency. */
  readonly name?: string
  readonly data?: SentenceOf['data']
}

/** A plugin: a declared value and a pure function over two persons. */
export interface Comparison {
  readonly id: string
  readonly version: number
  /** What is compared. */
  readonly title: string
  /** What it does, for the reader of a report. */
  readonly explains: string
  readonly levels: readonly Level[]
  readonly limits: readonly string[]
  /** null where a value it needs is missing: that is neutral. Swapping the persons swaps the values and changes nothing else. */
  compare(left: Person, right: Person, facts: ComparisonFacts): Compared | null
}

/** What comparisons may know beside the two persons. */
export interface ComparisonFacts {
  isHub(key: string): boolean
}

/** Declares a comparison. */
export const defineComparison = (comparison: Comparison): Comparison => comparison
