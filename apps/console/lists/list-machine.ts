// The machine of a screen that is a filtered list: ask, more, filter. What is typed waits a moment before it is asked for.

import type { Result } from '@manumit/base'
import type { Command, Machine, Step } from '../frame/machine.ts'
import { asking, askingList, type Page, type PagedList, withPage } from './paged-list.ts'

const TYPING_MILLISECONDS = 250

export interface ListState<Row, Filter> {
  readonly filter: Filter
  readonly list: PagedList<Row>
}

export type ListEvent<Row, Filter> =
  | { readonly is: 'ask' }
  | { readonly is: 'more' }
  /** `isTyped`: asked for when no more is typed for a moment. */
  | { readonly is: 'filter'; readonly part: Partial<Filter>; readonly isTyped?: boolean }
  | { readonly is: 'page'; readonly result: Result<Page<Row>>; readonly isFirst: boolean }

export interface ListQuestion<Row, Filter> {
  readonly filter: Filter
  /** The call for a page under a filter. */
  readonly ask: (
    filter: Filter,
    after: string | null,
    done: (result: Result<Page<Row>>) => ListEvent<Row, Filter>,
  ) => Command<ListEvent<Row, Filter>>
}

export function listMachine<Row, Filter>(
  question: ListQuestion<Row, Filter>,
): Machine<ListState<Row, Filter>, ListEvent<Row, Filter>> {
  const ask = (
    state: ListState<Row, Filter>,
    after: string | null,
  ): Step<ListState<Row, Filter>, ListEvent<Row, Filter>> => [
    { ...state, list: asking(state.list) },
    [question.ask(state.filter, after, (result) => ({ is: 'page', result, isFirst: after === null }))],
  ]
  return {
    start: () => ask({ filter: question.filter, list: askingList }, null),
    update: (state, event) => {
      switch (event.is) {
        case 'ask':
          return ask(state, null)
        case 'more':
          return state.list.next === null || state.list.isAsking ? [state, []] : ask(state, state.list.next)
        case 'filter': {
          const next = { ...state, filter: { ...state.filter, ...event.part } }
          if (!event.isTyped) return ask(next, null)
          return [
            next,
            [{ do: 'after', milliseconds: TYPING_MILLISECONDS, key: 'typing', event: { is: 'ask' } }],
          ]
        }
        case 'page':
          return [{ ...state, list: withPage(state.list, event.result, event.isFirst) }, []]
      }
    },
  }
}
