// What each kind of job does: casework, with its progress told in one form and its outcome as counts and files. Runs in a
// thread of its own with its own connection, or in the caller's.

import { mkdirSync, rmSync } from 'node:fs'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import {
  type AddProgress,
  addEvidence,
  importBank,
  readAgain,
  scanFiles,
  verifySource,
  writeReport,
} from '@manumit/casework'
import type { JobRequest, WireJob } from '@manumit/contract'
import type { Workspace } from '@manumit/store'
import { recordFilterOf, scopeOf } from './wire-filter.ts'

/** A request whose uploads and paths have been found. */
export type JobTask = JobRequest & { readonly path?: string }

export interface JobStep {
  readonly stage: string
  readonly done: number
  readonly total: number | null
  readonly unit: string
  readonly detail: string
}

export interface JobOutcome {
  readonly files: WireJob['files']
  readonly counts: WireJob['counts']
}

export interface JobRun {
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  readonly task: JobTask
  /** Where the files of this job go; made when there is one. */
  readonly filesFolder: string
  readonly actor: string
  now(): Utc
  readonly signal: AbortSignal
  onStep(step: JobStep): void
}

/** Refusals: those of casework and of the store, E_STOPPED among them. */
export function runJob(run: JobRun): Promise<Result<JobOutcome>> {
  const { task } = run
  switch (task.kind) {
    case 'add':
      return add(run, task)
    case 'read-again':
      return readOnceMore(run, task.sourceId)
    case 'scan':
      return scan(run, task)
    case 'import-bank':
      return bank(run, task)
    case 'verify':
      return verify(run, task.sourceId)
    case 'report':
      return report(run, task)
  }
}

type TaskOf<Kind extends JobRequest['kind']> = Extract<JobRequest, { readonly kind: Kind }> & {
  readonly path?: string
}

async function add(run: JobRun, task: TaskOf<'add'>): Promise<Result<JobOutcome>> {
  const { name, authority, holderRole, scope, path = '' } = task
  const declaration = { name, authority, holderRole, scope: scopeOf(scope) }
  const added = await addEvidence({ ...common(run), path, declaration, onProgress: stepOfAdding(run) })
  if (added.ok) return ok(addedOutcome(added.value))
  // Cut off after its last record and before that was noted: what comes after the reading is still to be done.
  if (added.error.code !== 'E_SOURCE_COMPLETE') return added
  const known = (await run.workspace.sources.list()).find((source) => source.id === added.error.data?.id)
  const isOurs = known?.declaration.name === name && known.addedBy === run.actor
  return isOurs ? readOnceMore(run, known.id) : added
}

async function readOnceMore(run: JobRun, sourceId: number): Promise<Result<JobOutcome>> {
  const source = await run.workspace.sources.get(sourceId)
  if (!source.ok) return source
  const read = await readAgain({ ...common(run), source: source.value, onProgress: stepOfAdding(run) })
  return read.ok ? ok(addedOutcome(read.value)) : read
}

function addedOutcome({
  source,
  totals,
}: {
  readonly source: { readonly id: number }
  readonly totals: { readonly files: number; readonly bytes: number; readonly items: number }
}): JobOutcome {
  return {
    files: [],
    counts: { source: source.id, files: totals.files, bytes: totals.bytes, items: totals.items },
  }
}

const stepOfAdding =
  ({ onStep }: JobRun) =>
  (progress: AddProgress): void => {
    if ('pending' in progress) {
      const { stage, pending } = progress
      const done = 'indexed' in progress ? progress.indexed : progress.linked
      onStep({ stage, done, total: done + pending, unit: 'records', detail: '' })
      return
    }
    const { stage, done, total, path } = progress
    onStep({ stage, done, total: total > 0 ? total : null, unit: 'bytes', detail: path })
  }

async function scan(run: JobRun, { paths, bank: name }: TaskOf<'scan'>): Promise<Result<JobOutcome>> {
  const scanned = await scanFiles({
    ...common(run),
    paths,
    bank: name,
    onProgress: ({ files, total, matches }) =>
      run.onStep({ stage: 'scanning', done: files, total, unit: 'files', detail: String(matches) }),
    onFile: async () => {},
  })
  if (!scanned.ok) return scanned
  const { scan: made, files, pictures, unread, matches } = scanned.value
  return ok({ files: [], counts: { scan: made.id, files, pictures, unread, matches } })
}

async function bank(
  run: JobRun,
  { name, material, path = '' }: TaskOf<'import-bank'>,
): Promise<Result<JobOutcome>> {
  run.onStep({ stage: 'importing', done: 0, total: null, unit: 'entries', detail: '' })
  const imported = await importBank({ workspace: run.workspace, path, name, material })
  if (!imported.ok) return imported
  const entries = Object.values(imported.value.bank.entries).reduce((sum, count) => sum + count, 0)
  return ok({ files: [], counts: { entries, setAside: imported.value.issueCount } })
}

async function verify(run: JobRun, sourceId: number): Promise<Result<JobOutcome>> {
  const source = await run.workspace.sources.get(sourceId)
  if (!source.ok) return source
  const verified = await verifySource({
    ...common(run),
    source: source.value,
    onProgress: ({ done, total }) => run.onStep({ stage: 'hashing', done, total, unit: 'bytes', detail: '' }),
  })
  if (!verified.ok) return verified
  const { unchanged, changed, missing, added, refusal } = verified.value
  // Evidence that is not there any more is not "all files missing": it is said as what it is.
  if (refusal !== undefined) return refuse('E_EVIDENCE_MISSING', { path: source.value.facts.path })
  const counts = { unchanged, changed: changed.length, missing: missing.length, added: added.length }
  return ok({ files: [], counts })
}

async function report(
  run: JobRun,
  { format, filter, zone, title }: TaskOf<'report'>,
): Promise<Result<JobOutcome>> {
  // What an earlier run left half-way is made anew.
  rmSync(run.filesFolder, { recursive: true, force: true })
  mkdirSync(run.filesFolder, { recursive: true, mode: 0o700 })
  const written = await writeReport({
    ...common(run),
    format,
    filter: recordFilterOf(filter),
    ...(zone !== undefined && { zone }),
    ...(title !== undefined && { title }),
    target: run.filesFolder,
    onProgress: ({ stage, done, total }) => run.onStep({ stage, done, total, unit: 'records', detail: '' }),
    powers: { now: run.now, actor: run.actor },
  })
  return written.ok ? ok({ files: [...written.value.files], counts: { ...written.value.counts } }) : written
}

const common = ({ workspace, folder, signal }: JobRun) => ({ workspace, folder, signal })
