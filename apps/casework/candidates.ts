// Candidates as they stand: what linking found, and what people judged. Nothing here merges: a state is read off the
// judgements each time, and an undo leaves what was there before.

import { ok, type Result, refuse } from '@manumit/base'
import type { CheckedInputOf, OutputOf, WireCandidate, WireJudgement } from '@manumit/contract'
import { type CandidateState, project } from '@manumit/linkage'
import type { CandidateRow, StoredJudgement, Workspace } from '@manumit/store'
import type { CandidateDetails, PersonDetails } from './linked-details.ts'
import { CANDIDATE_SUBJECT, type CandidateDecision, standingByCandidate } from './standing-judgements.ts'

/** A page in the order of weight. Refuses E_CURSOR. */
export async function candidatePage(
  { people }: Pick<Workspace, 'people'>,
  { state, after, limit }: CheckedInputOf<'candidates.page'>,
): Promise<Result<OutputOf<'candidates.page'>>> {
  const standing = standingByCandidate(await people.judgements())
  const judged = [...standing.keys()]
  const page = await people.candidates({
    ...(state === 'judged' && { ids: judged }),
    ...(state === 'open' && { not: judged }),
    ...(after !== undefined && { after }),
    limit,
  })
  if (!page.ok) return page
  const { rows, next } = page.value
  return ok({ rows: rows.map((row) => candidateOf(row, standing)), next })
}

/** Refuses E_CANDIDATE_UNKNOWN. */
export async function readCandidate(
  { people }: Pick<Workspace, 'people'>,
  id: string,
): Promise<Result<WireCandidate>> {
  const page = await people.candidates({ ids: [id], limit: 1 })
  const row = page.ok ? page.value.rows[0] : undefined
  if (!row) return refuse('E_CANDIDATE_UNKNOWN', { candidate: id })
  return ok(candidateOf(row, standingByCandidate(await people.judgements())))
}

/**
 * Appends a judgement on a candidate, or one that takes the newest standing one back; gives the candidate as it then is.
 * Refuses E_CANDIDATE_UNKNOWN, E_NOTHING_TO_UNDO.
 */
export async function judgeCandidate(
  workspace: Pick<Workspace, 'people' | 'judgements'>,
  judgement: { readonly id: string; readonly decision: CandidateDecision; readonly reason: string },
): Promise<Result<WireCandidate>> {
  const { id, decision, reason } = judgement
  const before = await readCandidate(workspace, id)
  if (!before.ok) return before
  if (decision === 'undo' && before.value.judgements.length === 0) return refuse('E_NOTHING_TO_UNDO')
  await workspace.judgements.append({ subject: `${CANDIDATE_SUBJECT}${id}`, decision, reason })
  return readCandidate(workspace, id)
}

function candidateOf(
  row: CandidateRow,
  standing: ReadonlyMap<string, readonly StoredJudgement[]>,
): WireCandidate {
  const { reasons, adjustments, notCompared, limits, ...bits } = row.details as unknown as CandidateDetails
  const left = personOf(row.left)
  const right = personOf(row.right)
  const judgements = standing.get(row.id) ?? []
  return {
    id: row.id,
    left,
    right,
    reasons: reasons.map(barOf),
    adjustments: adjustments.map(barOf),
    ...bits,
    notCompared: [...notCompared],
    limits: [...limits],
    state: stateOf({ id: row.id, left: left.id, right: right.id }, judgements),
    judgements: judgements.map(
      ({ id, subject, decision, reason, author, at }): WireJudgement => ({
        id,
        subject,
        decision,
        reason,
        author,
        at,
      }),
    ),
  }
}

/** One candidate's state rests on its own judgements alone. */
function stateOf(
  candidate: { readonly id: string; readonly left: string; readonly right: string },
  judgements: readonly StoredJudgement[],
): CandidateState {
  const newest = judgements.at(-1)
  if (!newest) return 'open'
  const persons = [{ id: candidate.left }, { id: candidate.right }]
  return (
    project({ persons, candidates: [candidate], judgements: [newest] }).states.get(candidate.id) ?? 'open'
  )
}

function personOf(stored: CandidateRow['left']): WireCandidate['left'] {
  const { id, label, sourceId, keys, names, records, firstUtc, lastUtc } = stored as unknown as PersonDetails
  return { id, label, sourceId, keys: [...keys], names: [...names], records, firstUtc, lastUtc }
}

function barOf(bar: CandidateDetails['reasons'][number]): WireCandidate['reasons'][number] {
  const { comparison, bits, left, right, level, sentence, records } = bar
  return {
    comparison,
    bits,
    left,
    right,
    level,
    sentence: { id: sentence.id, data: { ...sentence.data } },
    records: [...records],
  }
}
