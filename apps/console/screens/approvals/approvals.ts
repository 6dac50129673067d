// Acts that wait for a second person. Who asked for one cannot approve it: the desk refuses, and the screen says so before.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'

export type Approval = OutputOf<'approvals.list'>['approvals'][number]

export interface ApprovalsState {
  readonly which: 'waiting' | 'decided'
  readonly approvals: readonly Approval[]
  readonly isAsking: boolean
  readonly refusal: Refusal | null
  /** Id of the one a decision was sent for. */
  readonly deciding: string | null
}

export type ApprovalsEvent =
  | { readonly is: 'ask' }
  | { readonly is: 'which'; readonly which: ApprovalsState['which'] }
  | { readonly is: 'listed'; readonly result: Result<OutputOf<'approvals.list'>> }
  | {
      readonly is: 'decide'
      readonly id: string
      readonly decision: 'approved' | 'refused'
      readonly reason: string
    }
  | { readonly is: 'decided'; readonly result: Result<Approval> }

type ApprovalsStep = Step<ApprovalsState, ApprovalsEvent>

export const approvalsMachine = (): Machine<ApprovalsState, ApprovalsEvent> => ({
  start: () => ask({ which: 'waiting', approvals: [], isAsking: true, refusal: null, deciding: null }),
  update: updateApprovals,
})

export function updateApprovals(state: ApprovalsState, event: ApprovalsEvent): ApprovalsStep {
  switch (event.is) {
    case 'ask':
      return ask(state)
    case 'which':
      return ask({ ...state, which: event.which, approvals: [], refusal: null })
    case 'listed':
      return event.result.ok
        ? [{ ...state, isAsking: false, refusal: null, approvals: event.result.value.approvals }, []]
        : [{ ...state, isAsking: false, refusal: event.result.error }, []]
    case 'decide': {
      if (state.deciding !== null) return [state, []]
      const { id, decision, reason } = event
      return [
        { ...state, deciding: id, refusal: null },
        [
          callFor(
            'approvals.decide',
            { id, decision, reason },
            (result): ApprovalsEvent => ({ is: 'decided', result }),
          ),
        ],
      ]
    }
    case 'decided': {
      if (!event.result.ok) return [{ ...state, deciding: null, refusal: event.result.error }, []]
      const decided = event.result.value
      const approvals = state.approvals.map((other) => (other.id === decided.id ? decided : other))
      return [{ ...state, deciding: null, approvals }, []]
    }
  }
}

const ask = (state: ApprovalsState): ApprovalsStep => [
  { ...state, isAsking: true },
  [
    callFor(
      'approvals.list',
      { state: state.which },
      (result): ApprovalsEvent => ({ is: 'listed', result }),
      'list',
    ),
  ],
]
