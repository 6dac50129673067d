// Asking for a report: which form, which records, which zone stands beside UTC. A job makes it; the same input gives the
// same bytes.

import type { Refusal, Result } from '@manumit/base'
import type { JobRequest, OutputOf, RecordFilter } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import { rangeOf } from '../add/add.ts'

type ReportRequest = Extract<JobRequest, { readonly kind: 'report' }>
export type ReportFormat = ReportRequest['format']
/** As the contract lists them (REPORT_FORMATS there), for which only the type is imported. */
export const FORMATS: readonly ReportFormat[] = ['html', 'csv', 'jsonl', 'case']

export interface ReportForm {
  readonly format: ReportFormat
  readonly title: string
  /** Empty: UTC only. */
  readonly zone: string
  readonly kinds: readonly string[]
  readonly sourceId: number | null
  readonly fromDay: string
  readonly toDay: string
}

export interface ReportsState {
  readonly form: ReportForm
  readonly hasRangeProblem: boolean
  readonly isSending: boolean
  readonly refusal: Refusal | null
}

export type ReportsEvent =
  | { readonly is: 'form'; readonly part: Partial<ReportForm> }
  | { readonly is: 'submit' }
  | { readonly is: 'started'; readonly result: Result<OutputOf<'jobs.start'>> }

export const reportsMachine = (started: string): Machine<ReportsState, ReportsEvent> => ({
  start: () => [
    {
      form: { format: 'html', title: '', zone: '', kinds: [], sourceId: null, fromDay: '', toDay: '' },
      hasRangeProblem: false,
      isSending: false,
      refusal: null,
    },
    [],
  ],
  update: (state, event) => updateReports(state, event, started),
})

/** @param started  said when the job was taken on. */
export function updateReports(
  state: ReportsState,
  event: ReportsEvent,
  started: string,
): Step<ReportsState, ReportsEvent> {
  switch (event.is) {
    case 'form':
      return [{ ...state, form: { ...state.form, ...event.part }, hasRangeProblem: false }, []]
    case 'submit': {
      const request = reportRequestOf(state.form)
      if (request === null) return [{ ...state, hasRangeProblem: true }, []]
      return [
        { ...state, isSending: true, refusal: null },
        [callFor('jobs.start', { request }, (result): ReportsEvent => ({ is: 'started', result }))],
      ]
    }
    case 'started':
      return event.result.ok
        ? [{ ...state, isSending: false }, [{ do: 'say', text: started, tone: 'good' }]]
        : [{ ...state, isSending: false, refusal: event.result.error }, []]
  }
}

/** What is asked for; null where the days are the wrong way round. */
export function reportRequestOf(form: ReportForm): ReportRequest | null {
  const range = rangeOf(form)
  if (range === null) return null
  const filter: RecordFilter = {
    ...range,
    ...(form.kinds.length > 0 && { kinds: [...form.kinds] }),
    ...(form.sourceId !== null && { sourceId: form.sourceId }),
  }
  return {
    kind: 'report',
    format: form.format,
    filter,
    ...(form.zone !== '' && { zone: form.zone }),
    ...(form.title.trim() !== '' && { title: form.title.trim() }),
  }
}
