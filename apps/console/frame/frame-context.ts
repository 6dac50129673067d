// What each screen may ask of the frame.

import type { Permission } from '@manumit/contract'
import { createContext, useContext } from 'react'
import type { Session } from './frame.ts'
import type { MachinePowers } from './run-machine.ts'

export interface Question {
  readonly title: string
  readonly text: string
  /** What the button that does it says. */
  readonly act: string
  readonly isDangerous?: boolean
  /** Asks for a reason, which must not be empty. */
  readonly reasonLabel?: string
}

/** What was answered: null is no; else the reason, empty where none was asked for. */
export type Answer = string | null

/** What the frame gives the screens inside it. */
export interface Frame {
  readonly powers: MachinePowers
  readonly session: Session
  readonly may: (permission: Permission) => boolean
  /** Asks the person, in a dialog. */
  readonly confirm: (question: Question) => Promise<Answer>
  /** States kept by screens while another is shown. */
  readonly kept: Map<string, unknown>
}

const missing = (): never => {
  throw new Error('Outside the frame')
}

export const FrameContext = createContext<Frame>({
  powers: { call: missing, go: missing, say: missing, copy: missing, askSession: missing },
  session: { state: 'asking' },
  may: () => false,
  confirm: missing,
  kept: new Map(),
})

/** The frame, from any component inside it. */
export const useFrame = (): Frame => useContext(FrameContext)
