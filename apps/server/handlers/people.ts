// Identifiers, candidates, carriers, names and the contact graph: what casework reads and judges, as the contract has it.

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
import type { HandlersOf } from '../handler.ts'

export const peopleHandlers: HandlersOf<PeopleRoutes> = {
  'identifiers.page': (input, { workspace }) => identifierPage(workspace, input),
  'identifiers.get': ({ key }, { workspace }) => readIdentifier(workspace, key),
  'candidates.page': (input, { workspace }) => candidatePage(workspace, input),
  'candidates.get': ({ id }, { workspace }) => readCandidate(workspace, id),
  // Logged by the judgement itself, in the caller's name.
  'candidates.judge': (input, { workspace }) => judgeCandidate(workspace, input),
  'carriers.shares': async (input, { workspace }) => ok(await carrierShares(workspace, input)),
  'names.page': (input, { workspace }) => namePage(workspace, input),
  'graph.expand': async (input, { workspace }) => ok(await contactGraph(workspace, input)),
}
