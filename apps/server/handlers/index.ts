// The handlers of all routes, one file an area. The type sees to it that each route has one; that none has two follows from
// the areas, which divide the routes by the first part of their ids.

import { refuse } from '@manumit/base'
import { type RouteId, routes } from '@manumit/contract'
import type { DeskContext } from '../desk-context.ts'
import type { HandlersOf } from '../handler.ts'
import { jobHandlers } from './jobs.ts'
import { mediaHandlers } from './media.ts'
import { peopleHandlers } from './people.ts'
import { sessionHandlers } from './session.ts'

/** Areas whose file is not written yet. Goes when the last one is. */
const waiting = Object.fromEntries(
  routes.map(({ id }) => [
    id,
    async () => refuse('E_INPUT', { route: id, detail: 'its handler is not written yet' }),
  ]),
) as unknown as HandlersOf<RouteId>

export const handlers: HandlersOf<RouteId, DeskContext> = {
  ...waiting,
  ...sessionHandlers,
  ...jobHandlers,
  ...mediaHandlers,
  ...peopleHandlers,
}
