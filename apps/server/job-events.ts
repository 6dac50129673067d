// Jobs as they change, as server-sent events: each job once at the start, then each change, and a sign of life. A listener
// that is too slow to be told each step is told the newest state of each job when it takes again.

import type { WireJob } from '@manumit/contract'
import type { SessionLimits } from '@manumit/store'
import type { DeskContext } from './desk-context.ts'

const PING_EVERY_MS = 15_000

/** The stream ends when its session does: listening is no use of a session. */
export function jobEvents({
  context,
  limits,
}: {
  readonly context: DeskContext
  readonly limits: SessionLimits
}): Response {
  const { access, jobs, visitor } = context
  const isSignedIn = (): boolean =>
    visitor.session !== null && access.sessions.look(visitor.session.tokenHash, limits) !== null
  const waiting = new Map<string, WireJob>()
  const encoder = new TextEncoder()
  let stop = (): void => {}

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (event: string, data: unknown): void =>
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        const end = (): void => {
          stop()
          controller.close()
        }
        const unwatch = jobs.watch((job) => {
          if (!isSignedIn()) end()
          else if ((controller.desiredSize ?? 0) > 0) send('job', job)
          else waiting.set(job.id, job)
        })
        const ping = setInterval(() => {
          if (!isSignedIn()) end()
          else if ((controller.desiredSize ?? 0) > 0) send('ping', {})
        }, PING_EVERY_MS)
        ping.unref()
        stop = () => {
          unwatch()
          clearInterval(ping)
        }
        for (const job of [...jobs.list()].reverse()) waiting.set(job.id, job)
        send('ping', {})
      },
      pull(controller) {
        const first = waiting.entries().next().value
        if (!first) return
        waiting.delete(first[0])
        controller.enqueue(encoder.encode(`event: job\ndata: ${JSON.stringify(first[1])}\n\n`))
      },
      cancel: () => stop(),
    },
    new CountQueuingStrategy({ highWaterMark: 32 }),
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  })
}
