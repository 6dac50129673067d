// Long work, what it starts from, and the log.

import { ok, type Result, refuse } from '@manumit/base'
import { type JobRequest, mayDo, type Permission, type WireJob } from '@manumit/contract'
import type { JobRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import { listFolder } from '../evidence-paths.ts'
import type { HandlersOf } from '../handler.ts'
import { noteView } from '../view-log.ts'

/** What each kind of work asks for. Verifying changes nothing but the log, and whoever doubts may do it. */
const PERMISSION_OF: Readonly<Record<JobRequest['kind'], Permission>> = {
  add: 'add',
  'read-again': 'add',
  'import-bank': 'add',
  scan: 'scan',
  verify: 'read',
  report: 'export',
}

export const jobHandlers: HandlersOf<JobRoutes, DeskContext> = {
  async 'jobs.start'({ request }, context) {
    const permitted = requirePermission(request, context)
    if (!permitted.ok) return permitted
    const started = await context.jobs.start(request, context.actor)
    if (started.ok) await noteAct('job.started', started.value, context)
    return started
  },
  async 'jobs.list'(_, { jobs }) {
    return ok({ jobs: [...jobs.list()] })
  },
  async 'jobs.stop'({ id }, context) {
    const permitted = await requirePermissionOf(id, context)
    if (!permitted.ok) return permitted
    const stopped = context.jobs.stop(id)
    if (stopped.ok) await noteAct('job.stopped', stopped.value, context)
    return stopped
  },
  async 'jobs.resume'({ id }, context) {
    const permitted = await requirePermissionOf(id, context)
    if (!permitted.ok) return permitted
    const resumed = await context.jobs.resume(id)
    if (resumed.ok) await noteAct('job.resumed', resumed.value, context)
    return resumed
  },
  async 'uploads.begin'({ name, sizeBytes, modifiedAt = null }, { actor, uploads }) {
    const begun = uploads.begin({ name, sizeBytes, modifiedAt, by: actor })
    return begun.ok ? ok({ ...begun.value }) : begun
  },
  async 'folders.list'({ path }, context) {
    const listing = listFolder(path, context.folder)
    if (listing.ok) await noteView(context, 'view.folder', listing.value.path)
    return listing.ok ? ok({ ...listing.value, entries: [...listing.value.entries] }) : listing
  },
  async 'audit.page'(query, context) {
    const { action, after, limit } = query
    const page = await context.workspace.audit.list({
      limit,
      ...(action !== undefined && { action }),
      ...(after !== undefined && { after }),
    })
    if (!page.ok) return page
    await noteView(context, 'view.log', 'log')
    return ok({ rows: page.value.rows.map(({ prevHash: _, ...entry }) => entry), next: page.value.next })
  },
  async 'audit.verify'(_, { workspace }) {
    const verdict = await workspace.audit.verify()
    if (!verdict.intact) return ok(verdict)
    const { entries, head } = verdict
    return ok({ intact: true, entries, headSeq: head.seq, headHash: head.hash })
  },
}

/** The work itself logs what it did in the name of who asked for it first; this says whose hand was on it. */
async function noteAct(
  action: `job.${'started' | 'stopped' | 'resumed'}`,
  { id, kind, startedBy }: WireJob,
  { workspace }: DeskContext,
): Promise<void> {
  await workspace.audit.append(action, `job:${id}`, { kind, startedBy })
}

function requirePermission(
  { kind }: Pick<JobRequest, 'kind'>,
  { role }: Pick<DeskContext, 'role'>,
): Result<void> {
  const permission = PERMISSION_OF[kind]
  return mayDo(role, permission)
    ? ok(undefined)
    : refuse('E_NOT_PERMITTED', { role: role ?? 'none', permission })
}

async function requirePermissionOf(id: string, context: DeskContext): Promise<Result<void>> {
  const request = context.jobs.requestOf(id)
  return request.ok ? requirePermission(request.value, context) : request
}
