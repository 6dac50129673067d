import { ok, refuse } from '@manumit/base'
import { linkAddress, linkToken } from '@manumit/contract'
import { expect, it } from 'vitest'
import { tokenOf } from './link-token.ts'
import { type SignInEvent, signInMachine } from './sign-in.ts'

const TOKEN = 'a-token-of-some-length'
const ownerLink = { purpose: 'owner', role: 'owner', name: null, expiresAt: 0 } as const
const send = (token: string | null, ...events: SignInEvent[]) => {
  const machine = signInMachine(token)
  return events.reduce((step, event) => machine.update(step[0], event), machine.start())
}
const password = (text: string, again = text, code = ''): SignInEvent => ({
  is: 'password-given',
  password: text,
  again,
  code,
})
const named: SignInEvent = { is: 'name-typed', name: 'A. Examiner' }

it('reads the same token from an address as the contract', () => {
  const link = linkAddress('http://localhost:7377', TOKEN)
  expect(tokenOf(new URL(link))).toBe(TOKEN)
  for (const address of [link, 'http://localhost:7377/', 'http://localhost:7377/timeline#x'])
    expect(tokenOf(new URL(address))).toBe(linkToken(address))
})

it('a link is looked at before it is used, and a link that is no more leads to signing in', () => {
  expect(send(TOKEN)[1]).toMatchObject([{ route: 'session.link', input: { token: TOKEN } }])
  const [state] = send(TOKEN, { is: 'link-told', result: refuse('E_LINK_UNKNOWN') })
  expect(state).toMatchObject({ way: 'sign-in', token: null, refusal: { code: 'E_LINK_UNKNOWN' } })
})

it('makes the owner with a password, and shows the recovery code until it is kept', () => {
  const linked: SignInEvent = { is: 'link-told', result: ok(ownerLink) }
  const [, claimed] = send(TOKEN, linked, named, password('four words that differ'))
  expect(claimed).toMatchObject([{ route: 'session.claim', input: { token: TOKEN, name: 'A. Examiner' } }])
  const made = send(TOKEN, linked, named, { is: 'account-made', result: ok({ recoveryCode: 'ABCD' }) })
  expect(made[0].recoveryCode).toBe('ABCD')
  expect(made[1]).toEqual([])
  const kept = send(
    TOKEN,
    linked,
    named,
    { is: 'account-made', result: ok({ recoveryCode: 'ABCD' }) },
    { is: 'code-kept' },
  )
  expect(kept[0].recoveryCode).toBeNull()
  expect(kept[1].map((command) => command.do)).toEqual(['go', 'ask-session'])
})

it.each([
  ['without a name', [password('four words that differ')], 'signIn.name.missing'],
  ['with a short password', [named, password('short')], 'signIn.password.short'],
  [
    'with two passwords',
    [named, password('four words that differ', 'four words that do not')],
    'signIn.password.differs',
  ],
] as const)('makes no account %s', (_, events, problem) => {
  const [state, commands] = send(TOKEN, { is: 'link-told', result: ok(ownerLink) }, ...events)
  expect(state.problem).toBe(problem)
  expect(commands).toEqual([])
})

it('signs in with whatever password is given, and keeps none', () => {
  const [state, commands] = send(null, named, password('short'))
  expect(commands).toMatchObject([
    { route: 'session.signIn', input: { by: { kind: 'password', password: 'short' } } },
  ])
  expect(JSON.stringify(state)).not.toContain('short')
})

it('a wrong password says so and lets try again', () => {
  const [state] = send(null, named, password('x'), { is: 'signed-in', result: refuse('E_SIGN_IN') })
  expect(state).toMatchObject({ isWorking: false, refusal: { code: 'E_SIGN_IN' } })
})

it('uses a passkey, and a cancelled one is no refusal of the desk', () => {
  const options: SignInEvent = { is: 'passkey-options', result: ok({ options: { challenge: 'x' } }) }
  expect(send(null, named, { is: 'passkey-wanted' })[1]).toMatchObject([{ input: { purpose: 'use' } }])
  const [asked] = send(null, named, { is: 'passkey-wanted' }, options)
  expect(asked.passkey).toEqual({ purpose: 'use', options: { challenge: 'x' } })
  const used = send(null, named, { is: 'passkey-wanted' }, options, {
    is: 'passkey-given',
    response: { id: 'k' },
  })
  expect(used[1]).toMatchObject([
    { route: 'session.signIn', input: { by: { kind: 'passkey', response: { id: 'k' } } } },
  ])
  const [cancelled] = send(null, named, { is: 'passkey-wanted' }, options, {
    is: 'passkey-given',
    response: null,
  })
  expect(cancelled).toMatchObject({ problem: 'signIn.passkey.cancelled', passkey: null, refusal: null })
})

it('recovers with a code, whose blanks at the ends do not count', () => {
  const [, commands] = send(
    null,
    { is: 'way-chosen', way: 'recover' },
    named,
    password('four words that differ', 'four words that differ', ' ABCD-EFGH '),
  )
  expect(commands).toMatchObject([{ route: 'session.recover', input: { recoveryCode: 'ABCD-EFGH' } }])
})
