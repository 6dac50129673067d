// Judgements on candidates: their subject, their words, and which of them stand.

import { standing } from '@manumit/model'
import type { StoredJudgement } from '@manumit/store'

export const CANDIDATE_SUBJECT = 'candidate:'
export const CANDIDATE_DECISIONS = ['accept', 'reject', 'cannot-know', 'undo'] as const
export type CandidateDecision = (typeof CANDIDATE_DECISIONS)[number]

/** Judgements that stand, by candidate, the oldest first. */
export function standingByCandidate(
  judgements: readonly StoredJudgement[],
): ReadonlyMap<string, readonly StoredJudgement[]> {
  const onCandidates = judgements.filter(({ subject }) => subject.startsWith(CANDIDATE_SUBJECT))
  const bySubject = Map.groupBy(onCandidates, ({ subject }) => subject.slice(CANDIDATE_SUBJECT.length))
  return new Map(
    [...bySubject]
      .map(([id, those]) => [id, standing(those)] as const)
      .filter(([, those]) => those.length > 0),
  )
}

/** Candidates on which a judgement stands, sorted. */
export const judgedIds = (judgements: readonly StoredJudgement[]): string[] =>
  [...standingByCandidate(judgements).keys()].sort()
