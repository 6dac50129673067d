import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import { type FrameState, startFrame, updateFrame } from './frame.ts'

const [first, commands] = startFrame({ path: '/', theme: 'system', hasShortcuts: true })
const signedIn: FrameState = {
  ...first,
  session: {
    state: 'signed-in',
    name: 'A. Examiner',
    role: 'owner',
    permissions: ['read'],
    workspace: { name: 'x', kind: 'demo' },
    expiresAt: 0,
    atRest: 'unencrypted',
    csrf: 'token',
  },
}

it('begins by asking who is here', () =>
  expect(commands).toMatchObject([{ do: 'call', route: 'session.status' }]))

it('a desk that does not answer is asked again', () => {
  const [state, next] = updateFrame(first, { is: 'session-told', result: refuse('unreachable') })
  expect(state.session).toMatchObject({ state: 'out-of-reach' })
  expect(next).toMatchObject([{ do: 'after', event: { is: 'session-wanted' } }])
})

it('a session that ends shows the way in, once', () => {
  const [state] = updateFrame(signedIn, { is: 'session-ended' })
  expect(state.session.state).toBe('signed-out')
  expect(updateFrame(state, { is: 'session-ended' })).toEqual([state, []])
})

it('keeps the last four notices, and each goes by itself', () => {
  let state = first
  for (let i = 0; i < 6; i++) [state] = updateFrame(state, { is: 'said', text: `${i}`, tone: 'plain' })
  expect(state.notices.map(({ text }) => text)).toEqual(['2', '3', '4', '5'])
  const [after] = updateFrame(state, { is: 'notice-over', id: state.notices[0]!.id })
  expect(after.notices).toHaveLength(3)
})

it('another screen closes the menu and gets what was carried', () => {
  const [open] = updateFrame(signedIn, { is: 'menu-toggled' })
  const [state] = updateFrame(open, { is: 'went', path: '/timeline', carried: { filter: {} } })
  expect(state).toMatchObject({ isMenuOpen: false, path: '/timeline', carried: { filter: {} } })
})

it('an answer is taken as it is', () =>
  expect(updateFrame(first, { is: 'session-told', result: ok({ state: 'unclaimed' }) })[0].session).toEqual({
    state: 'unclaimed',
  }))
