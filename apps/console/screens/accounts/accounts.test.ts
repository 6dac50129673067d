import { expect, it } from 'vitest'
import { type Account, type AccountsEvent, accountsMachine, updateAccounts } from './accounts.ts'

const ada: Account = {
  name: 'ada',
  role: 'owner',
  state: 'active',
  createdAt: 0,
  lastSeenAt: null,
  hasPasskey: true,
}
const ben: Account = { ...ada, name: 'ben', role: 'analyst' }
const send = (...events: AccountsEvent[]) =>
  events.reduce((state, event) => updateAccounts(state, event)[0], accountsMachine().start()[0])
const listed: AccountsEvent = {
  is: 'listed',
  result: { ok: true, value: { accounts: [ada, ben], invitations: [] } },
}

it('makes a link for the chosen role once, shows it, and asks who is invited now', () => {
  const [sending, [command]] = updateAccounts(send(listed, { is: 'role', role: 'reviewer' }), {
    is: 'invite',
  })
  expect(command).toMatchObject({ route: 'accounts.invite', input: { role: 'reviewer' } })
  expect(updateAccounts(sending, { is: 'invite' })[1]).toEqual([])
  const [made, commands] = updateAccounts(sending, {
    is: 'invited',
    result: { ok: true, value: { link: 'http://localhost:1/#link=x', expiresAt: 5 } },
  })
  expect(made.made?.link).toBe('http://localhost:1/#link=x')
  expect(commands).toMatchObject([{ route: 'accounts.list' }])
})

it('changes the one account the desk says was changed, and keeps the rest when it refuses', () => {
  const [sending] = updateAccounts(send(listed), { is: 'change', change: { name: 'ben', role: 'examiner' } })
  const [changed] = updateAccounts(sending, {
    is: 'changed',
    result: { ok: true, value: { ...ben, role: 'examiner' } },
  })
  expect(changed.accounts.map(({ role }) => role)).toEqual(['owner', 'examiner'])
  const [refused] = updateAccounts(sending, {
    is: 'changed',
    result: { ok: false, error: { code: 'E_LAST_OWNER' } },
  })
  expect(refused).toMatchObject({ isSending: false, refusal: { code: 'E_LAST_OWNER' } })
  expect(refused.accounts).toBe(sending.accounts)
})
