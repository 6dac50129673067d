// The map screen: which records are asked for, which span of time is in view, whether it plays. What lies where is drawn by
// map-picture.tsx and listed by the table; both show the same places.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import { rangeOf } from '../add/add.ts'
import { bucketsOf, type Place, type Span, type TimeBucket } from './places.ts'

const MOST_PLACES = 5000
const STEP_MILLISECONDS = 700

export interface MapFilter {
  /** Empty: each kind. */
  readonly kind: string
  readonly sourceId: number | null
  readonly fromDay: string
  readonly toDay: string
}

/** Which bucket the slider stands at; `isUpTo`: from the first to it, else it alone. */
export interface TimeWindow {
  readonly at: number
  readonly isUpTo: boolean
}

export interface MapState {
  readonly filter: MapFilter
  readonly places: readonly Place[]
  readonly buckets: readonly TimeBucket[]
  readonly without: number
  readonly isCut: boolean
  readonly isAsking: boolean
  readonly refusal: Refusal | null
  /** null: the whole time, records without UTC too. */
  readonly window: TimeWindow | null
  readonly isPlaying: boolean
  /** Id of the record in view. */
  readonly chosen: number | null
}

export type MapEvent =
  | { readonly is: 'ask' }
  | { readonly is: 'told'; readonly result: Result<OutputOf<'places.list'>> }
  | { readonly is: 'filter'; readonly part: Partial<MapFilter> }
  | { readonly is: 'window'; readonly window: TimeWindow | null }
  | { readonly is: 'play' }
  | { readonly is: 'pause' }
  | { readonly is: 'tick' }
  | { readonly is: 'choose'; readonly id: number | null }

type MapStep = Step<MapState, MapEvent>

export const mapMachine = (): Machine<MapState, MapEvent> => ({
  start: () =>
    ask({
      filter: { kind: '', sourceId: null, fromDay: '', toDay: '' },
      places: [],
      buckets: [],
      without: 0,
      isCut: false,
      isAsking: true,
      refusal: null,
      window: null,
      isPlaying: false,
      chosen: null,
    }),
  update: updateMap,
})

export function updateMap(state: MapState, event: MapEvent): MapStep {
  switch (event.is) {
    case 'ask':
      return ask(state)
    case 'told': {
      if (!event.result.ok) return [{ ...state, isAsking: false, refusal: event.result.error }, []]
      const { places, without, isCut } = event.result.value
      return [
        {
          ...state,
          isAsking: false,
          places,
          without,
          isCut,
          buckets: bucketsOf(places),
          window: null,
          isPlaying: false,
        },
        [],
      ]
    }
    case 'filter': {
      const filter = { ...state.filter, ...event.part }
      // Days the wrong way round ask nothing: the field says so.
      return rangeOf(filter) === null ? [{ ...state, filter }, []] : ask({ ...state, filter })
    }
    case 'window':
      return [{ ...state, window: event.window, isPlaying: false }, []]
    case 'play': {
      if (state.buckets.length === 0) return [state, []]
      const isAtEnd = state.window === null || state.window.at >= state.buckets.length - 1
      const window = { at: isAtEnd ? 0 : state.window!.at, isUpTo: state.window?.isUpTo ?? false }
      return [{ ...state, window, isPlaying: true }, [tick]]
    }
    case 'pause':
      return [{ ...state, isPlaying: false }, []]
    case 'tick': {
      if (!state.isPlaying || state.window === null) return [state, []]
      const at = state.window.at + 1
      if (at >= state.buckets.length) return [{ ...state, isPlaying: false }, []]
      return [{ ...state, window: { ...state.window, at } }, [tick]]
    }
    case 'choose':
      return [{ ...state, chosen: event.id }, []]
  }
}

const tick = { do: 'after', milliseconds: STEP_MILLISECONDS, key: 'tick', event: { is: 'tick' } } as const

function ask(state: MapState): MapStep {
  const { kind, sourceId } = state.filter
  const input: InputOf<'places.list'> = {
    filter: {
      ...(kind !== '' && { kinds: [kind] }),
      ...(sourceId !== null && { sourceId }),
      ...rangeOf(state.filter),
    },
    limit: MOST_PLACES,
  }
  return [
    { ...state, isAsking: true, refusal: null },
    [callFor('places.list', input, (result): MapEvent => ({ is: 'told', result }), 'places')],
  ]
}

/** The span of time in view; null: the whole, with what has no UTC. */
export function spanOf({ window, buckets }: Pick<MapState, 'window' | 'buckets'>): Span | null {
  const bucket = window === null ? undefined : buckets[window.at]
  if (window === null || bucket === undefined) return null
  return { from: window.isUpTo ? buckets[0]!.from : bucket.from, to: bucket.to }
}
