// The case as a whole: sources, what was and was not read, issues in words, files.

import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { artifactRef, cursor, holderRole, id, limit, page, reason, scope, sha256, utc } from '../shapes.ts'

const counts = z.record(z.string(), z.int())

const source = z.strictObject({
  id,
  name: z.string(),
  authority: z.string().nullable(),
  holderRole,
  scope,
  scopeRevision: z.int(),
  path: z.string(),
  treeKind: z.string(),
  /** Why it was taken for that. */
  treeReason: z.string(),
  toolVersion: z.string(),
  addedAt: utc,
  addedBy: z.string(),
  state: z.enum(['reading', 'complete']),
  files: z.int(),
  filesRead: z.int(),
  /** Records kept, by kind. */
  records: counts,
  /** Issues, by code. */
  issues: counts,
  /** Records read and left out by the scope, by kind. */
  outOfScope: counts,
  firstUtc: utc.nullable(),
  lastUtc: utc.nullable(),
})
export type WireSource = z.infer<typeof source>

export const caseOverview = defineRoute({
  id: 'case.overview',
  summary: 'Sources with their counts and coverage, and what else the workspace holds.',
  permission: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    workspace: z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), createdAt: utc }),
    toolVersion: z.string(),
    sources: z.array(source),
    /** Records that full text has not read yet; a search says so beside its results. */
    searchPending: z.int(),
    undecidedMatches: z.int(),
    openCandidates: z.int(),
    banks: z.array(
      z.strictObject({
        name: z.string(),
        material: z.enum(['unlawful', 'demonstration', 'other']),
        source: z.string(),
        entries: z.int(),
        importedAt: utc,
      }),
    ),
  }),
  refusals: [],
})

export const sourcesDeclare = defineRoute({
  id: 'sources.declare',
  summary: 'Corrects a source’s name, authority or holder’s role; what stood before is kept in the log.',
  permission: 'add',
  input: z.strictObject({
    id,
    name: z.string().trim().min(1).max(200).optional(),
    authority: z.string().max(500).nullable().optional(),
    holderRole: holderRole.optional(),
    reason,
  }),
  output: source,
  refusals: ['E_SOURCE_UNKNOWN'],
})

export const sourcesWiden = defineRoute({
  id: 'sources.widen',
  summary: 'Permits more of a source than before; a further reading brings in what was out.',
  permission: 'add',
  secondPerson: true,
  input: z.strictObject({ id, scope, reason }),
  output: z.strictObject({ jobId: z.string() }),
  refusals: ['E_SOURCE_UNKNOWN', 'E_SCOPE_NOT_WIDER'],
})

export const issuesPage = defineRoute({
  id: 'issues.page',
  summary: 'What could not be read or was found odd, one by one.',
  permission: 'read',
  input: z.strictObject({
    sourceId: id.optional(),
    code: z.string().max(80).optional(),
    severity: z.enum(['warning', 'error']).optional(),
    after: cursor.optional(),
    limit,
  }),
  output: page(
    z.strictObject({
      id,
      sourceId: id,
      path: z.string().nullable(),
      artifact: artifactRef,
      code: z.string(),
      severity: z.string(),
      /** The code’s sentence with its data filled in. */
      sentence: z.string(),
      /** Where, as text; empty where the issue names no place. */
      place: z.string(),
    }),
  ),
  refusals: ['E_CURSOR'],
})

export const filesPage = defineRoute({
  id: 'files.page',
  summary: 'Files of a source with size, digests, type and the artifacts that read them.',
  permission: 'read',
  input: z.strictObject({
    sourceId: id.optional(),
    read: z.boolean().optional(),
    after: cursor.optional(),
    limit,
  }),
  output: page(
    z.strictObject({
      id,
      sourceId: id,
      path: z.string(),
      onPhone: z.string(),
      sizeBytes: z.int(),
      md5: z.string().nullable(),
      sha1: z.string().nullable(),
      sha256: sha256.nullable(),
      type: z.string().nullable(),
      typeReason: z.string().nullable(),
      readBy: z.array(z.string()),
    }),
  ),
  refusals: ['E_CURSOR'],
})
