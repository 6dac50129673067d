// Jobs with the stream of their changes. Where the line breaks it is taken up again; what changed meanwhile is asked for.

import type { WireJob } from '@manumit/contract'
import { useEffect } from 'react'
import { sessionHeaders } from '../../frame/session-key.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { followEvents } from './event-stream.ts'
import { type JobsEvent, type JobsState, jobsMachine } from './jobs.ts'

/** The desk's own stream (fileRoutes.jobEvents in the contract, of which only types are imported). */
const EVENTS = '/api/jobs.events'

export function useJobs(): readonly [JobsState, (event: JobsEvent) => void] {
  const [state, send] = useMachine(jobsMachine)
  useEffect(() => {
    const letGo = new AbortController()
    followEvents(
      {
        open: (signal) => fetch(EVENTS, { headers: sessionHeaders(localStorage), cache: 'no-store', signal }),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        heard: ({ name, data }) => {
          if (name === 'job') send({ is: 'told', job: JSON.parse(data) as WireJob })
        },
        live: (isLive) => send({ is: 'stream', isLive }),
      },
      letGo.signal,
    )
    return () => letGo.abort()
  }, [send])
  return [state, send]
}
