// Full-text search: what is typed, what was asked, what came. Nothing of it goes into an address.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { type Command, callFor, type Machine, type Step } from '../../frame/machine.ts'

type Answer = OutputOf<'search.query'>
export type Found = Answer['rows'][number]

export interface Query {
  readonly text: string
  readonly kind: string | null
  readonly sourceId: number | null
  readonly from: number | undefined
  readonly to: number | undefined
}

export interface Search {
  readonly query: Query
  /** The query that the rows answer; null before the first. */
  readonly asked: Query | null
  readonly rows: readonly Found[]
  readonly next: string | null
  readonly pending: number
  readonly isSearching: boolean
  readonly refusal: Refusal | null
  readonly sources: readonly { readonly id: number; readonly name: string }[]
}

export type SearchEvent =
  | { readonly is: 'changed'; readonly part: Partial<Query> }
  | { readonly is: 'submitted' }
  | { readonly is: 'more-wanted' }
  | { readonly is: 'told'; readonly result: Result<Answer>; readonly isMore: boolean }
  | { readonly is: 'sources-told'; readonly result: Result<OutputOf<'case.overview'>> }
  | { readonly is: 'resumed' }

const PAGE = 50

export const search = (text: string): Machine<Search, SearchEvent> => ({
  start: () => {
    const state: Search = {
      query: { text, kind: null, sourceId: null, from: undefined, to: undefined },
      asked: null,
      rows: [],
      next: null,
      pending: 0,
      isSearching: false,
      refusal: null,
      sources: [],
    }
    if (text.trim() === '') return [state, [askSources]]
    const [asked, commands] = submit(state)
    return [asked, [askSources, ...commands]]
  },
  update,
})

function update(state: Search, event: SearchEvent): Step<Search, SearchEvent> {
  switch (event.is) {
    case 'changed': {
      const next = { ...state, query: { ...state.query, ...event.part } }
      // What narrows is answered at once; words wait until they are sent.
      return 'text' in event.part || state.asked === null ? [next, []] : submit(next)
    }
    case 'submitted':
      return submit(state)
    case 'more-wanted':
      return state.next === null || state.asked === null || state.isSearching
        ? [state, []]
        : [{ ...state, isSearching: true }, [ask(state.asked, state.next)]]
    case 'told': {
      if (!event.result.ok) return [{ ...state, isSearching: false, refusal: event.result.error }, []]
      const { rows, next, pending } = event.result.value
      // A page may be empty and still have a next one: the person asked for records, not for pages.
      if (rows.length === 0 && next !== null && state.asked !== null)
        return [{ ...state, pending, next }, [ask(state.asked, next, event.isMore)]]
      return [
        {
          ...state,
          rows: event.isMore ? [...state.rows, ...rows] : rows,
          next,
          pending,
          isSearching: false,
          refusal: null,
        },
        [],
      ]
    }
    case 'sources-told':
      return event.result.ok
        ? [{ ...state, sources: event.result.value.sources.map(({ id, name }) => ({ id, name })) }, []]
        : [state, []]
    case 'resumed':
      return state.isSearching ? submit({ ...state, query: state.asked ?? state.query }) : [state, []]
  }
}

function submit(state: Search): Step<Search, SearchEvent> {
  if (state.query.text.trim() === '')
    return [{ ...state, asked: null, rows: [], next: null, isSearching: false, refusal: null }, []]
  return [
    { ...state, asked: state.query, rows: [], next: null, isSearching: true, refusal: null },
    [ask(state.query, null)],
  ]
}

const ask = (query: Query, after: string | null, isMore = after !== null): Command<SearchEvent> =>
  callFor(
    'search.query',
    {
      text: query.text,
      ...(query.kind !== null && { kinds: [query.kind] }),
      ...(query.sourceId !== null && { sourceId: query.sourceId }),
      ...(query.from !== undefined && { from: query.from }),
      ...(query.to !== undefined && { to: query.to }),
      ...(after !== null && { after }),
      limit: PAGE,
    },
    (result): SearchEvent => ({ is: 'told', result, isMore }),
    'search',
  )

const askSources: Command<SearchEvent> = callFor(
  'case.overview',
  {},
  (result): SearchEvent => ({ is: 'sources-told', result }),
  'sources',
)
