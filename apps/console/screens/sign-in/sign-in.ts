// Coming in, as a machine: by a one-time link, by password or passkey, by a recovery code. A password is handed from the form
// to the call and never kept in the state.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf } from '@manumit/contract'
import { type Command, callFor, type Machine, type Step } from '../../frame/machine.ts'
import { type MessageKey, t } from '../../messages/message.ts'

export type Link = OutputOf<'session.link'>
export type Way = 'sign-in' | 'link' | 'recover'

export interface SignIn {
  readonly way: Way
  readonly token: string | null
  readonly link: Link | null
  readonly name: string
  readonly isWorking: boolean
  readonly refusal: Refusal | null
  /** What the form itself found missing. */
  readonly problem: MessageKey | null
  /** What the browser is asked for; the view does it and tells. */
  readonly passkey: { readonly purpose: 'make' | 'use'; readonly options: Record<string, unknown> } | null
  /** Shown once; signed in when it is kept. */
  readonly recoveryCode: string | null
}

export type SignInEvent =
  | { readonly is: 'link-followed'; readonly token: string }
  | { readonly is: 'link-told'; readonly result: Result<Link> }
  | { readonly is: 'name-typed'; readonly name: string }
  | { readonly is: 'way-chosen'; readonly way: Way }
  | {
      readonly is: 'password-given'
      readonly password: string
      readonly again: string
      readonly code: string
    }
  | { readonly is: 'link-used' }
  | { readonly is: 'passkey-wanted' }
  | { readonly is: 'passkey-options'; readonly result: Result<OutputOf<'session.passkeyOptions'>> }
  | { readonly is: 'passkey-given'; readonly response: Record<string, unknown> | null }
  | { readonly is: 'signed-in'; readonly result: Result<object> }
  | { readonly is: 'account-made'; readonly result: Result<{ readonly recoveryCode: string }> }
  | { readonly is: 'code-copied' }
  | { readonly is: 'code-kept' }

type Out = Step<SignIn, SignInEvent>

/** As the contract asks. */
const PASSWORD_LEAST = 12

export const signInMachine = (token: string | null): Machine<SignIn, SignInEvent> => ({
  start: () => {
    const state: SignIn = {
      way: token === null ? 'sign-in' : 'link',
      token,
      link: null,
      name: '',
      isWorking: token !== null,
      refusal: null,
      problem: null,
      passkey: null,
      recoveryCode: null,
    }
    return [state, token === null ? [] : [askLink(token)]]
  },
  update,
})

function update(state: SignIn, event: SignInEvent): Out {
  switch (event.is) {
    case 'link-followed':
      return [
        { ...state, way: 'link', token: event.token, link: null, isWorking: true, refusal: null },
        [askLink(event.token)],
      ]
    case 'link-told':
      return event.result.ok
        ? [
            {
              ...state,
              link: event.result.value,
              name: event.result.value.name ?? state.name,
              isWorking: false,
            },
            [],
          ]
        : [{ ...state, way: 'sign-in', token: null, isWorking: false, refusal: event.result.error }, []]
    case 'name-typed':
      return [{ ...state, name: event.name, problem: null }, []]
    case 'way-chosen':
      return [{ ...state, way: event.way, refusal: null, problem: null }, []]
    case 'password-given':
      return takePassword(state, event)
    case 'link-used':
      return state.token === null
        ? [state, []]
        : working(state, signIn(state.name, { kind: 'link', token: state.token }))
    case 'passkey-wanted':
      return wantPasskey(state)
    case 'passkey-options':
      return event.result.ok
        ? [
            {
              ...state,
              passkey: {
                purpose: state.way === 'link' ? 'make' : 'use',
                options: event.result.value.options,
              },
            },
            [],
          ]
        : refused(state, event.result.error)
    case 'passkey-given':
      return takePasskey(state, event.response)
    case 'signed-in':
      return event.result.ok
        ? [{ ...state, isWorking: false }, [{ do: 'ask-session' }]]
        : refused(state, event.result.error)
    case 'account-made':
      return event.result.ok
        ? [{ ...state, isWorking: false, recoveryCode: event.result.value.recoveryCode }, []]
        : refused(state, event.result.error)
    case 'code-copied':
      return state.recoveryCode === null
        ? [state, []]
        : [state, [{ do: 'copy', text: state.recoveryCode, said: t('frame.copied') }]]
    case 'code-kept':
      return [{ ...state, recoveryCode: null }, [{ do: 'go', path: '/' }, { do: 'ask-session' }]]
  }
}

function takePassword(
  state: SignIn,
  { password, again, code }: SignInEvent & { readonly is: 'password-given' },
): Out {
  const name = state.name.trim()
  if (name === '') return problem(state, 'signIn.name.missing')
  if (state.way === 'sign-in') return working(state, signIn(name, { kind: 'password', password }))
  if (password.length < PASSWORD_LEAST) return problem(state, 'signIn.password.short')
  if (password !== again) return problem(state, 'signIn.password.differs')
  if (state.way === 'recover')
    return working(
      state,
      callFor(
        'session.recover',
        { name, recoveryCode: code.trim(), password },
        (result): SignInEvent => ({ is: 'account-made', result }),
        'sign-in',
      ),
    )
  return state.token === null
    ? [state, []]
    : working(state, claim(state.token, name, { kind: 'password', password }))
}

function wantPasskey(state: SignIn): Out {
  const name = state.name.trim()
  if (name === '') return problem(state, 'signIn.name.missing')
  const input: InputOf<'session.passkeyOptions'> =
    state.way === 'link' && state.token !== null
      ? { purpose: 'make', token: state.token, name }
      : { purpose: 'use', name }
  return working(
    state,
    callFor(
      'session.passkeyOptions',
      input,
      (result): SignInEvent => ({ is: 'passkey-options', result }),
      'sign-in',
    ),
  )
}

function takePasskey(state: SignIn, response: Record<string, unknown> | null): Out {
  const name = state.name.trim()
  const { passkey, ...rest } = state
  const without: SignIn = { ...rest, passkey: null }
  if (passkey === null) return [state, []]
  if (response === null) return problem(without, 'signIn.passkey.cancelled')
  if (passkey.purpose === 'use') return working(without, signIn(name, { kind: 'passkey', response }))
  return state.token === null
    ? [without, []]
    : working(without, claim(state.token, name, { kind: 'passkey', response }))
}

const working = (state: SignIn, command: Command<SignInEvent>): Out => [
  { ...state, isWorking: true, refusal: null, problem: null },
  [command],
]
const refused = (state: SignIn, refusal: Refusal): Out => [
  { ...state, isWorking: false, passkey: null, refusal },
  [],
]
const problem = (state: SignIn, key: MessageKey): Out => [{ ...state, isWorking: false, problem: key }, []]

const askLink = (token: string): Command<SignInEvent> =>
  callFor('session.link', { token }, (result): SignInEvent => ({ is: 'link-told', result }), 'link')

const signIn = (name: string, by: InputOf<'session.signIn'>['by']): Command<SignInEvent> =>
  callFor('session.signIn', { name, by }, (result): SignInEvent => ({ is: 'signed-in', result }), 'sign-in')

const claim = (token: string, name: string, by: InputOf<'session.claim'>['by']): Command<SignInEvent> =>
  callFor(
    'session.claim',
    { token, name, by },
    (result): SignInEvent => ({ is: 'account-made', result }),
    'sign-in',
  )
