// The frame's own state: who is here, which screen, notices, help, theme. Pure.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { type Command, callFor, type Step, type Tone } from './machine.ts'

export type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'out-of-reach'; readonly refusal: Refusal }
  | OutputOf<'session.status'>

export type Theme = 'system' | 'light' | 'dark'

export interface Notice {
  readonly id: number
  readonly text: string
  readonly tone: Tone
}

export interface FrameState {
  readonly session: Session
  readonly path: string
  /** Handed to the screen that opened last. */
  readonly carried: unknown
  readonly notices: readonly Notice[]
  readonly theme: Theme
  /** Single-key shortcuts can be turned off: speech input and slips of a hand set them off. */
  readonly hasShortcuts: boolean
  readonly isHelpOpen: boolean
  readonly isMenuOpen: boolean
}

export type FrameEvent =
  | { readonly is: 'session-told'; readonly result: Result<OutputOf<'session.status'>> }
  | { readonly is: 'session-wanted' }
  | { readonly is: 'session-ended' }
  | { readonly is: 'went'; readonly path: string; readonly carried: unknown }
  | { readonly is: 'said'; readonly text: string; readonly tone: Tone }
  | { readonly is: 'notice-over'; readonly id: number }
  | { readonly is: 'theme-chosen'; readonly theme: Theme }
  | { readonly is: 'shortcuts-set'; readonly on: boolean }
  | { readonly is: 'help-toggled' }
  | { readonly is: 'menu-toggled' }

const SHOWN_MILLISECONDS = 6000
const ASK_AGAIN_MILLISECONDS = 3000

export interface FrameStart {
  readonly path: string
  readonly theme: Theme
  readonly hasShortcuts: boolean
}

export const startFrame = ({ path, theme, hasShortcuts }: FrameStart): Step<FrameState, FrameEvent> => [
  {
    session: { state: 'asking' },
    path,
    carried: undefined,
    notices: [],
    theme,
    hasShortcuts,
    isHelpOpen: false,
    isMenuOpen: false,
  },
  [askSession],
]

export function updateFrame(state: FrameState, event: FrameEvent): Step<FrameState, FrameEvent> {
  switch (event.is) {
    case 'session-wanted':
      return [state, [askSession]]
    case 'session-told':
      return event.result.ok
        ? [{ ...state, session: event.result.value }, []]
        : [
            { ...state, session: { state: 'out-of-reach', refusal: event.result.error } },
            [
              {
                do: 'after',
                milliseconds: ASK_AGAIN_MILLISECONDS,
                key: 'ask-session',
                event: { is: 'session-wanted' },
              },
            ],
          ]
    case 'session-ended':
      return state.session.state === 'signed-in'
        ? [{ ...state, session: { state: 'signed-out' } }, [askSession]]
        : [state, []]
    case 'went':
      return [{ ...state, path: event.path, carried: event.carried, isMenuOpen: false }, []]
    case 'said': {
      const id = (state.notices.at(-1)?.id ?? 0) + 1
      const notices = [...state.notices, { id, text: event.text, tone: event.tone }].slice(-4)
      return [
        { ...state, notices },
        [
          {
            do: 'after',
            milliseconds: SHOWN_MILLISECONDS,
            key: `notice ${id}`,
            event: { is: 'notice-over', id },
          },
        ],
      ]
    }
    case 'notice-over':
      return [{ ...state, notices: state.notices.filter(({ id }) => id !== event.id) }, []]
    case 'theme-chosen':
      return [{ ...state, theme: event.theme }, []]
    case 'shortcuts-set':
      return [{ ...state, hasShortcuts: event.on }, []]
    case 'help-toggled':
      return [{ ...state, isHelpOpen: !state.isHelpOpen, isMenuOpen: false }, []]
    case 'menu-toggled':
      return [{ ...state, isMenuOpen: !state.isMenuOpen }, []]
  }
}

const askSession: Command<FrameEvent> = callFor(
  'session.status',
  {},
  (result): FrameEvent => ({ is: 'session-told', result }),
  'session',
)
