// Who may come in. An invitation is a link that is shown once; roles and being let in are changed here, and the desk keeps
// the last active owner.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf, Role } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'

export type Account = OutputOf<'accounts.list'>['accounts'][number]

export interface AccountsState {
  readonly accounts: readonly Account[]
  readonly invitations: OutputOf<'accounts.list'>['invitations']
  readonly isAsking: boolean
  readonly refusal: Refusal | null
  readonly role: Role
  /** The link just made: kept in memory until another is made or the screen is left. */
  readonly made: OutputOf<'accounts.invite'> | null
  readonly isSending: boolean
}

export type AccountsEvent =
  | { readonly is: 'ask' }
  | { readonly is: 'listed'; readonly result: Result<OutputOf<'accounts.list'>> }
  | { readonly is: 'role'; readonly role: Role }
  | { readonly is: 'invite' }
  | { readonly is: 'invited'; readonly result: Result<OutputOf<'accounts.invite'>> }
  | { readonly is: 'change'; readonly change: InputOf<'accounts.change'> }
  | { readonly is: 'changed'; readonly result: Result<Account> }

type AccountsStep = Step<AccountsState, AccountsEvent>

export const accountsMachine = (): Machine<AccountsState, AccountsEvent> => ({
  start: () =>
    ask({
      accounts: [],
      invitations: [],
      isAsking: true,
      refusal: null,
      role: 'analyst',
      made: null,
      isSending: false,
    }),
  update: updateAccounts,
})

export function updateAccounts(state: AccountsState, event: AccountsEvent): AccountsStep {
  switch (event.is) {
    case 'ask':
      return ask(state)
    case 'listed':
      return event.result.ok
        ? [{ ...state, isAsking: false, refusal: null, ...event.result.value }, []]
        : [{ ...state, isAsking: false, refusal: event.result.error }, []]
    case 'role':
      return [{ ...state, role: event.role }, []]
    case 'invite':
      return sending(
        state,
        callFor(
          'accounts.invite',
          { role: state.role },
          (result): AccountsEvent => ({ is: 'invited', result }),
        ),
      )
    case 'invited': {
      if (!event.result.ok) return [{ ...state, isSending: false, refusal: event.result.error }, []]
      return ask({ ...state, isSending: false, made: event.result.value })
    }
    case 'change':
      return sending(
        state,
        callFor('accounts.change', event.change, (result): AccountsEvent => ({ is: 'changed', result })),
      )
    case 'changed': {
      if (!event.result.ok) return [{ ...state, isSending: false, refusal: event.result.error }, []]
      const changed = event.result.value
      const accounts = state.accounts.map((account) => (account.name === changed.name ? changed : account))
      return [{ ...state, isSending: false, accounts }, []]
    }
  }
}

const sending = (state: AccountsState, command: AccountsStep[1][number]): AccountsStep =>
  state.isSending ? [state, []] : [{ ...state, isSending: true, refusal: null }, [command]]

const ask = (state: AccountsState): AccountsStep => [
  { ...state, isAsking: true },
  [callFor('accounts.list', {}, (result): AccountsEvent => ({ is: 'listed', result }), 'list')],
]
