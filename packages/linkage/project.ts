// Entities out of judgements. Nothing merges by itself and nothing is overwritten: an entity is computed from the judgements
// that stand, so taking one back gives the state before it, byte for byte.

import type { Issue } from '@manumit/base'
import { type Judgement, standing } from '@manumit/model'
import type { Candidate } from './candidates-of.ts'
import { issue } from './errors.ts'
import type { Person } from './person.ts'

export type CandidateState = 'open' | 'accepted' | 'rejected' | 'unknowable'

/** Persons that somebody judged to be one. Projected, never stored as a merge. */
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
  /** State of each candidate that has a judgement which stands, in order of id; absent: open. */
  readonly states: ReadonlyMap<string, CandidateState>
  /** E_LINK_CONFLICT, E_LINK_DECISION, E_LINK_CANDIDATE_GONE, in order of candidate. */
  readonly issues: readonly Issue[]
}

const PREFIX = 'candidate:'
const STATES: Readonly<Record<string, CandidateState>> = {
  accept: 'accepted',
  reject: 'rejected',
  'cannot-know': 'unknowable',
}

/**
 * Of a candidate the newest judgement that stands counts. Judgements are ordered by their time (of
 * one time by their content), so the order in which they are handed over says nothing. Those on other subjects are passed
 * over.
 */
export function project(input: {
  readonly persons: readonly Pick<Person, 'id'>[]
  readonly candidates: readonly Pick<Candidate, 'id' | 'left' | 'right'>[]
  readonly judgements: readonly Judgement[]
}): Projection {
  const candidates = new Map(input.candidates.map((candidate) => [candidate.id, candidate]))
  const issues: Issue[] = []
  const states = new Map<string, CandidateState>()
  for (const [id, judgements] of byCandidate(input.judgements)) {
    const state = standingState({ id, judgements, issues })
    if (state === 'open') continue
    if (candidates.has(id)) states.set(id, state)
    else issues.push(issue('E_LINK_CANDIDATE_GONE', undefined, { candidate: id }))
  }
  const ends = [...states].map(([id, state]) => ({ ...candidates.get(id)!, state }))
  const entities = entitiesOf(input.persons, ends)
  issues.push(...conflictsOf(entities, ends))
  return { entities, states, issues }
}

function byCandidate(judgements: readonly Judgement[]): [id: string, judgements: Judgement[]][] {
  const found = new Map<string, Judgement[]>()
  for (const judgement of judgements) {
    if (!judgement.subject.startsWith(PREFIX)) continue
    const id = judgement.subject.slice(PREFIX.length)
    const those = found.get(id)
    if (those) those.push(judgement)
    else found.set(id, [judgement])
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

function standingState(input: {
  id: string
  judgements: readonly Judgement[]
  issues: Issue[]
}): CandidateState {
  let state: CandidateState = 'open'
  for (const { decision } of standing([...input.judgements].sort(byTime)))
    if (Object.hasOwn(STATES, decision)) state = STATES[decision]!
    else input.issues.push(issue('E_LINK_DECISION', undefined, { candidate: input.id, decision }))
  return state
}

const contentOf = ({ decision, reason, author }: Judgement): string =>
  JSON.stringify([decision, author, reason])

const byTime = (a: Judgement, b: Judgement): number =>
  a.at - b.at || (contentOf(a) < contentOf(b) ? -1 : contentOf(a) > contentOf(b) ? 1 : 0)

interface Judged {
  readonly id: string
  readonly left: string
  readonly right: string
  readonly state: CandidateState
}

/** Connected by accepted candidates: union–find with the least id as root. */
function entitiesOf(persons: readonly Pick<Person, 'id'>[], judged: readonly Judged[]): Entity[] {
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    let at = id
    while (parent.has(at)) at = parent.get(at)!
    // Short ways for the next one who asks.
    for (let step = id; step !== at; ) {
      const next = parent.get(step)!
      parent.set(step, at)
      step = next
    }
    return at
  }
  const accepted = judged.filter(({ state }) => state === 'accepted')
  for (const { left, right } of accepted) {
    const [a, b] = [root(left), root(right)]
    if (a !== b) parent.set(a < b ? b : a, a < b ? a : b)
  }
  const entities = new Map<string, { id: string; persons: string[]; accepted: string[] }>()
  for (const { id } of persons) {
    const at = root(id)
    const entity = entities.get(at)
    if (entity) entity.persons.push(id)
    else entities.set(at, { id: at, persons: [id], accepted: [] })
  }
  for (const { id, left } of accepted) entities.get(root(left))?.accepted.push(id)
  return [...entities.values()]
    .map((entity) => ({ ...entity, persons: entity.persons.sort(), accepted: entity.accepted.sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A rejected candidate whose persons are tied together by others. */
function conflictsOf(entities: readonly Entity[], judged: readonly Judged[]): Issue[] {
  const entityOf = new Map(entities.flatMap((entity) => entity.persons.map((id) => [id, entity.id] as const)))
  return judged
    .filter(({ state, left, right }) => state === 'rejected' && entityOf.get(left) === entityOf.get(right))
    .filter(({ left }) => entityOf.has(left))
    .map(({ id, left }) =>
      issue('E_LINK_CONFLICT', undefined, { candidate: id, entity: entityOf.get(left)! }),
    )
}
