// A machine: `start` and `update` are pure, from state and event to state and commands. Commands are data; only the runner
// (use-machine.ts) acts on them, so a screen's whole behaviour is tested without a browser.

import type { Result } from '@manumit/base'
import type { InputOf, OutputOf, RouteId } from '@manumit/contract'

/** Calls a route, then hands its result to `update` as the event that `done` makes of it. */
export interface CallCommand<Event> {
  readonly do: 'call'
  readonly route: RouteId
  readonly input: unknown
  /** A later call with the same key takes an unanswered earlier one back. */
  readonly key: string | null
  /** Made by `callFor`, which alone knows the route's output type. */
  readonly done: (result: Result<never>) => Event
}

export type Command<Event> =
  | CallCommand<Event>
  /** `carried` is handed to the screen that opens, in memory: never in an address. */
  | { readonly do: 'go'; readonly path: string; readonly carried?: unknown }
  /** Shows a short notice, and reads it out. */
  | { readonly do: 'say'; readonly text: string; readonly tone?: Tone }
  /** A later one with the same key takes the earlier one back. */
  | { readonly do: 'after'; readonly milliseconds: number; readonly key: string; readonly event: Event }
  | { readonly do: 'copy'; readonly text: string; readonly said: string }
  /** Somebody signed in or out: the frame asks who is here. */
  | { readonly do: 'ask-session' }

export type Tone = 'plain' | 'good' | 'bad'

export type Step<State, Event> = readonly [State, readonly Command<Event>[]]

export interface Machine<State, Event> {
  readonly start: () => Step<State, Event>
  readonly update: (state: State, event: Event) => Step<State, Event>
}

/** The command that calls a route, its input and result typed by the contract. */
export const callFor = <Id extends RouteId, Event>(
  route: Id,
  input: InputOf<Id>,
  done: (result: Result<OutputOf<Id>>) => Event,
  key: string | null = null,
): CallCommand<Event> => ({ do: 'call', route, input, key, done: done as CallCommand<Event>['done'] })
