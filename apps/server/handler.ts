// What answers a route: a function from checked input and the call's context to the output, or a refusal.

import type { Result, Utc } from '@manumit/base'
import type { CheckedInputOf, OutputOf, Role, RouteId } from '@manumit/contract'
import type { Workspace } from '@manumit/store'

export interface CallContext {
  /** The workspace, acting in the caller's name: what is judged or logged carries it. */
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  readonly actor: string
  readonly role: Role | null
  now(): Utc
}

export type Handler<Id extends RouteId, Context extends CallContext = CallContext> = (
  input: CheckedInputOf<Id>,
  context: Context,
) => Promise<Result<OutputOf<Id>>>

/** Handlers of some routes. Each route has exactly one; the compiler sees to it where they are joined (handlers/index.ts). */
export type HandlersOf<Ids extends RouteId, Context extends CallContext = CallContext> = {
  readonly [Id in Ids]: Handler<Id, Context>
}
