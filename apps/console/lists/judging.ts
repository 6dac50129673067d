// The machine of a queue in which a person decides one thing after another: open ones or those judged, one of them chosen,
// a decision with its reason, undo. What was decided stays where it is until the list is asked for again, so that a slip can
// be taken back at once. Nothing is decided by the machine.

import type { Refusal, Result } from '@manumit/base'
import type { Command, Machine, Step } from '../frame/machine.ts'
import { asking, askingList, type Page, type PagedList, withPage, withRow } from './paged-list.ts'

export interface JudgingState<Row> {
  readonly which: 'open' | 'judged'
  readonly list: PagedList<Row>
  /** Id of the one in view. */
  readonly chosen: string | null
  readonly isSending: boolean
  readonly refusal: Refusal | null
}

export type JudgingEvent<Row, Decision> =
  | { readonly is: 'ask' }
  | { readonly is: 'more' }
  | { readonly is: 'which'; readonly which: JudgingState<Row>['which'] }
  | { readonly is: 'page'; readonly result: Result<Page<Row>>; readonly isFirst: boolean }
  | { readonly is: 'choose'; readonly id: string }
  /** 1: the next, −1: the one before. */
  | { readonly is: 'step'; readonly by: 1 | -1 }
  | { readonly is: 'judge'; readonly id: string; readonly decision: Decision; readonly reason: string }
  | { readonly is: 'judged'; readonly result: Result<Row> }
  /** The one to begin with, where the first page does not hold it. */
  | { readonly is: 'found'; readonly result: Result<Row> }

export interface JudgingQuestion<Row, Decision> {
  readonly idOf: (row: Row) => string
  readonly page: (
    which: JudgingState<Row>['which'],
    after: string | null,
    done: (result: Result<Page<Row>>) => JudgingEvent<Row, Decision>,
  ) => Command<JudgingEvent<Row, Decision>>
  readonly judge: (
    act: { readonly id: string; readonly decision: Decision; readonly reason: string },
    done: (result: Result<Row>) => JudgingEvent<Row, Decision>,
  ) => Command<JudgingEvent<Row, Decision>>
  /** Said when a decision was kept. */
  readonly said: (row: Row) => string
  /** One to begin with, as another screen hands it over. */
  readonly begin?: {
    readonly id: string
    readonly get: (
      done: (result: Result<Row>) => JudgingEvent<Row, Decision>,
    ) => Command<JudgingEvent<Row, Decision>>
  }
}

export function judgingMachine<Row, Decision>(
  question: JudgingQuestion<Row, Decision>,
): Machine<JudgingState<Row>, JudgingEvent<Row, Decision>> {
  type Now = JudgingState<Row>
  type Next = Step<Now, JudgingEvent<Row, Decision>>
  const ask = (state: Now, after: string | null): Next => [
    { ...state, list: asking(state.list) },
    [question.page(state.which, after, (result) => ({ is: 'page', result, isFirst: after === null }))],
  ]
  const firstOf = (list: PagedList<Row>): string | null =>
    list.rows[0] === undefined ? null : question.idOf(list.rows[0])
  const start: Now = {
    which: 'open',
    list: askingList,
    chosen: question.begin?.id ?? null,
    isSending: false,
    refusal: null,
  }

  const update = (state: Now, event: JudgingEvent<Row, Decision>): Next => {
    switch (event.is) {
      case 'ask':
        return ask(state, null)
      case 'more':
        return state.list.next === null || state.list.isAsking ? [state, []] : ask(state, state.list.next)
      case 'which':
        return ask({ ...state, which: event.which, list: askingList, chosen: null, refusal: null }, null)
      case 'page': {
        const list = withPage(state.list, event.result, event.isFirst)
        const isThere = list.rows.some((row) => question.idOf(row) === state.chosen)
        if (!isThere && question.begin !== undefined && state.chosen === question.begin.id)
          return [{ ...state, list }, [question.begin.get((result) => ({ is: 'found', result }))]]
        return [{ ...state, list, chosen: isThere ? state.chosen : firstOf(list) }, []]
      }
      case 'found': {
        if (!event.result.ok)
          return [{ ...state, chosen: firstOf(state.list), refusal: event.result.error }, []]
        const rows = [event.result.value, ...state.list.rows]
        return [{ ...state, list: { ...state.list, rows } }, []]
      }
      case 'choose':
        return [{ ...state, chosen: event.id, refusal: null }, []]
      case 'step': {
        const at = state.list.rows.findIndex((row) => question.idOf(row) === state.chosen)
        const row = state.list.rows[at + event.by]
        return row === undefined ? [state, []] : [{ ...state, chosen: question.idOf(row), refusal: null }, []]
      }
      case 'judge':
        if (state.isSending) return [state, []]
        return [
          { ...state, isSending: true, refusal: null },
          [question.judge(event, (result) => ({ is: 'judged', result }))],
        ]
      case 'judged': {
        if (!event.result.ok) return [{ ...state, isSending: false, refusal: event.result.error }, []]
        const row = event.result.value
        const id = question.idOf(row)
        return [
          {
            ...state,
            isSending: false,
            list: withRow(state.list, row, (other) => question.idOf(other) === id),
          },
          [{ do: 'say', text: question.said(row), tone: 'good' }],
        ]
      }
    }
  }
  return { start: () => ask(start, null), update }
}

/** The row in view. */
export const chosenOf = <Row>(state: JudgingState<Row>, idOf: (row: Row) => string): Row | null =>
  state.list.rows.find((row) => idOf(row) === state.chosen) ?? null
