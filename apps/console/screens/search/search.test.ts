import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import { type Found, type SearchEvent, search } from './search.ts'

const machine = search('')
const found = (id: number) => ({ record: { id } }) as Found
const answer = (ids: number[], next: string | null, isMore = false): SearchEvent => ({
  is: 'told',
  isMore,
  result: ok({ rows: ids.map(found), next, pending: 3 }),
})
const send = (...events: SearchEvent[]) =>
  events.reduce((step, event) => machine.update(step[0], event), machine.start())

it('asks when words are sent, not while they are typed', () => {
  expect(send({ is: 'changed', part: { text: 'teapot' } })[1]).toEqual([])
  expect(send({ is: 'changed', part: { text: 'teapot' } }, { is: 'submitted' })[1]).toMatchObject([
    { route: 'search.query', input: { text: 'teapot', limit: 50 } },
  ])
})

it('what narrows is answered at once, and only the parts that are set are sent', () => {
  const [, commands] = send(
    { is: 'changed', part: { text: 'teapot' } },
    { is: 'submitted' },
    answer([1], null),
    { is: 'changed', part: { kind: 'message' } },
  )
  expect(commands).toMatchObject([{ input: { text: 'teapot', kinds: ['message'], limit: 50 } }])
})

it('more come after those that are there', () => {
  const [state] = send(
    { is: 'changed', part: { text: 'teapot' } },
    { is: 'submitted' },
    answer([1, 2], 'next'),
    { is: 'more-wanted' },
    answer([3], null, true),
  )
  expect(state.rows.map(({ record }) => record.id)).toEqual([1, 2, 3])
  expect(state.next).toBeNull()
  expect(state.pending).toBe(3)
})

it('goes on by itself over a page that is empty and not the last', () => {
  const [state, commands] = send(
    { is: 'changed', part: { text: 'teapot' } },
    { is: 'submitted' },
    answer([], 'further'),
  )
  expect(state.isSearching).toBe(true)
  expect(commands).toMatchObject([{ input: { after: 'further' } }])
})

it('nothing to look for asks nothing and shows nothing', () => {
  const [state, commands] = send({ is: 'changed', part: { text: '  ' } }, { is: 'submitted' })
  expect(state.asked).toBeNull()
  expect(commands).toEqual([])
})

it('a refusal is shown, and the next search takes it away', () => {
  const [state] = send(
    { is: 'changed', part: { text: '""' } },
    { is: 'submitted' },
    { is: 'told', isMore: false, result: refuse('E_QUERY_EMPTY') },
  )
  expect(state.refusal?.code).toBe('E_QUERY_EMPTY')
  expect(machine.update(state, { is: 'submitted' })[0].refusal).toBeNull()
})
