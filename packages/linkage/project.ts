import type { Issue } from '@manumit/base'
import type { Judgement } from '@manumit/model'
import type { Candidate } from './candidates-of.ts'
import type { Person } from './person.ts'

export type CandidateState = 'open' | 'accepted' | 'rejected' | 'unknowable'

/** Persons that a person judged to be one. Projected, never stored as a merge. */
export interface Entity {
  /** The least of its persons' ids. */
  readonly id: string
  /** Sorted. */
  readonly persons: readonly string[]
  /** Ids of the accepted candidates that hold it together, sorted. */
  readonly accepted: readonly string[]
}

export interface Projection {
  /** Sorted by id; persons that stand alone are entities of one. */
  readonly entities: readonly Entity[]
  /** State of each judged candidate; absent: open. */
  readonly states: ReadonlyMap<string, CandidateState>
  /** Conflicts: persons tied together although a judgement keeps them apart. */
  readonly issues: readonly Issue[]
}

/** Entities from judgements. Any order of the same judgements gives the same projection; undo gives the earlier one, byte for byte. */
export function project(_input: {
  readonly persons: readonly Pick<Person, 'id'>[]
  readonly candidates: readonly Pick<Candidate, 'id' | 'left' | 'right'>[]
  readonly judgements: readonly Judgement[]
}): Projection {
  return { entities: [], states: new Map(), issues: [] }
}
