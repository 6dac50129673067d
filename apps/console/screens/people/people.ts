// Identifiers named in records, filtered and ordered; and one of them in full. An identifier is an account, not a person.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf, WireIdentifier } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import { type ListEvent, listMachine } from '../../lists/list-machine.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'

export interface PeopleFilter {
  readonly text: string
  /** Empty: each kind. */
  readonly kind: string
  readonly sourceId: number | null
  readonly order: InputOf<'identifiers.page'>['order']
}
export type PeopleEvent = ListEvent<WireIdentifier, PeopleFilter>

export const peopleMachine = () =>
  listMachine<WireIdentifier, PeopleFilter>({
    filter: { text: '', kind: '', sourceId: null, order: 'records' },
    ask: ({ text, kind, sourceId, order }, after, done) =>
      callFor(
        'identifiers.page',
        {
          order,
          limit: PAGE_ROWS,
          ...(text.trim() !== '' && { text: text.trim() }),
          ...(kind !== '' && { kind }),
          ...(sourceId !== null && { sourceId }),
          ...(after !== null && { after }),
        },
        done,
        'page',
      ),
  })

export type IdentifierDetail = OutputOf<'identifiers.get'>

export interface DetailState {
  /** Key of the identifier in view; null: none. */
  readonly key: string | null
  readonly detail: IdentifierDetail | null
  readonly refusal: Refusal | null
}

export type DetailEvent =
  | { readonly is: 'open'; readonly key: string }
  | { readonly is: 'close' }
  | { readonly is: 'told'; readonly key: string; readonly result: Result<IdentifierDetail> }

/** @param carried  key of an identifier to begin with. */
export const detailMachine = (carried: unknown): Machine<DetailState, DetailEvent> => ({
  start: () => {
    const none: DetailState = { key: null, detail: null, refusal: null }
    return typeof carried === 'string' ? updateDetail(none, { is: 'open', key: carried }) : [none, []]
  },
  update: updateDetail,
})

export function updateDetail(state: DetailState, event: DetailEvent): Step<DetailState, DetailEvent> {
  switch (event.is) {
    case 'open': {
      const { key } = event
      return [
        { key, detail: null, refusal: null },
        [
          callFor(
            'identifiers.get',
            { key },
            (result): DetailEvent => ({ is: 'told', key, result }),
            'detail',
          ),
        ],
      ]
    }
    case 'close':
      return [{ key: null, detail: null, refusal: null }, []]
    case 'told':
      if (event.key !== state.key) return [state, []]
      return event.result.ok
        ? [{ ...state, detail: event.result.value }, []]
        : [{ ...state, refusal: event.result.error }, []]
  }
}
