import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import {
  type Conversations,
  type ConversationsEvent,
  conversations,
  DAY_MICROS,
  days,
  type Message,
  type Thread,
} from './conversations.ts'

const thread = { sourceId: 1, fileId: 2, thread: 'canal', messages: 5 } as Thread
const message = (id: number, utc: number | null = id) => ({ id, utc }) as Message
const told = (ids: number[], next: string | null): ConversationsEvent => ({
  is: 'messages-told',
  result: ok({ rows: ids.map((id) => message(id)), next }),
})
const send = (...events: ConversationsEvent[]) =>
  events.reduce((step, event) => conversations.update(step[0], event), conversations.start())
const shown = (state: Conversations) => state.open?.messages.map(({ id }) => id)

it('from the end, older messages come before those shown', () => {
  const [state] = send(
    { is: 'opened', thread, direction: 'older' },
    told([5, 4], 'c'),
    { is: 'more-messages' },
    told([3, 2, 1], null),
  )
  expect(shown(state)).toEqual([1, 2, 3, 4, 5])
})

it('from the beginning, later ones come after', () => {
  const opened = send({ is: 'opened', thread, direction: 'newer' }, told([1, 2], 'c'), {
    is: 'more-messages',
  })
  expect(opened[1]).toMatchObject([{ input: { direction: 'newer', after: 'c', thread: 'canal' } }])
  expect(shown(conversations.update(opened[0], told([3], null))[0])).toEqual([1, 2, 3])
})

it('asks for no more where there is none, and not twice', () => {
  const [done] = send({ is: 'opened', thread, direction: 'older' }, told([1], null))
  expect(conversations.update(done, { is: 'more-messages' })[1]).toEqual([])
  const [waiting] = send({ is: 'opened', thread, direction: 'older' })
  expect(conversations.update(waiting, { is: 'more-messages' })[1]).toEqual([])
})

it('a refusal leaves what is shown, and can be asked again', () => {
  const [state] = send(
    { is: 'opened', thread, direction: 'older' },
    told([2, 1], 'c'),
    { is: 'more-messages' },
    { is: 'messages-told', result: refuse('E_CURSOR') },
  )
  expect(shown(state)).toEqual([1, 2])
  expect(conversations.update(state, { is: 'more-messages' })[1]).toHaveLength(1)
})

it('another source begins anew', () => {
  const [state, commands] = send(
    { is: 'opened', thread, direction: 'older' },
    { is: 'source-chosen', sourceId: 3 },
  )
  expect(state.open).toBeNull()
  expect(commands).toMatchObject([{ route: 'conversations.page', input: { sourceId: 3 } }])
})

it('parts days in UTC, and those without UTC from them', () => {
  const parted = days([
    message(1, DAY_MICROS - 1),
    message(2, DAY_MICROS),
    message(3, DAY_MICROS + 5),
    message(4, null),
  ])
  expect(parted.map(({ day, messages }) => [day, messages.length])).toEqual([
    [0, 1],
    [1, 2],
    [null, 1],
  ])
})
