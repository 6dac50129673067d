// Runs a job in a thread of its own. The thread is asked to stop by one cell of shared memory and a message; what it tells
// on its way comes as steps.

import { Worker } from 'node:worker_threads'
import type { Result } from '@manumit/base'
import type { JobOutcome, JobStep, JobTask } from './run-job.ts'

export interface JobThreadData {
  readonly folder: string
  readonly task: JobTask
  readonly filesFolder: string
  readonly actor: string
  /** One cell; 1 asks to stop at the next safe point. */
  readonly stop: SharedArrayBuffer
}

export type FromJob =
  | { readonly type: 'step'; readonly step: JobStep }
  | { readonly type: 'end'; readonly result: Result<JobOutcome> }

export interface JobRequestToRun extends Omit<JobThreadData, 'stop'> {
  readonly signal: AbortSignal
  onStep(step: JobStep): void
}

export type JobRunner = (request: JobRequestToRun) => Promise<Result<JobOutcome>>

/** Refusals: those of runJob, and what the machine would not do. Throws what the thread threw: a fault of ours. */
export const runJobInThread: JobRunner = ({ signal, onStep, ...data }) => {
  const stop = new SharedArrayBuffer(4)
  const worker = new Worker(new URL('./job-thread-main.ts', import.meta.url), {
    workerData: { ...data, stop },
  })
  const askToStop = (): void => {
    Atomics.store(new Int32Array(stop), 0, 1)
    worker.postMessage('stop')
  }
  if (signal.aborted) askToStop()
  signal.addEventListener('abort', askToStop)
  return new Promise<Result<JobOutcome>>((resolve, reject) => {
    worker.on('message', (message: FromJob) => {
      if (message.type === 'step') onStep(message.step)
      else resolve(message.result)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the job's thread ended with ${code} and no result`)))
  }).finally(() => {
    signal.removeEventListener('abort', askToStop)
    return worker.terminate()
  })
}
