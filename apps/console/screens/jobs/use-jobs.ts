// Jobs with the stream of their changes. Where the line breaks the browser takes it up again by itself; what changed
// meanwhile is asked for.

import type { WireJob } from '@manumit/contract'
import { useEffect } from 'react'
import { useMachine } from '../../frame/use-machine.ts'
import { type JobsEvent, type JobsState, jobsMachine } from './jobs.ts'

/** The desk's own stream (fileRoutes.jobEvents in the contract, of which only types are imported). */
const EVENTS = '/api/jobs.events'

export function useJobs(): readonly [JobsState, (event: JobsEvent) => void] {
  const [state, send] = useMachine(jobsMachine)
  useEffect(() => {
    const stream = new EventSource(EVENTS)
    stream.addEventListener('open', () => send({ is: 'stream', isLive: true }))
    stream.addEventListener('error', () => send({ is: 'stream', isLive: false }))
    stream.addEventListener('job', (told) => send({ is: 'told', job: JSON.parse(told.data) as WireJob }))
    return () => stream.close()
  }, [send])
  return [state, send]
}
