// Which judgements on candidates stand. Each is appended; an undo takes back the newest that stands, and both remain in the
// log: what stands after an undo is what stood before the judgement it took back.

import type { StoredJudgement } from '@manumit/store'

export const CANDIDATE_SUBJECT = 'candidate:'
export const CANDIDATE_DECISIONS = ['accept', 'reject', 'cannot-know', 'undo'] as const
export type CandidateDecision = (typeof CANDIDATE_DECISIONS)[number]

/** Judgements that stand, by candidate, the oldest first. */
export function standingByCandidate(
  judgements: readonly StoredJudgement[],
): ReadonlyMap<string, readonly StoredJudgement[]> {
  const standing = new Map<string, StoredJudgement[]>()
  for (const judgement of judgements) {
    if (!judgement.subject.startsWith(CANDIDATE_SUBJECT)) continue
    const id = judgement.subject.slice(CANDIDATE_SUBJECT.length)
    const list = standing.get(id) ?? []
    if (judgement.decision === 'undo') list.pop()
    else list.push(judgement)
    if (list.length > 0) standing.set(id, list)
    else standing.delete(id)
  }
  return standing
}

/** Candidates on which a judgement stands, sorted. */
export const judgedIds = (judgements: readonly StoredJudgement[]): string[] =>
  [...standingByCandidate(judgements).keys()].sort()
