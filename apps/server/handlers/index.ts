// The handlers of all routes, one file an area. The type sees to it that each route has one; that none has two follows from
// the areas, which divide the routes by the first part of their ids.

import type { RouteId } from '@manumit/contract'
import type { DeskContext } from '../desk-context.ts'
import type { HandlersOf } from '../handler.ts'
import { caseHandlers } from './case.ts'
import { jobHandlers } from './jobs.ts'
import { mediaHandlers } from './media.ts'
import { peopleHandlers } from './people.ts'
import { recordHandlers } from './records.ts'
import { sessionHandlers } from './session.ts'

export const handlers: HandlersOf<RouteId, DeskContext> = {
  ...sessionHandlers,
  ...caseHandlers,
  ...recordHandlers,
  ...peopleHandlers,
  ...mediaHandlers,
  ...jobHandlers,
}
