// One record: what it states, what is stored, and on demand the bytes it rests on. The part pointed at is held here, so
// that list and bytes show the same.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import { t } from '../../messages/message.ts'

export type RecordAnswer = OutputOf<'records.get'>
export type BytesAnswer = OutputOf<'records.bytes'>

export interface RecordState {
  readonly id: number
  readonly record: RecordAnswer | null
  readonly refusal: Refusal | null
  readonly bytes: BytesAnswer | null
  readonly bytesRefusal: Refusal | null
  readonly isReading: boolean
  /** The mark pointed at, by number. */
  readonly mark: number | null
  readonly lines: number
}

export type RecordEvent =
  | { readonly is: 'record-told'; readonly result: Result<RecordAnswer> }
  | { readonly is: 'bytes-told'; readonly result: Result<BytesAnswer> }
  | { readonly is: 'retried' }
  | { readonly is: 'pointed'; readonly mark: number | null }
  | { readonly is: 'more-lines' }
  | { readonly is: 'command-copied' }

/** Lines of the hex view at first, and how many each “more” adds. */
export const SHOWN_LINES = 24

export const recordMachine = (id: number): Machine<RecordState, RecordEvent> => ({
  start: () =>
    ask({
      id,
      record: null,
      refusal: null,
      bytes: null,
      bytesRefusal: null,
      isReading: true,
      mark: null,
      lines: SHOWN_LINES,
    }),
  update,
})

const ask = (state: RecordState): Step<RecordState, RecordEvent> => [
  { ...state, refusal: null, bytesRefusal: null, isReading: true },
  [
    callFor(
      'records.get',
      { id: state.id },
      (result): RecordEvent => ({ is: 'record-told', result }),
      'record',
    ),
    callFor(
      'records.bytes',
      { id: state.id },
      (result): RecordEvent => ({ is: 'bytes-told', result }),
      'bytes',
    ),
  ],
]

function update(state: RecordState, event: RecordEvent): Step<RecordState, RecordEvent> {
  switch (event.is) {
    case 'record-told':
      return [
        event.result.ok
          ? { ...state, record: event.result.value }
          : { ...state, refusal: event.result.error },
        [],
      ]
    case 'bytes-told':
      return [
        event.result.ok
          ? { ...state, bytes: event.result.value, isReading: false }
          : { ...state, bytesRefusal: event.result.error, isReading: false },
        [],
      ]
    case 'retried':
      return ask(state)
    case 'pointed':
      return [state.mark === event.mark ? state : { ...state, mark: event.mark }, []]
    case 'more-lines':
      return [{ ...state, lines: state.lines + SHOWN_LINES * 8 }, []]
    case 'command-copied':
      return state.record
        ? [state, [{ do: 'copy', text: state.record.command, said: t('frame.copied') }]]
        : [state, []]
  }
}
