// The desk: a workspace's routes, files and console behind one fetch, with everything that stands in front of them. Needs no
// port, so that tests ask it as a browser would.

import { ok, type Refusal, type Result, refuse } from '@manumit/base'
import { TOOL_VERSION } from '@manumit/casework'
import type { JobRequest, Role, RouteId } from '@manumit/contract'
import { machineRefusal, openAccess, type SessionLimits, type Workspace } from '@manumit/store'
import { Hono } from 'hono'
import { makeAttempts } from './attempts.ts'
import { callRoute, routeOf } from './call-route.ts'
import type { DeskContext, DeskPowers } from './desk-context.ts'
import { fileResponse } from './file-routes.ts'
import { refuseForeignCall, refuseForeignHost, SECURE_HEADERS } from './guard.ts'
import { makeTurns } from './in-turn.ts'
import { type JobQueue, makeJobQueue } from './job-queue.ts'
import { type JobRunner, runJobInThread } from './job-thread.ts'
import { type Links, makeLinks } from './links.ts'
import { openApiDocument } from './openapi.ts'
import { makePasskeys } from './passkeys.ts'
import { prepareJob } from './prepare-job.ts'
import { bodyOf } from './request-body.ts'
import { makeStaticFiles } from './static-files.ts'
import { refusalBody, statusOf } from './status.ts'
import { makeUploads } from './uploads.ts'
import { NOBODY, requireOurs, SESSION_LIMITS, type Visitor, visitorOf } from './visitor.ts'

/** What a call may send as JSON. Evidence comes in as an upload. */
const MOST_JSON_BYTES = 1 << 20
const SECRET_BYTES = 32

export interface DeskOptions {
  /** Opened for writing; whoever opened it closes it, after the desk. */
  readonly workspace: Workspace
  readonly folder: string
  /** As browsers name it: `http://localhost:7377`. Any other name is refused. */
  readonly origin: string
  /** The built console; null serves a sentence in its place. */
  readonly consoleFolder: string | null
  readonly powers: DeskPowers
  readonly limits?: SessionLimits
  readonly runJob?: JobRunner
  /** For tests: a handler that answers what the contract does not say is a fault. */
  readonly checkOutput?: boolean
}

export interface Desk {
  fetch(request: Request): Promise<Response>
  readonly jobs: JobQueue
  readonly links: Links
  /** Asks jobs to stop and waits for them. */
  close(): Promise<void>
}

/** Refusals: those of openAccess. */
export function createDesk(options: DeskOptions): Result<Desk> {
  const { workspace, folder, origin, consoleFolder, powers, limits = SESSION_LIMITS } = options
  const opened = openAccess({ folder, now: powers.now })
  if (!opened.ok) return opened
  const access = opened.value
  // Whoever took the port while no desk held it was sent what browsers keep for it: none of that opens anything again.
  for (const { name } of access.accounts.list()) access.sessions.endAll(name)
  const secret = powers.randomBytes(SECRET_BYTES)
  const fault = (error: unknown): string => {
    const id = powers.randomId()
    powers.log('fault', {
      fault: id,
      name: error instanceof Error ? error.name : typeof error,
      at: placeOf(error),
    })
    return id
  }
  const uploads = makeUploads({ folder, store: access.uploads, randomId: powers.randomId })
  const jobs = makeJobQueue({
    store: access.jobs,
    folder,
    run: options.runJob ?? runJobInThread,
    now: powers.now,
    randomId: powers.randomId,
    prepare: (request) => prepareJob(request, { workspace, folder, uploads }),
    settled: (request) => forgetBankUpload(request, uploads.remove),
    fault,
  })
  const shared = {
    access,
    folder,
    origin,
    jobs,
    uploads,
    powers,
    now: powers.now,
    attempts: makeAttempts(powers.now),
    passkeys: makePasskeys({ origin, now: powers.now, randomBytes: powers.randomBytes }),
    inTurn: makeTurns(),
    drawInTurn: makeTurns(),
  }
  const checkOutput = options.checkOutput ?? false

  const contextOf = (
    visitor: Visitor,
    by: { readonly actor: string; readonly role: Role | null },
  ): DeskContext => {
    const context: DeskContext = {
      ...shared,
      visitor,
      actor: by.actor,
      role: by.role,
      workspace: workspace.asActor(by.actor),
      async perform(route, input, requester) {
        const approved = routeOf(route)
        if (!approved?.secondPerson) return refuse('E_NOT_FOUND')
        return callRoute(approved, input, contextOf(visitor, requester), { checkOutput, isApproved: true })
      },
    }
    return context
  }
  const visit = (request: Request): { readonly visitor: Visitor; readonly context: DeskContext } => {
    const visitor = visitorOf(request, { access, origin, limits, randomBytes: powers.randomBytes, secret })
    const { actor = NOBODY, role = null } = visitor.session ?? {}
    return { visitor, context: contextOf(visitor, { actor, role }) }
  }

  const files = makeStaticFiles(consoleFolder)
  const app = new Hono()
  app.use('*', async (c, next) => {
    const foreign = refuseForeignHost(c.req.raw, origin)
    if (foreign) c.res = refused(foreign)
    else await next()
    for (const [name, value] of Object.entries(SECURE_HEADERS)) c.res.headers.set(name, value)
  })
  app.get('/api/openapi.json', () => json(openApiDocument({ version: TOOL_VERSION, origin })))
  app.use('/api/*', async (c, next) => {
    const foreign = refuseForeignCall(c.req.raw, origin)
    if (foreign) c.res = refused(foreign)
    else await next()
    // What is said of a case stays in no cache, of browser or proxy.
    c.res.headers.set('cache-control', 'no-store')
  })
  app.post('/api/:route', async (c) => {
    const route = routeOf(c.req.param('route'))
    if (!route) return refused({ code: 'E_NOT_FOUND' })
    const { visitor, context } = visit(c.req.raw)
    const tokened = route.permission === 'open' ? ok(undefined) : requireOurs(visitor)
    if (!tokened.ok) return refused(tokened.error)
    const body = await jsonOf(c.req.raw, route.id as RouteId)
    if (!body.ok) return refused(body.error)
    const result = await callRoute(route, body.value, context, { checkOutput })
    const response = result.ok ? json(result.value) : refused(result.error)
    for (const [name, value] of Object.entries(visitor.headers())) response.headers.append(name, value)
    return response
  })
  app.on(['GET', 'PUT'], '/api/*', async (c) => {
    const { context } = visit(c.req.raw)
    const response = await fileResponse(c.req.raw, { context, limits })
    return response.ok ? response.value : refused(response.error)
  })
  app.get('*', (c) => files(c.req.path) ?? refused({ code: 'E_NOT_FOUND' }))
  app.notFound(() => refused({ code: 'E_NOT_FOUND' }))
  // The one place where what is thrown ends: what the machine would not do is said, a fault of ours has an id.
  app.onError((error) => {
    const refusal = machineRefusal(error)
    return refused(refusal ?? { code: 'E_FAULT', data: { fault: fault(error) } })
  })
  return ok({
    fetch: async (request) => app.fetch(request),
    jobs,
    links: makeLinks({ access, workspace, origin, powers }),
    close: async () => {
      await jobs.close()
      access.close()
    },
  })
}

const json = (value: unknown): Response => Response.json(value)

const refused = (refusal: Refusal): Response =>
  Response.json(refusalBody(refusal), { status: statusOf(refusal) })

/** Only JSON that says so, of at most so many bytes, counted as they come. */
async function jsonOf(request: Request, route: RouteId): Promise<Result<unknown>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse('E_INPUT', { route, detail: 'content-type' })
  const bytes = await bodyOf(request, MOST_JSON_BYTES)
  if (!bytes.ok) return bytes
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)))
  } catch {
    return refuse('E_INPUT', { route, detail: 'not JSON' })
  }
}

/** Where in our sources it was thrown: file and line, and nothing it says. */
function placeOf(error: unknown): string {
  const frame =
    error instanceof Error ? /\/((?:apps|shell|packages)\/[^\s):]+:\d+)/.exec(error.stack ?? '') : null
  return frame?.[1] ?? ''
}

/** A bank's file is read into the workspace, or cannot be: the list that came in lies about no longer than that. */
function forgetBankUpload(request: JobRequest, remove: (id: string) => void): void {
  if (request.kind === 'import-bank' && request.origin.from === 'upload') remove(request.origin.uploadId)
}
