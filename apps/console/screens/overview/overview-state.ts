// The overview's state, and what it adds up from the sources.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf, WireSource } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'

export type Overview = OutputOf<'case.overview'>

export interface OverviewState {
  readonly overview: Overview | null
  readonly refusal: Refusal | null
}

export type OverviewEvent =
  | { readonly is: 'told'; readonly result: Result<Overview> }
  | { readonly is: 'ask' }

/** While a source is being read, its counts are asked for again. */
const AGAIN_MILLISECONDS = 5000

const ask = (state: OverviewState): Step<OverviewState, OverviewEvent> => [
  state,
  [callFor('case.overview', {}, (result): OverviewEvent => ({ is: 'told', result }), 'overview')],
]

export const overviewMachine: Machine<OverviewState, OverviewEvent> = {
  start: () => ask({ overview: null, refusal: null }),
  update: (state, event) => {
    if (event.is === 'ask') return ask(state)
    if (!event.result.ok) return [{ ...state, refusal: event.result.error }, []]
    const overview = event.result.value
    const isReading =
      overview.sources.some((source) => source.state === 'reading') || overview.searchPending > 0
    return [
      { overview, refusal: null },
      isReading
        ? [{ do: 'after', milliseconds: AGAIN_MILLISECONDS, key: 'again', event: { is: 'ask' } }]
        : [],
    ]
  },
}

/** Sum of counts by name. */
export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0)

export interface Totals {
  readonly records: number
  readonly issues: number
}

export const totalsOf = ({ sources }: Overview): Totals => ({
  records: sources.reduce((sum, source) => sum + sumOf(source.records), 0),
  issues: sources.reduce((sum, source) => sum + sumOf(source.issues), 0),
})

export interface Coverage {
  readonly kind: string
  readonly kept: number
  readonly leftOut: number
}

/** Each kind that a source had, kept or left out by its scope; the most frequent first. */
export function coverageOf(source: Pick<WireSource, 'records' | 'outOfScope'>): Coverage[] {
  const kinds = [...new Set([...Object.keys(source.records), ...Object.keys(source.outOfScope)])]
  return kinds
    .map((kind) => ({ kind, kept: source.records[kind] ?? 0, leftOut: source.outOfScope[kind] ?? 0 }))
    .sort((a, b) => b.kept + b.leftOut - (a.kept + a.leftOut))
}
