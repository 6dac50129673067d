// The program of the reading thread: readEvidence with a writer that asks the thread that started it.

import { parentPort, workerData } from 'node:worker_threads'
import { ok, type Result } from '@manumit/base'
import { makeIntakePowers } from '@manumit/io'
import { type RowBatch, transferables } from '@manumit/store'
import { evidenceInput } from './evidence-input.ts'
import { readEvidence } from './evidence-reader.ts'
import type { FromThread, ThreadData, ToThread, WriterCall } from './evidence-thread.ts'
import type { EvidenceWriter } from './evidence-writer.ts'
import type { ReadTotals } from './read-request.ts'

/** Batches that may be under way: enough to keep both threads busy, few enough to keep memory flat. */
const BATCHES_UNDER_WAY = 4
/** Progress crosses the threads at most this often. */
const PROGRESS_EVERY_MS = 50

const port = parentPort
if (port) {
  const data = workerData as ThreadData
  port.postMessage({ type: 'end', result: await read(data) } satisfies FromThread)
}

async function read({ path, spoolFolder, stop }: ThreadData): Promise<Result<ReadTotals>> {
  const held = evidenceInput(path)
  if (!held.ok) return held
  const powers = makeIntakePowers({ spoolFolder })
  const stopped = new Int32Array(stop)
  let shownAt = 0
  try {
    return await readEvidence({
      held: held.value,
      powers,
      writer: askingWriter(),
      isStopped: () => Atomics.load(stopped, 0) === 1,
      onProgress: (progress) => {
        const now = performance.now()
        if (now - shownAt < PROGRESS_EVERY_MS) return
        shownAt = now
        port?.postMessage({ type: 'progress', progress } satisfies FromThread)
      },
    })
  } finally {
    held.value.close()
    powers.close()
  }
}

function askingWriter(): EvidenceWriter {
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let id = 0
  port?.on('message', (message: ToThread) => {
    waiting.get(message.id)?.(message.result)
    waiting.delete(message.id)
  })
  const ask = (call: WriterCall, batches: readonly RowBatch[] = []): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      waiting.set(++id, resolve)
      const buffers = batches.flatMap((batch) => transferables(batch))
      port?.postMessage({ type: 'call', id, call } satisfies FromThread, buffers)
    })

  let underWay: Promise<Result<unknown>>[] = []
  /** Waits until at most `most` batches are under way; the first refusal among those done is the answer. */
  const settle = async (most: number): Promise<Result<void>> => {
    while (underWay.length > most) {
      const result = await underWay.shift()!
      if (!result.ok) return result
    }
    return ok(undefined)
  }
  const askWhenSettled = async <T>(call: WriterCall, batches?: readonly RowBatch[]): Promise<Result<T>> => {
    const settled = await settle(0)
    return settled.ok ? ((await ask(call, batches)) as Result<T>) : settled
  }
  const post = (call: WriterCall, batches: readonly RowBatch[]): Promise<Result<void>> => {
    underWay = [...underWay, ask(call, batches)]
    return settle(BATCHES_UNDER_WAY)
  }
  return {
    opened: (...args) => askWhenSettled({ name: 'opened', args }),
    record: (...args) => askWhenSettled({ name: 'record', args }),
    begin: (...args) => askWhenSettled({ name: 'begin', args }),
    commit: (...args) => post({ name: 'commit', args }, [args[1]]),
    finish: (...args) => askWhenSettled({ name: 'finish', args }),
    commitWhole: (...args) =>
      post(
        { name: 'commitWhole', args },
        args[0].map(({ batch }) => batch),
      ),
    settled: () => settle(0),
  }
}
