// Long work: started, watched (files.ts: events), stopped, gone on with. And what it starts from: paths and uploads.

import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { cursor, holderRole, id, limit, page, recordFilter, scope, utc } from '../shapes.ts'

const path = z.string().min(1).max(4096)

/** Evidence and banks are named by a path on the machine that Manumit runs on, or come as an upload. */
const origin = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('path'), path }),
  z.strictObject({ from: z.literal('upload'), uploadId: z.string().max(100) }),
])

export const REPORT_FORMATS = ['html', 'csv', 'jsonl', 'case'] as const

/** What may be asked for, by kind. */
export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    origin,
    name: z.string().trim().min(1).max(200),
    authority: z.string().max(500).nullable(),
    holderRole,
    scope,
  }),
  z.strictObject({ kind: z.literal('read-again'), sourceId: id }),
  z.strictObject({
    kind: z.literal('scan'),
    paths: z.array(path).min(1).max(100),
    bank: z.string().max(200),
  }),
  z.strictObject({
    kind: z.literal('import-bank'),
    origin,
    name: z.string().trim().min(1).max(200),
    material: z.enum(['unlawful', 'demonstration', 'other']),
  }),
  z.strictObject({ kind: z.literal('verify'), sourceId: id }),
  z.strictObject({
    kind: z.literal('report'),
    format: z.enum(REPORT_FORMATS),
    filter: recordFilter,
    /** IANA zone in which local times stand beside UTC; absent: UTC only. */
    zone: z.string().max(60).optional(),
    title: z.string().max(200).optional(),
  }),
])
export type JobRequest = z.infer<typeof jobRequest>

export const job = z.strictObject({
  id: z.string(),
  kind: z.string(),
  /** What it works on, for people: a source’s name, a path. */
  subject: z.string(),
  state: z.enum(['waiting', 'running', 'stopping', 'stopped', 'finished', 'failed']),
  startedBy: z.string(),
  startedAt: utc,
  endedAt: utc.nullable(),
  /** Stage of the work, with how far: done of total in `unit`; total null where unknown. */
  progress: z
    .strictObject({
      stage: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      unit: z.string(),
      perSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
      detail: z.string(),
    })
    .nullable(),
  /** Code and data of what ended it, when failed. */
  refusal: z.strictObject({ code: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
  /** Files it made, to be fetched as files.ts says; counts it came to. */
  files: z.array(z.strictObject({ name: z.string(), sizeBytes: z.int(), sha256: z.string() })),
  counts: z.record(z.string(), z.number()),
})
export type WireJob = z.infer<typeof job>

export const jobsStart = defineRoute({
  id: 'jobs.start',
  summary: 'Starts long work. Each kind of work asks for its own permission besides.',
  permission: 'read',
  input: z.strictObject({ request: jobRequest }),
  output: job,
  refusals: [
    'E_PATH_UNKNOWN',
    'E_UPLOAD_UNKNOWN',
    'E_UPLOAD_UNFINISHED',
    'E_BANK_UNKNOWN',
    'E_SOURCE_UNKNOWN',
  ],
})

export const jobsList = defineRoute({
  id: 'jobs.list',
  summary: 'Jobs, the newest first.',
  permission: 'read',
  input: z.strictObject({}),
  output: z.strictObject({ jobs: z.array(job) }),
  refusals: [],
})

export const jobsStop = defineRoute({
  id: 'jobs.stop',
  summary: 'Asks a job to stop at its next safe point; what it has done stays.',
  permission: 'read',
  input: z.strictObject({ id: z.string() }),
  output: job,
  refusals: ['E_JOB_UNKNOWN', 'E_JOB_ENDED'],
})

export const jobsResume = defineRoute({
  id: 'jobs.resume',
  summary: 'Goes on with a job that was stopped, that failed, or that a crash cut off.',
  permission: 'read',
  input: z.strictObject({ id: z.string() }),
  output: job,
  refusals: ['E_JOB_UNKNOWN', 'E_JOB_RUNNING', 'E_JOB_ENDED'],
})

export const uploadsBegin = defineRoute({
  id: 'uploads.begin',
  summary:
    'Opens an upload, or finds where one of the same name, size and time of modification stands: another file’s bytes are never gone on from.',
  permission: 'add',
  input: z.strictObject({
    name: z.string().min(1).max(255),
    sizeBytes: z.int().nonnegative(),
    /** Milliseconds since 1970, as the browser says them of a file. */
    modifiedAt: z.int().optional(),
  }),
  output: z.strictObject({ uploadId: z.string(), received: z.int(), chunkBytes: z.int() }),
  refusals: ['E_NO_ROOM'],
})

export const foldersList = defineRoute({
  id: 'folders.list',
  summary: 'What lies in a folder of the machine Manumit runs on, to choose evidence from.',
  permission: 'add',
  input: z.strictObject({ path: path.optional() }),
  output: z.strictObject({
    path: z.string(),
    parent: z.string().nullable(),
    entries: z.array(
      z.strictObject({ name: z.string(), isFolder: z.boolean(), sizeBytes: z.int().nullable() }),
    ),
  }),
  refusals: ['E_PATH_UNKNOWN'],
})

export const auditPage = defineRoute({
  id: 'audit.page',
  summary: 'Entries of the log, the oldest first.',
  permission: 'read',
  input: z.strictObject({ action: z.string().max(80).optional(), after: cursor.optional(), limit }),
  output: page(
    z.strictObject({
      seq: z.int(),
      at: utc,
      actor: z.string(),
      action: z.string(),
      subject: z.string(),
      data: z.unknown(),
      hash: z.string(),
    }),
  ),
  refusals: ['E_CURSOR'],
})

export const auditVerify = defineRoute({
  id: 'audit.verify',
  summary: 'Recomputes the chain of the log from its first entry.',
  permission: 'read',
  input: z.strictObject({}),
  output: z.discriminatedUnion('intact', [
    z.strictObject({ intact: z.literal(true), entries: z.int(), headSeq: z.int(), headHash: z.string() }),
    z.strictObject({ intact: z.literal(false), seq: z.int(), problem: z.string() }),
  ]),
  refusals: [],
})
