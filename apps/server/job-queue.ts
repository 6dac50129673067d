// Long work: kept in rows, done one after the other where it writes, told to whoever watches. A row is written before the
// work begins and after it ends, so that after a crash it says what was cut off; the work itself keeps its own place.

import { join } from 'node:path'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { JobRequest, WireJob } from '@manumit/contract'
import type { JobRow, JobStore, JsonValue } from '@manumit/store'
import type { Jobs } from './handler.ts'
import type { JobRunner } from './job-thread.ts'
import { makeRate } from './rate.ts'
import type { JobStep, JobTask } from './run-job.ts'

/** Watchers hear of a step this often, and the row has one this often. */
const TOLD_EVERY = 200_000
const KEPT_EVERY = 2_000_000

/** Kinds that only read the workspace, beside what they note in its log. They have a lane of their own. */
const READING: readonly JobRequest['kind'][] = ['verify', 'report']

export interface JobQueueParts {
  readonly store: JobStore
  /** The workspace's folder. */
  readonly folder: string
  readonly run: JobRunner
  now(): Utc
  randomId(): string
  /** Finds what a request names, and what people shall call it. */
  prepare(request: JobRequest): Promise<Result<{ readonly task: JobTask; readonly subject: string }>>
  /** After a job finished or failed; one that was stopped may go on. */
  settled(request: JobRequest): void
  /** A fault of ours: written down, and named by the id it gives. */
  fault(error: unknown): string
}

export interface JobQueue extends Jobs {
  /** Asks what is under way to stop, and resolves when it has. */
  close(): Promise<void>
}

export const jobFilesFolder = (folder: string, jobId: string): string => join(folder, 'exports', jobId)

export function makeJobQueue(parts: JobQueueParts): JobQueue {
  const { store, now } = parts
  const watchers = new Set<(job: WireJob) => void>()
  const running = new Map<string, { readonly stopping: AbortController; readonly ended: Promise<void> }>()
  const lanes = { writing: Promise.resolve(), reading: Promise.resolve() }
  let isClosing = false
  store.stopUnfinished()

  const tell = (row: JobRow): WireJob => {
    const job = wireJob(row)
    for (const watcher of watchers) watcher(job)
    return job
  }

  /** Into its lane: begins when those before it have ended. */
  function enqueue(row: JobRow): void {
    const lane = READING.includes(row.kind as JobRequest['kind']) ? 'reading' : 'writing'
    const stopping = new AbortController()
    const ended = lanes[lane].then(() => work(row.id, stopping.signal))
    running.set(row.id, { stopping, ended })
    lanes[lane] = ended.finally(() => running.delete(row.id))
  }

  async function work(id: string, signal: AbortSignal): Promise<void> {
    const found = store.get(id)
    if (!found.ok) return
    if (signal.aborted || isClosing) {
      tell(store.update(id, { state: 'stopped', endedAt: now() }))
      return
    }
    tell(store.update(id, { state: 'running' }))
    const request = found.value.request as unknown as JobRequest
    const result = await attempt(found.value, request, signal)
    const end = endOf(result, signal.aborted)
    tell(store.update(id, { ...end, endedAt: now() }))
    if (end.state !== 'stopped') parts.settled(request)
  }

  async function attempt(row: JobRow, request: JobRequest, signal: AbortSignal) {
    try {
      const prepared = await parts.prepare(request)
      if (!prepared.ok) return prepared
      return await parts.run({
        folder: parts.folder,
        task: prepared.value.task,
        filesFolder: jobFilesFolder(parts.folder, row.id),
        actor: row.startedBy,
        signal,
        onStep: stepKeeper(row.id),
      })
    } catch (error) {
      return refuse('E_FAULT', { fault: parts.fault(error) })
    }
  }

  function stepKeeper(id: string): (step: JobStep) => void {
    const rate = makeRate(now)
    let toldAt = 0
    let keptAt = 0
    let stage = ''
    return (step) => {
      const { perSecond, secondsLeft } = rate(step)
      const at = now()
      const isNew = step.stage !== stage
      stage = step.stage
      if (!isNew && at - toldAt < TOLD_EVERY) return
      toldAt = at
      const progress = { ...step, perSecond, secondsLeft }
      if (isNew || at - keptAt >= KEPT_EVERY) {
        keptAt = at
        store.update(id, { progress })
      }
      const row = store.get(id)
      if (row.ok) tell({ ...row.value, progress })
    }
  }

  return {
    async start(request, by) {
      const prepared = await parts.prepare(request)
      if (!prepared.ok) return prepared
      const row = store.add({
        id: parts.randomId(),
        kind: request.kind,
        subject: prepared.value.subject,
        startedBy: by,
        request: request as unknown as JsonValue,
      })
      enqueue(row)
      return ok(tell(row))
    },
    list: () => store.list().map(wireJob),
    get(id) {
      const found = store.get(id)
      return found.ok ? ok(wireJob(found.value)) : found
    },
    requestOf(id) {
      const found = store.get(id)
      return found.ok ? ok(found.value.request as unknown as JobRequest) : found
    },
    stop(id) {
      const found = store.get(id)
      if (!found.ok) return found
      const job = running.get(id)
      if (!job) return refuse('E_JOB_ENDED', { job: id })
      job.stopping.abort()
      return ok(tell(store.update(id, { state: 'stopping' })))
    },
    async resume(id) {
      const found = store.get(id)
      if (!found.ok) return found
      if (running.has(id)) return refuse('E_JOB_RUNNING', { job: id })
      if (found.value.state === 'finished') return refuse('E_JOB_ENDED', { job: id })
      const row = store.update(id, { state: 'waiting', endedAt: null, refusal: null })
      enqueue(row)
      return ok(tell(row))
    },
    watch(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    async close() {
      isClosing = true
      for (const { stopping } of running.values()) stopping.abort()
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

/** A stop that was asked for is no failure, whatever the work said on its way out. */
function endOf(
  result: Result<{ readonly files: WireJob['files']; readonly counts: WireJob['counts'] }>,
  isStopped: boolean,
): Partial<JobRow> {
  if (result.ok)
    return { state: 'finished', files: result.value.files, counts: result.value.counts, refusal: null }
  const refusal = { code: result.error.code, data: { ...result.error.data } }
  return isStopped || result.error.code === 'E_STOPPED' ? { state: 'stopped' } : { state: 'failed', refusal }
}

const wireJob = ({ request: _, ...row }: JobRow): WireJob => ({
  ...row,
  progress: row.progress as WireJob['progress'],
  refusal: row.refusal as WireJob['refusal'],
  files: row.files as unknown as WireJob['files'],
  counts: row.counts as WireJob['counts'],
})
