// One call of a route: permitted, checked, approved where it needs a second person, done, and its answer checked where asked.

import { ok, type Result, refuse } from '@manumit/base'
import { mayDo, type Role, type Route, type RouteId, routes } from '@manumit/contract'
import type { JsonValue } from '@manumit/store'
import type { z } from 'zod'
import { reasonOf, somebodyElseApproves } from './approvals.ts'
import type { DeskContext } from './desk-context.ts'
import type { Handler } from './handler.ts'
import { handlers } from './handlers/index.ts'

const ROUTES: ReadonlyMap<string, Route> = new Map(routes.map((route) => [route.id, route]))

export const routeOf = (id: string): Route | undefined => ROUTES.get(id)

/** Whether this role may call a route, or use a file. Refuses E_SIGNED_OUT, E_NOT_PERMITTED. */
export function requireRole(role: Role | null, permission: Route['permission']): Result<void> {
  if (mayDo(role, permission)) return ok(undefined)
  return role === null ? refuse('E_SIGNED_OUT') : refuse('E_NOT_PERMITTED', { role, permission })
}

export interface CallOptions {
  /** Throws where a handler answers what the contract does not say: for tests. */
  readonly checkOutput: boolean
  /** Somebody else has approved it. */
  readonly isApproved?: true
}

/** Refusals: those of the route, and the common ones. */
export async function callRoute(
  route: Route,
  body: unknown,
  context: DeskContext,
  { checkOutput, isApproved }: CallOptions,
): Promise<Result<unknown>> {
  const permitted = requireRole(context.role, route.permission)
  if (!permitted.ok) return permitted
  const input = route.input.safeParse(body)
  if (!input.success) return refuse('E_INPUT', { route: route.id, detail: detailOf(input.error) })
  if (
    route.secondPerson &&
    !isApproved &&
    somebodyElseApproves(context.access.accounts.list(), context.actor)
  )
    return waitForApproval(route, input.data, context)
  const handler = handlers[route.id as RouteId] as unknown as Handler<RouteId, DeskContext>
  const result: Result<unknown> = await handler(input.data as never, context)
  if (result.ok && checkOutput) route.output.parse(result.value)
  return result
}

async function waitForApproval(route: Route, input: unknown, context: DeskContext): Promise<Result<never>> {
  const { access, actor, powers, workspace } = context
  const { id } = access.approvals.request({
    id: powers.randomId(),
    route: route.id,
    input: input as JsonValue,
    reason: reasonOf(input),
    requestedBy: actor,
  })
  await workspace.audit.append('approval.requested', `approval:${id}`, {
    route: route.id,
    input: input as JsonValue,
  })
  return refuse('E_WAITS_FOR_APPROVAL', { approval: id })
}

/** Where in what was sent, and what was expected there; never what was sent. */
function detailOf(error: z.ZodError): string {
  const first = error.issues[0]
  return first ? `${first.path.map(String).join('.') || 'the whole'}: ${first.code}` : 'unknown'
}
