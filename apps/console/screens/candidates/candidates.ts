// The queue of candidates: two identities that may be one person. A person accepts, rejects, or says that it cannot be
// known, each with a reason; undo takes the last judgement back. Nothing merges by itself.

import type { InputOf, WireCandidate } from '@manumit/contract'
import { callFor } from '../../frame/machine.ts'
import { judgingMachine } from '../../lists/judging.ts'
import { t } from '../../messages/message.ts'

export type CandidateDecision = InputOf<'candidates.judge'>['decision']

/** Candidates carry their reasons: fewer at once than other rows. */
const ROWS = 50

export const candidateId = (candidate: WireCandidate): string => candidate.id

/** @param carried  id of a candidate to begin with. */
export const candidatesMachine = (carried: unknown) =>
  judgingMachine<WireCandidate, CandidateDecision>({
    idOf: candidateId,
    page: (which, after, done) =>
      callFor(
        'candidates.page',
        { state: which, limit: ROWS, ...(after !== null && { after }) },
        done,
        'page',
      ),
    judge: (act, done) =>
      callFor('candidates.judge', { id: act.id, decision: act.decision, reason: act.reason }, done, 'judge'),
    said: ({ state }) => t(`candidates.said.${state}`),
    ...(typeof carried === 'string' && {
      begin: { id: carried, get: (done) => callFor('candidates.get', { id: carried }, done, 'get') },
    }),
  })

/** Reasons that speak for, and those that speak against or neither way; each weightiest first. */
export function sidesOf(candidate: WireCandidate): {
  readonly for: WireCandidate['reasons']
  readonly against: WireCandidate['reasons']
} {
  const sorted = candidate.reasons.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  return { for: sorted.filter(({ bits }) => bits > 0), against: sorted.filter(({ bits }) => bits <= 0) }
}
