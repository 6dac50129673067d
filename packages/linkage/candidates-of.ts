import type { Reason } from './comparison.ts'
import type { Hub, HubOptions } from './hub.ts'
import type { Person } from './person.ts'

/** Two persons that may be one, with each reason. It decides nothing. */
export interface Candidate {
  /** The sorted pair of person ids, joined by `~`. */
  readonly id: string
  /** Ids of persons; left < right. */
  readonly left: string
  readonly right: string
  /** For first, weightiest first. */
  readonly reasons: readonly Reason[]
  /** Term frequency and hubs: their own bars. A hub has no bits and says how many share it. */
  readonly adjustments: readonly Reason[]
  readonly priorBits: number
  /** Prior, reasons and adjustments together. */
  readonly totalBits: number
  /** Ids of comparisons for which a value is missing. */
  readonly notCompared: readonly string[]
  /** Ids of sentences. */
  readonly limits: readonly string[]
}

export interface CandidateParameters extends HubOptions {
  /** log₂ odds that two persons taken at random are one; absent: from the number of persons. */
  readonly priorBits?: number
  /** Candidates with less are not given. */
  readonly leastBits?: number
  /** Share of the term-frequency discount that counts, 0–1. */
  readonly frequencyShare?: number
  /** Pairs of one block beyond this are left out, and said. */
  readonly blockCap?: number
}

export interface CandidateSet {
  /** Weightiest first, then by id. */
  readonly candidates: readonly Candidate[]
  readonly hubs: ReadonlyMap<string, Hub>
  /** Blocks that were too large to compare: the name or key, and its persons. */
  readonly blocksLeftOut: readonly { readonly block: string; readonly persons: number }[]
  readonly pairsCompared: number
}

/** Candidates across sources: persons that share an identifier that is no hub, or a name. Any order of rows, same result. */
export function candidatesOf(_input: {
  readonly persons: readonly Person[]
  readonly parameters?: CandidateParameters
}): CandidateSet {
  return { candidates: [], hubs: new Map(), blocksLeftOut: [], pairsCompared: 0 }
}
