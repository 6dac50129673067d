// What scans found, and what people decided on it: what casework reads and judges, as the contract has it.

import { ok } from '@manumit/base'
import { judgeMatch, matchPage } from '@manumit/casework'
import type { MediaRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import type { HandlersOf } from '../handler.ts'
import { noteView } from '../view-log.ts'

export const mediaHandlers: HandlersOf<MediaRoutes, DeskContext> = {
  async 'matches.page'(input, context) {
    await noteView(context, 'view.matches', 'matches')
    return matchPage(context.workspace, input)
  },
  // Logged by the judgement itself, in the caller's name.
  'matches.judge': (input, { inTurn, workspace }) => inTurn(() => judgeMatch(workspace, input)),

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
