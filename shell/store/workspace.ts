// A workspace over an engine: the schema brought up to date, the ports put together.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { appendEntry, makeAuditLog } from './audit-log.ts'
import { makeBankStore } from './banks.ts'
import { makeConversationStore } from './conversations.ts'
import { dumpLines } from './dump.ts'
import { type Engine, inTransaction } from './engine.ts'
import { makeFileStore } from './files.ts'
import { makeIngestStore } from './ingest.ts'
import { makeIssueStore } from './issues.ts'
import { makeJudgementLog } from './judgements.ts'
import { makeLinkingStore } from './linking.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/members.ts'
import { makeObservationStore } from './observations.ts'
import { makePeopleStore } from './people.ts'
import type { OpenRequest, Workspace, WorkspaceInfo, WorkspaceKind } from './ports/workspace.ts'
import { makeScanStore } from './scans.ts'
import { makeFts5Search } from './search-fts5.ts'
import { makeSourceStore } from './sources.ts'
import type { StoreContext } from './store-context.ts'

/**
 * Opens the workspace a database holds, or makes one in an empty database. Closing the workspace closes the engine; a
 * refusal leaves it open. Refuses E_WORKSPACE_ABSENT, _EXISTS, _NEWER, _KIND.
 */
export async function workspaceOn(
  engine: Engine,
  {
    create,
    expect,
    access = 'write',
    powers,
    folder = '',
  }: Omit<OpenRequest, 'folder'> & { folder?: string },
): Promise<Result<Workspace>> {
  const migrated = await migrate(engine, migrations, powers.now)
  if (!migrated.ok) return migrated
  const found = await engine.db.selectFrom('workspace').selectAll().executeTakeFirst()
  if (found && create) return refuse('E_WORKSPACE_EXISTS', { folder })
  if (!found && !create) return refuse('E_WORKSPACE_ABSENT', { folder })
  const row = found ?? {
    id: powers.randomId(),
    kind: create!.kind,
    name: create!.name,
    created_at: powers.now(),
  }
  if (expect !== undefined && row.kind !== expect)
    return refuse('E_WORKSPACE_KIND', { found: row.kind, expected: expect })
  if (!found)
    await inTransaction(engine, async (trx) => {
      await trx.insertInto('workspace').values(row).execute()
      const data = { kind: row.kind, name: row.name, schemaVersion: migrated.value }
      await appendEntry(trx, powers, { action: 'workspace.created', subject: `workspace:${row.id}`, data })
    })
  const info: WorkspaceInfo = {
    id: row.id,
    kind: row.kind as WorkspaceKind,
    name: row.name,
    createdAt: row.created_at as Utc,
    schemaVersion: migrated.value,
    engine: engine.name,
    access,
  }
  return ok(assemble({ engine, powers, access }, info))
}

function assemble(context: StoreContext, info: WorkspaceInfo): Workspace {
  const { engine, powers } = context
  return {
    info,
    sources: makeSourceStore(context),
    files: makeFileStore(context),
    ingest: makeIngestStore(context),
    observations: makeObservationStore(engine),
    conversations: makeConversationStore(engine.db),
    issues: makeIssueStore(engine),
    judgements: makeJudgementLog(context),
    audit: makeAuditLog(engine, powers),
    banks: makeBankStore(context),
    scans: makeScanStore(context),
    search: engine.name === 'sqlite' ? makeFts5Search(engine) : null,
    linking: makeLinkingStore(context),
    people: makePeopleStore(engine),
    dump: () => dumpLines(engine.db),
    asActor: (actor) => ({
      ...assemble({ ...context, powers: { ...context.powers, actor } }, info),
      // Who opened it closes it.
      close: async () => {},
    }),
    close: () => engine.close(),
  }
}
