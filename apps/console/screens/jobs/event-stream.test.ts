import { expect, it } from 'vitest'
import { eventsOf, followEvents } from './event-stream.ts'

const TEXT = 'event: ping\ndata: {}\n\nevent: job\ndata: {"subject":"é\\n\\n"}\n\nevent: job\ndata: {"cut'
const EVENTS = [
  { name: 'ping', data: '{}' },
  { name: 'job', data: '{"subject":"é\\n\\n"}' },
]

it.each([1, 2, 7, 1000])('reads whole events however the bytes come, %i at a time', async (size) => {
  const bytes = new TextEncoder().encode(TEXT)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  expect(await Array.fromAsync(eventsOf(body))).toEqual(EVENTS)
})

it('takes a broken line up again, and stops when it is let go', async () => {
  const said: unknown[] = []
  const letGo = new AbortController()
  const answers = [
    () => Promise.reject(new TypeError('failed')),
    () => Promise.resolve(new Response(null, { status: 403 })),
    () => Promise.resolve(new Response(TEXT)),
  ]
  await followEvents(
    {
      open: () => (answers.shift() ?? (() => Promise.reject(new Error())))(),
      wait: async () => void (answers.length === 0 && letGo.abort()),
      heard: ({ name }) => said.push(name),
      live: (isLive) => said.push(isLive),
    },
    letGo.signal,
  )
  expect(said).toEqual([false, false, true, 'ping', 'job', false])
})
