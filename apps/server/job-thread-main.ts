// The program of a job's thread: its own connection to the workspace, in the name of who asked, under the writer's lock that
// the server holds. So that whatever a job computes, the server keeps answering.

import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import type { Utc } from '@manumit/base'
import { machineRefusal, openWorkspace } from '@manumit/store'
import type { FromJob, JobThreadData } from './job-thread.ts'
import { runJob } from './run-job.ts'

const port = parentPort
if (port) port.postMessage({ type: 'end', ...(await run(workerData as JobThreadData)) } satisfies FromJob)

async function run({ folder, task, filesFolder, actor, stop }: JobThreadData): Promise<Ended> {
  const now = (): Utc => (Date.now() * 1000) as Utc
  const stopped = new Int32Array(stop)
  const stopping = new AbortController()
  // Work that waits is told by a message, work that never does by the cell it passes at each step.
  const look = (): void => {
    if (Atomics.load(stopped, 0) === 1 && !stopping.signal.aborted) stopping.abort()
  }
  port?.on('message', look)
  try {
    const powers = { now, actor, randomId: randomUUID }
    const opened = await openWorkspace({ folder, isLockHeld: true, powers })
    if (!opened.ok) return { result: opened }
    try {
      const result = await runJob({
        workspace: opened.value,
        folder,
        task,
        filesFolder,
        actor,
        now,
        signal: stopping.signal,
        onStep: (step) => {
          look()
          port?.postMessage({ type: 'step', step } satisfies FromJob)
        },
      })
      return { result }
    } finally {
      await opened.value.close()
    }
  } catch (error) {
    const refusal = machineRefusal(error)
    if (refusal) return { result: { ok: false, error: refusal } }
    throw error
  } finally {
    port?.removeAllListeners('message')
  }
}

type Ended = Omit<Extract<FromJob, { readonly type: 'end' }>, 'type'>
