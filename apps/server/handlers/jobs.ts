// Long work, what it starts from, and the log.

import { ok, type Result, refuse } from '@manumit/base'
import { type JobRequest, mayDo, type Permission } from '@manumit/contract'
import type { JobRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import { listFolder } from '../evidence-paths.ts'
import type { HandlersOf } from '../handler.ts'

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
    return permitted.ok ? context.jobs.start(request, context.actor) : permitted
  },
  async 'jobs.list'(_, { jobs }) {
    return ok({ jobs: [...jobs.list()] })
  },
  async 'jobs.stop'({ id }, context) {
    const permitted = await requirePermissionOf(id, context)
    return permitted.ok ? context.jobs.stop(id) : permitted
  },
  async 'jobs.resume'({ id }, context) {
    const permitted = await requirePermissionOf(id, context)
    return permitted.ok ? context.jobs.resume(id) : permitted
  },
  async 'uploads.begin'({ name, sizeBytes }, { actor, uploads }) {
    const begun = uploads.begin({ name, sizeBytes, by: actor })
    return begun.ok ? ok({ ...begun.value }) : begun
  },
  async 'folders.list'({ path }, { folder }) {
    const listing = listFolder(path, folder)
    return listing.ok ? ok({ ...listing.value, entries: [...listing.value.entries] }) : listing
  },
  async 'audit.page'(query, { workspace }) {
    const { action, after, limit } = query
    const page = await workspace.audit.list({
      limit,
      ...(action !== undefined && { action }),
      ...(after !== undefined && { after }),
    })
    if (!page.ok) return page
    return ok({ rows: page.value.rows.map(({ prevHash: _, ...entry }) => entry), next: page.value.next })
  },
  async 'audit.verify'(_, { workspace }) {
    const verdict = await workspace.audit.verify()
    if (!verdict.intact) return ok(verdict)
    const { entries, head } = verdict
    return ok({ intact: true, entries, headSeq: head.seq, headHash: head.hash })
  },
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
