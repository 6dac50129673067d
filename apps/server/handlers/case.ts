// The case as a whole: sources with what was and was not read of them, issues in words, files.

import { ok, type Result } from '@manumit/base'
import { filledSentence, issuePlace, judgedIds, TOOL_VERSION } from '@manumit/casework'
import type { WireSource } from '@manumit/contract'
import { phonePlaceText } from '@manumit/report'
import type { Source, Workspace } from '@manumit/store'
import type { CaseRoutes } from '../areas.ts'
import type { HandlersOf } from '../handler.ts'
import { noteView } from '../view-log.ts'
import { scopeOf } from '../wire-filter.ts'
import { cut } from '../wire-record.ts'

/** Candidates read at a time while they are counted. */
const CANDIDATES_AT_A_TIME = 1000

export const caseHandlers: HandlersOf<CaseRoutes> = {
  async 'case.overview'(_, context) {
    const { workspace } = context
    const sources: WireSource[] = []
    for (const source of await workspace.sources.list()) sources.push(await wireSource(workspace, source))
    const { id, name, kind, createdAt } = workspace.info
    await noteView(context, 'view.sources', 'sources')
    return ok({
      workspace: { id, name, kind, createdAt },
      toolVersion: TOOL_VERSION,
      sources,
      searchPending: (await workspace.search?.progress())?.pending ?? 0,
      undecidedMatches: await workspace.scans.countUndecided(),
      openCandidates: await countOpenCandidates(workspace),
      banks: (await workspace.banks.list()).map((bank) => ({
        name: bank.name,
        material: bank.material,
        source: bank.source,
        entries: Object.values(bank.entries).reduce((sum, count) => sum + count, 0),
        importedAt: bank.importedAt,
      })),
    })
  },

  async 'sources.declare'({ id, name, authority, holderRole, reason }, { workspace }) {
    const change = {
      ...(name !== undefined && { name }),
      ...(authority !== undefined && { authority }),
      ...(holderRole !== undefined && { holderRole }),
    }
    const declared = await workspace.sources.declare(id, change, reason)
    return declared.ok ? ok(await wireSource(workspace, declared.value)) : declared
  },

  async 'sources.widen'({ id, scope, reason }, { workspace, jobs, actor }) {
    const widened = await workspace.sources.widen(id, scopeOf(scope), reason)
    if (!widened.ok) return widened
    const job = await jobs.start({ kind: 'read-again', sourceId: id }, actor)
    return job.ok ? ok({ jobId: job.value.id }) : job
  },

  async 'issues.page'({ sourceId, code, severity, after, limit }, context) {
    const page = await context.workspace.issues.page({
      ...(sourceId !== undefined && { sourceId }),
      ...(code !== undefined && { code }),
      ...(severity !== undefined && { severity }),
      ...(after !== undefined && { after }),
      limit,
    })
    if (!page.ok) return page
    await noteView(context, 'view.issues', 'issues')
    const rows = page.value.rows.map(({ id, sourceId: of, path, artifact, issue }) => ({
      id,
      sourceId: of,
      path,
      artifact: { ...artifact },
      code: issue.code,
      severity: issue.severity,
      sentence: cut(filledSentence(issue)),
      place: cut(issuePlace(issue, path)),
    }))
    return ok({ rows, next: page.value.next })
  },

  async 'files.page'({ sourceId, read, after, limit }, context) {
    const page = await context.workspace.files.page({
      ...(sourceId !== undefined && { sourceId }),
      ...(read !== undefined && { read }),
      ...(after !== undefined && { after }),
      limit,
    })
    if (!page.ok) return page
    await noteView(context, 'view.files', 'files')
    const rows = page.value.rows.map(({ id, path, logical, digests, recognised, ...file }) => ({
      id,
      sourceId: file.sourceId,
      path,
      onPhone: logical.domain === undefined && logical.path === path ? '' : onPhone(logical),
      sizeBytes: file.sizeBytes,
      md5: digests?.md5 ?? null,
      sha1: digests?.sha1 ?? null,
      sha256: digests?.sha256 ?? null,
      type: recognised?.type ?? null,
      typeReason: recognised?.reason ?? null,
      readBy: [...file.readBy],
    }))
    return ok({ rows, next: page.value.next })
  },
}

/** As a record's place on the phone is printed. */
const onPhone = (logical: { readonly domain?: string; readonly path: string }): string =>
  phonePlaceText({ file: { logical } } as Parameters<typeof phonePlaceText>[0])

async function wireSource({ observations }: Workspace, source: Source): Promise<WireSource> {
  const { declaration, facts, counts } = source
  const { kinds, ...times } = declaration.scope
  return {
    id: source.id,
    name: declaration.name,
    authority: declaration.authority,
    holderRole: declaration.holderRole,
    scope: { ...times, ...(kinds && { kinds: [...kinds] }) },
    scopeRevision: source.scopeRevision,
    path: facts.path,
    treeKind: facts.treeKind,
    treeReason: facts.reason,
    toolVersion: facts.toolVersion,
    addedAt: source.addedAt,
    addedBy: source.addedBy,
    state: source.state,
    files: counts.files,
    filesRead: counts.filesRead,
    records: { ...counts.observations },
    issues: { ...counts.issues },
    outOfScope: { ...counts.outOfScope },
    ...(await observations.extent({ sourceId: source.id })),
  }
}

async function countOpenCandidates({ people }: Workspace): Promise<number> {
  const not = judgedIds(await people.judgements())
  let count = 0
  let after: string | undefined
  do {
    const page: Result<{ readonly rows: readonly unknown[]; readonly next: string | null }> =
      await people.candidates({ not, limit: CANDIDATES_AT_A_TIME, ...(after !== undefined && { after }) })
    if (!page.ok) return count
    count += page.value.rows.length
    after = page.value.next ?? undefined
  } while (after !== undefined)
  return count
}
