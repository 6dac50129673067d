// Matches as they stand: what scans found, and what people judged. Of a bank of unlawful material nothing goes out but the
// file's own hash, its place and its distance: not the entry's hash, not a picture.

import { ok, type Result, refuse, type Sha256 } from '@manumit/base'
import type { CheckedInputOf, OutputOf, WireMatch } from '@manumit/contract'
import { standing } from '@manumit/model'
import { matchSubject, type StoredJudgement, type StoredMatch, type Workspace } from '@manumit/store'
import { entryHashes } from './entry-hashes.ts'
import { tellingOf } from './telling.ts'

type Matches = Pick<Workspace, 'banks' | 'judgements' | 'scans'>

/** A page in the order of distance, then path. Refuses E_CURSOR. */
export async function matchPage(
  workspace: Matches,
  { scanId, state, after, limit }: CheckedInputOf<'matches.page'>,
): Promise<Result<OutputOf<'matches.page'>>> {
  const page = await workspace.scans.matches({
    limit,
    ...(scanId !== undefined && { scanId }),
    ...(state !== undefined && { isDecided: state === 'decided' }),
    ...(after !== undefined && { after }),
  })
  if (!page.ok) return page
  return ok({ rows: await wireMatches(page.value.rows, workspace), next: page.value.next })
}

/**
 * Appends a judgement on a match, which stands for each copy of the file, or one that takes the newest standing one back;
 * gives the match as it then is. Refuses E_MATCH_UNKNOWN, E_NOTHING_TO_UNDO.
 */
export async function judgeMatch(
  workspace: Matches,
  { id, decision, reason }: CheckedInputOf<'matches.judge'>,
): Promise<Result<WireMatch>> {
  const unknown = refuse('E_MATCH_UNKNOWN', { match: id })
  const match = await workspace.scans.match(id)
  if (!match) return unknown
  const subject = matchSubject(match)
  if (decision === 'undo' && standing(await workspace.judgements.of(subject)).length === 0)
    return refuse('E_NOTHING_TO_UNDO')
  await workspace.judgements.append({ subject, decision, reason })
  const [wire] = await wireMatches([match], workspace)
  return wire ? ok(wire) : unknown
}

async function wireMatches(matches: readonly StoredMatch[], workspace: Matches): Promise<WireMatch[]> {
  const telling = await tellingOf(workspace, matches)
  const copies = await copiesOf(matches, workspace)
  const told = matches.filter((match) => telling(match).mayBeTold)
  const hashes = await entryHashes(told, workspace)
  const wire: WireMatch[] = []
  for (const match of matches) {
    const { material, mayBeShown } = telling(match)
    const judgements = await workspace.judgements.of(matchSubject(match))
    const { path, digests, sizeBytes } = match.file
    wire.push({
      id: match.id,
      scanId: match.scanId,
      path,
      sha256: digests.sha256,
      md5: digests.md5,
      sizeBytes,
      kind: match.kind,
      hash: match.hash,
      bank: match.bank,
      material,
      entry: match.entry,
      entryHash: hashes.get(match) ?? null,
      distance: match.distance,
      threshold: match.threshold,
      thresholdSource: match.thresholdSource,
      orientation: match.orientation,
      quality: match.quality,
      copies: (copies.get(match.scanId)?.get(digests.sha256) ?? []).filter((copy) => copy !== path),
      mayBeShown,
      state: stateOf(judgements),
      judgements: judgements.map((judgement) => ({ ...judgement })),
    })
  }
  return wire
}

/** Files with the same bytes, by scan. */
async function copiesOf(
  matches: readonly StoredMatch[],
  { scans }: Matches,
): Promise<ReadonlyMap<number, ReadonlyMap<Sha256, readonly string[]>>> {
  const found = new Map<number, ReadonlyMap<Sha256, readonly string[]>>()
  for (const [scanId, those] of Map.groupBy(matches, (match) => match.scanId)) {
    const digests = those.map(({ file }) => file.digests.sha256)
    found.set(scanId, await scans.filesWith(scanId, digests))
  }
  return found
}

function stateOf(judgements: readonly StoredJudgement[]): WireMatch['state'] {
  const decision = standing(judgements).at(-1)?.decision
  return decision === 'same' || decision === 'different' || decision === 'cannot-say' ? decision : 'undecided'
}
