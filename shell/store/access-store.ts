// The desk's own file opened, and its ports put together.

import { ok, type Result } from '@manumit/base'
import { makeAccountStore } from './access-accounts.ts'
import { makeApprovalStore } from './access-approvals.ts'
import { openAccessDatabase } from './access-database.ts'
import { makeJobStore, makeUploadStore } from './access-jobs.ts'
import type { AccessRequest, AccessStore } from './access-ports.ts'
import { makeLinkStore, makeSessionStore } from './access-sessions.ts'

/** Opens `access.db` of a workspace's folder, or makes it. Refuses E_WORKSPACE_NOT_PRIVATE, _NEWER, _DAMAGED. */
export function openAccess({ folder, now }: AccessRequest): Result<AccessStore> {
  const opened = openAccessDatabase(folder)
  if (!opened.ok) return opened
  const database = opened.value
  const links = makeLinkStore(database, now)
  return ok({
    accounts: makeAccountStore(database, { now, links }),
    links,
    sessions: makeSessionStore(database, now),
    approvals: makeApprovalStore(database, now),
    jobs: makeJobStore(database, now),
    uploads: makeUploadStore(database, now),
    close: () => {
      if (database.isOpen) database.close()
    },
  })
}
