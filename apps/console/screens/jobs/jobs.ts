// Jobs as they change: the list once, then each job as the stream tells it. Stopping and going on are asked of the desk;
// what is shown is what the desk says back.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf, WireJob } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'

export interface JobsState {
  /** The newest first. */
  readonly jobs: readonly WireJob[]
  readonly isAsking: boolean
  readonly refusal: Refusal | null
  /** Whether changes are being told as they happen. */
  readonly isLive: boolean
  /** Ids of jobs of which something was asked and not answered. */
  readonly acting: readonly string[]
}

export type JobsEvent =
  | { readonly is: 'ask' }
  | { readonly is: 'listed'; readonly result: Result<OutputOf<'jobs.list'>> }
  | { readonly is: 'told'; readonly job: WireJob }
  | { readonly is: 'stream'; readonly isLive: boolean }
  | { readonly is: 'act'; readonly id: string; readonly act: 'stop' | 'resume' }
  | { readonly is: 'acted'; readonly id: string; readonly result: Result<WireJob> }

type JobsStep = Step<JobsState, JobsEvent>

export const jobsMachine = (): Machine<JobsState, JobsEvent> => ({
  start: () => ask({ jobs: [], isAsking: true, refusal: null, isLive: false, acting: [] }),
  update: updateJobs,
})

export function updateJobs(state: JobsState, event: JobsEvent): JobsStep {
  switch (event.is) {
    case 'ask':
      return ask(state)
    case 'listed':
      return event.result.ok
        ? [{ ...state, isAsking: false, refusal: null, jobs: event.result.value.jobs }, []]
        : [{ ...state, isAsking: false, refusal: event.result.error }, []]
    case 'told':
      return [{ ...state, jobs: withJob(state.jobs, event.job) }, []]
    case 'stream':
      if (event.isLive === state.isLive) return [state, []]
      // What changed while nobody told us is asked for.
      return event.isLive ? ask({ ...state, isLive: true }) : [{ ...state, isLive: false }, []]
    case 'act': {
      if (state.acting.includes(event.id)) return [state, []]
      const { id } = event
      return [
        { ...state, refusal: null, acting: [...state.acting, id] },
        [
          callFor(
            event.act === 'stop' ? 'jobs.stop' : 'jobs.resume',
            { id },
            (result): JobsEvent => ({ is: 'acted', id, result }),
          ),
        ],
      ]
    }
    case 'acted': {
      const acting = state.acting.filter((id) => id !== event.id)
      return event.result.ok
        ? [{ ...state, acting, jobs: withJob(state.jobs, event.result.value) }, []]
        : [{ ...state, acting, refusal: event.result.error }, []]
    }
  }
}

const ask = (state: JobsState): JobsStep => [
  { ...state, isAsking: true },
  [callFor('jobs.list', {}, (result): JobsEvent => ({ is: 'listed', result }), 'list')],
]

const withJob = (jobs: readonly WireJob[], job: WireJob): readonly WireJob[] =>
  jobs.some(({ id }) => id === job.id)
    ? jobs.map((other) => (other.id === job.id ? job : other))
    : [job, ...jobs]

export const isUnderWay = ({ state }: WireJob): boolean =>
  state === 'waiting' || state === 'running' || state === 'stopping'

/** 0–1, or null where how much there is is not known. */
export const shareDone = ({ progress }: WireJob): number | null =>
  progress === null || progress.total === null || progress.total <= 0
    ? null
    : Math.min(1, Math.max(0, progress.done / progress.total))

/** 3725 → { hours: 1, minutes: 2, seconds: 5 }. */
export const clockParts = (
  seconds: number,
): { readonly hours: number; readonly minutes: number; readonly seconds: number } => {
  const whole = Math.max(0, Math.round(seconds))
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 }
}
