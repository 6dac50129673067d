// Conversations: threads at the left, one thread's messages at the right, from its end back or from its beginning on.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { type Command, callFor, type Machine, type Step } from '../../frame/machine.ts'

export type Thread = OutputOf<'conversations.page'>['rows'][number]
export type Message = OutputOf<'conversations.messages'>['rows'][number]

/** older: begun at the end, going back. newer: begun at the beginning, going on. */
export type Direction = 'older' | 'newer'

export interface OpenThread {
  readonly thread: Thread
  readonly direction: Direction
  /** In time order, whichever way they came. */
  readonly messages: readonly Message[]
  /** undefined: nothing has come yet; null: no more. */
  readonly next: string | null | undefined
  readonly isLoading: boolean
  readonly refusal: Refusal | null
}

export interface Conversations {
  readonly sourceId: number | null
  readonly sources: readonly { readonly id: number; readonly name: string }[]
  readonly threads: readonly Thread[]
  readonly next: string | null
  readonly isLoading: boolean
  readonly refusal: Refusal | null
  readonly open: OpenThread | null
}

type Threads = Result<OutputOf<'conversations.page'>>
type Messages = Result<OutputOf<'conversations.messages'>>

export type ConversationsEvent =
  | { readonly is: 'sources-told'; readonly result: Result<OutputOf<'case.overview'>> }
  | { readonly is: 'threads-told'; readonly result: Threads; readonly isMore: boolean }
  | { readonly is: 'more-threads' }
  | { readonly is: 'source-chosen'; readonly sourceId: number | null }
  | { readonly is: 'opened'; readonly thread: Thread; readonly direction: Direction }
  | { readonly is: 'closed' }
  | { readonly is: 'more-messages' }
  | { readonly is: 'messages-told'; readonly result: Messages }
  | { readonly is: 'resumed' }

const THREADS = 50
const MESSAGES = 100

/** What tells threads apart: the same name may stand in several files and sources. */
export const threadKey = ({ sourceId, fileId, thread }: Thread): string => `${sourceId} ${fileId} ${thread}`

export const conversations: Machine<Conversations, ConversationsEvent> = {
  start: () => [
    { sourceId: null, sources: [], threads: [], next: null, isLoading: true, refusal: null, open: null },
    [askSources, askThreads(null, null)],
  ],
  update,
}

function update(state: Conversations, event: ConversationsEvent): Step<Conversations, ConversationsEvent> {
  switch (event.is) {
    case 'sources-told':
      return event.result.ok
        ? [{ ...state, sources: event.result.value.sources.map(({ id, name }) => ({ id, name })) }, []]
        : [state, []]
    case 'threads-told': {
      if (!event.result.ok) return [{ ...state, isLoading: false, refusal: event.result.error }, []]
      const { rows, next } = event.result.value
      const threads = event.isMore ? [...state.threads, ...rows] : rows
      return [{ ...state, threads, next, isLoading: false, refusal: null }, []]
    }
    case 'more-threads':
      return state.next === null || state.isLoading
        ? [state, []]
        : [{ ...state, isLoading: true }, [askThreads(state.sourceId, state.next)]]
    case 'source-chosen':
      return [
        {
          ...state,
          sourceId: event.sourceId,
          threads: [],
          next: null,
          isLoading: true,
          refusal: null,
          open: null,
        },
        [askThreads(event.sourceId, null)],
      ]
    case 'opened':
      return openThread(state, event.thread, event.direction)
    case 'closed':
      return [{ ...state, open: null }, []]
    case 'more-messages':
      return state.open === null || state.open.isLoading || state.open.next === null
        ? [state, []]
        : [{ ...state, open: { ...state.open, isLoading: true, refusal: null } }, [askMessages(state.open)]]
    case 'messages-told':
      return state.open === null
        ? [state, []]
        : [{ ...state, open: withMessages(state.open, event.result) }, []]
    case 'resumed':
      return [
        { ...state, isLoading: false, open: state.open && { ...state.open, isLoading: false } },
        [askSources, ...(state.threads.length === 0 ? [askThreads(state.sourceId, null)] : [])],
      ]
  }
}

function openThread(
  state: Conversations,
  thread: Thread,
  direction: Direction,
): Step<Conversations, ConversationsEvent> {
  const open: OpenThread = {
    thread,
    direction,
    messages: [],
    next: undefined,
    isLoading: true,
    refusal: null,
  }
  return [{ ...state, open }, [askMessages(open)]]
}

function withMessages(open: OpenThread, result: Messages): OpenThread {
  if (!result.ok) return { ...open, isLoading: false, refusal: result.error }
  const { rows, next } = result.value
  const messages =
    open.direction === 'older' ? [...rows.toReversed(), ...open.messages] : [...open.messages, ...rows]
  return { ...open, messages, next, isLoading: false, refusal: null }
}

const askMessages = ({ thread, direction, next }: OpenThread): Command<ConversationsEvent> =>
  callFor(
    'conversations.messages',
    {
      sourceId: thread.sourceId,
      fileId: thread.fileId,
      thread: thread.thread,
      direction,
      ...(typeof next === 'string' && { after: next }),
      limit: MESSAGES,
    },
    (result): ConversationsEvent => ({ is: 'messages-told', result }),
    'messages',
  )

const askThreads = (sourceId: number | null, after: string | null): Command<ConversationsEvent> =>
  callFor(
    'conversations.page',
    { ...(sourceId !== null && { sourceId }), ...(after !== null && { after }), limit: THREADS },
    (result): ConversationsEvent => ({ is: 'threads-told', result, isMore: after !== null }),
    'threads',
  )

const askSources: Command<ConversationsEvent> = callFor(
  'case.overview',
  {},
  (result): ConversationsEvent => ({ is: 'sources-told', result }),
  'sources',
)

/** Messages by day in UTC, in order; those without UTC under null. */
export function days(
  messages: readonly Message[],
): { readonly day: number | null; readonly messages: readonly Message[] }[] {
  const found: { day: number | null; messages: Message[] }[] = []
  for (const message of messages) {
    const day = message.utc === null ? null : Math.floor(message.utc / DAY_MICROS)
    const last = found.at(-1)
    if (last && last.day === day) last.messages.push(message)
    else found.push({ day, messages: [message] })
  }
  return found
}

export const DAY_MICROS = 86_400_000_000
