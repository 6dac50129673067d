// Identifiers, candidates, carriers, names and the contact graph: what casework reads and judges, as the contract has it.
// That a person looked is noted in the log, as view-log.ts says.

import { ok } from '@manumit/base'
import {
  candidatePage,
  carrierShares,
  contactGraph,
  identifierPage,
  judgeCandidate,
  namePage,
  readCandidate,
  readIdentifier,
} from '@manumit/casework'
import type { PeopleRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import type { HandlersOf } from '../handler.ts'
import { noteView } from '../view-log.ts'

export const peopleHandlers: HandlersOf<PeopleRoutes, DeskContext> = {
  async 'identifiers.page'(input, context) {
    await noteView(context, 'view.identifiers', 'identifiers')
    return identifierPage(context.workspace, input)
  },
  async 'identifiers.get'({ key }, context) {
    await noteView(context, 'view.identifier', `identifier:${key}`)
    return readIdentifier(context.workspace, key)
  },
  async 'candidates.page'(input, context) {
    await noteView(context, 'view.candidates', 'candidates')
    return candidatePage(context.workspace, input)
  },
  async 'candidates.get'({ id }, context) {
    await noteView(context, 'view.candidate', `candidate:${id}`)
    return readCandidate(context.workspace, id)
  },
  // Logged by the judgement itself, in the caller's name.
  'candidates.judge': (input, { inTurn, workspace }) => inTurn(() => judgeCandidate(workspace, input)),
  async 'carriers.shares'(input, context) {
    await noteView(context, 'view.carriers', 'identifiers')
    return ok(await carrierShares(context.workspace, input))
  },
  async 'names.page'(input, context) {
    await noteView(context, 'view.names', 'names')
    return namePage(context.workspace, input)
  },
  async 'graph.expand'(input, context) {
    await noteView(context, 'view.graph', 'identifiers')
    return ok(await contactGraph(context.workspace, input))
  },
}
