// What scans found, and what people decided on it. Of a bank of unlawful material nothing goes out but the file's own hash,
// place and distance: not the entry's hash, not a picture.

import { ok, refuse, type Sha256 } from '@manumit/base'
import type { WireMatch } from '@manumit/contract'
import {
  type BankMaterial,
  matchSubject,
  type StoredJudgement,
  type StoredMatch,
  type Workspace,
} from '@manumit/store'
import type { MediaRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import { entryHashes } from '../entry-hashes.ts'
import type { HandlersOf } from '../handler.ts'

type MatchState = WireMatch['state']

export const mediaHandlers: HandlersOf<MediaRoutes, DeskContext> = {
  async 'matches.page'({ scanId, state, after, limit }, { workspace }) {
    const page = await workspace.scans.matches({
      limit,
      ...(scanId !== undefined && { scanId }),
      ...(state !== undefined && { isDecided: state === 'decided' }),
      ...(after !== undefined && { after }),
    })
    return page.ok ? ok({ rows: await wireMatches(page.value.rows, workspace), next: page.value.next }) : page
  },

  async 'matches.judge'({ id, decision, reason }, { inTurn, workspace }) {
    const match = await workspace.scans.match(id)
    if (!match) return refuse('E_MATCH_UNKNOWN', { match: id })
    const subject = matchSubject(match)
    const judged = await inTurn(async () => {
      if (decision === 'undo' && stateOf(await workspace.judgements.of(subject)) === 'undecided')
        return refuse('E_NOTHING_TO_UNDO')
      return ok(await workspace.judgements.append({ subject, decision, reason }))
    })
    if (!judged.ok) return judged
    const [wire] = await wireMatches([match], workspace)
    return wire ? ok(wire) : refuse('E_MATCH_UNKNOWN', { match: id })
  },

  async 'scans.list'(_, { workspace }) {
    const scans = await workspace.scans.list()
    return ok({
      scans: scans.map(({ id, paths, bank, startedAt, finishedAt, files, matches }) => ({
        id,
        paths: [...paths],
        bank,
        startedAt,
        finishedAt,
        files,
        matches,
      })),
    })
  },

  async 'banks.remove'({ name, reason }, { workspace }) {
    const removed = await workspace.banks.remove(name)
    if (!removed.ok) return removed
    await workspace.audit.append('bank.removal-reason', `bank:${name}`, { reason })
    return ok({})
  },
}

/**
 * What may be shown of these matches, by what each file came near to in any scan: a picture only where each bank is of
 * demonstration material, an entry's hash where the match's own bank is not of unlawful material. A bank that was removed
 * counts as unlawful: nobody can say any more that it was not.
 */
export async function showable(
  matches: readonly StoredMatch[],
  workspace: Workspace,
): Promise<(match: StoredMatch) => { readonly material: BankMaterial; readonly mayBeShown: boolean }> {
  const materials = new Map((await workspace.banks.list()).map(({ name, material }) => [name, material]))
  const near = await workspace.scans.banksNear(matches.map(({ file }) => file.digests.sha256))
  const materialOf = (bank: string): BankMaterial => materials.get(bank) ?? 'unlawful'
  return ({ bank, file }) => ({
    material: materialOf(bank),
    mayBeShown: [bank, ...(near.get(file.digests.sha256) ?? [])].every(
      (each) => materialOf(each) === 'demonstration',
    ),
  })
}

async function wireMatches(matches: readonly StoredMatch[], workspace: Workspace): Promise<WireMatch[]> {
  const shown = await showable(matches, workspace)
  const copies = await copiesOf(matches, workspace)
  const hashes = await entryHashes(
    matches.filter((match) => shown(match).material !== 'unlawful'),
    workspace,
  )
  const wire: WireMatch[] = []
  for (const match of matches) {
    const { material, mayBeShown } = shown(match)
    const judgements = await workspace.judgements.of(matchSubject(match))
    wire.push({
      id: match.id,
      scanId: match.scanId,
      path: match.file.path,
      sha256: match.file.digests.sha256,
      md5: match.file.digests.md5,
      sizeBytes: match.file.sizeBytes,
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
      copies: (copies.get(match.scanId)?.get(match.file.digests.sha256) ?? []).filter(
        (path) => path !== match.file.path,
      ),
      mayBeShown,
      state: stateOf(judgements),
      judgements: judgements.map((judgement) => ({ ...judgement })),
    })
  }
  return wire
}

async function copiesOf(
  matches: readonly StoredMatch[],
  workspace: Workspace,
): Promise<ReadonlyMap<number, ReadonlyMap<Sha256, readonly string[]>>> {
  const byScan = Map.groupBy(matches, ({ scanId }) => scanId)
  const found = new Map<number, ReadonlyMap<Sha256, readonly string[]>>()
  for (const [scanId, those] of byScan)
    found.set(
      scanId,
      await workspace.scans.filesWith(
        scanId,
        those.map(({ file }) => file.digests.sha256),
      ),
    )
  return found
}

/** What stands: each undo takes the last decision back, and what stood before it stands again. */
export function stateOf(judgements: readonly Pick<StoredJudgement, 'decision'>[]): MatchState {
  const standing: string[] = []
  for (const { decision } of judgements) {
    if (decision === 'undo') standing.pop()
    else standing.push(decision)
  }
  const last = standing.at(-1)
  return last === 'same' || last === 'different' || last === 'cannot-say' ? last : 'undecided'
}
