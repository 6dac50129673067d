// What answers a route: a function from checked input and the call's context to the output, or a refusal.

import type { Result, Utc } from '@manumit/base'
import type { CheckedInputOf, JobRequest, OutputOf, Role, RouteId, WireJob } from '@manumit/contract'
import type { Workspace } from '@manumit/store'

export interface CallContext {
  /** The workspace, acting in the caller's name: what is judged or logged carries it. */
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  readonly actor: string
  readonly role: Role | null
  /** Long work. */
  readonly jobs: Jobs
  now(): Utc
}

/** Long work, kept in rows: it is seen, stopped and gone on with also after a crash. */
export interface Jobs {
  /**
   * Puts work into the queue in somebody's name and answers at once with how it stands. Refuses E_PATH_UNKNOWN,
   * E_UPLOAD_UNKNOWN, E_BANK_UNKNOWN, E_SOURCE_UNKNOWN. Asks nobody's permission: the route has.
   */
  start(request: JobRequest, by: string): Promise<Result<WireJob>>
  /** The newest first. */
  list(): readonly WireJob[]
  /** Refuses E_JOB_UNKNOWN. */
  get(id: string): Result<WireJob>
  /** What a job was asked to do. Refuses E_JOB_UNKNOWN. */
  requestOf(id: string): Result<JobRequest>
  /** Asks it to stop at its next safe point. Refuses E_JOB_UNKNOWN, E_JOB_ENDED. */
  stop(id: string): Result<WireJob>
  /** Goes on in the name of who started it. Refuses E_JOB_UNKNOWN, E_JOB_RUNNING, E_JOB_ENDED. */
  resume(id: string): Promise<Result<WireJob>>
  /** Tells of each change until the returned function is called. */
  watch(onChange: (job: WireJob) => void): () => void
}

export type Handler<Id extends RouteId, Context extends CallContext = CallContext> = (
  input: CheckedInputOf<Id>,
  context: Context,
) => Promise<Result<OutputOf<Id>>>

/** Handlers of some routes. Each route has exactly one; the compiler sees to it where they are joined (handlers/index.ts). */
export type HandlersOf<Ids extends RouteId, Context extends CallContext = CallContext> = {
  readonly [Id in Ids]: Handler<Id, Context>
}
