import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import type { CallCommand, Command } from '../../frame/machine.ts'
import { BLOCK_ROWS, rowOf, type Timeline, type TimelineEvent, timeline } from './timeline.ts'

const histogram = (counts: number[]) => ({
  total: counts.reduce((sum, n) => sum + n, 0),
  untimed: 0,
  firstUtc: 0,
  spanMicros: 1000,
  kinds: ['message'],
  counts: [counts],
})
const row = (id: number) => ({
  id,
  kind: 'message',
  sourceId: 1,
  utc: id,
  time: '',
  state: 'live' as const,
  via: 'live',
  caption: '',
})
const calls = (commands: readonly Command<TimelineEvent>[]): CallCommand<TimelineEvent>[] =>
  commands.filter((command) => command.do === 'call')

/** A machine whose calls are answered from `counts` until it asks no more; what it asked. */
function drive(counts: number[]) {
  const machine = timeline({})
  const asked: { route: string; input: unknown }[] = []
  let [state, commands] = machine.start()
  const settle = () => {
    let waiting = calls(commands)
    while (waiting.length > 0) {
      const next = waiting.shift()!
      asked.push({ route: next.route, input: next.input })
      const [after, more] = machine.update(state, next.done(answer(next) as never))
      state = after
      waiting = [...waiting, ...calls(more)]
    }
  }
  const answer = ({ route, input }: CallCommand<TimelineEvent>) => {
    if (route === 'case.overview') return refuse('E_SIGNED_OUT')
    if (route === 'timeline.histogram') return ok(histogram(counts))
    const { start, limit } = input as { start: { utc: number; skip: number }; limit: number }
    const first = counts.slice(0, start.utc / 1000).reduce((sum, n) => sum + n, 0) + start.skip
    return ok({ rows: Array.from({ length: limit }, (_, i) => row(first + i)), next: null })
  }
  const send = (event: TimelineEvent) => {
    ;[state, commands] = machine.update(state, event)
    settle()
  }
  settle()
  return { asked, send, now: (): Timeline => state, machine }
}

it('counts first, then fetches the rows in view and their neighbours', () => {
  const { asked, now } = drive([150, 850])
  expect(asked.map(({ route }) => route)).toContain('timeline.histogram')
  expect(now().scroll.rows).toBe(1000)
  expect(rowOf(now(), 0)?.id).toBe(0)
  expect(rowOf(now(), BLOCK_ROWS + 60)?.id).toBe(160)
})

it('any row of a million is one call away', () => {
  const driven = drive([400_000, 600_000])
  driven.send({ is: 'active-moved', to: 777_777 })
  expect(rowOf(driven.now(), 777_777)?.id).toBe(777_777)
  expect(driven.asked.filter(({ route }) => route === 'timeline.page').length).toBeLessThan(8)
})

it('fills its rows from short pages, where a text is looked for', () => {
  const { machine, now } = drive([10])
  const [counted] = machine.update(now(), { is: 'index-told', generation: 0, result: ok(histogram([150])) })
  const told = (had: number[], rows: number[], next: string | null): TimelineEvent => ({
    is: 'rows-told',
    generation: 0,
    firstBlock: 0,
    blocks: 1,
    had: had.map(row),
    result: ok({ rows: rows.map(row), next }),
  })
  const [some, asked] = machine.update(counted, told([], [0, 1], 'c1'))
  expect(rowOf(some, 1)?.id).toBe(1)
  expect(asked).toMatchObject([{ input: { start: { at: 'cursor', after: 'c1' }, limit: 98 } }])
  const [all] = machine.update(some, told([0, 1], [2], null))
  expect([0, 1, 2].map((number) => rowOf(all, number)?.id)).toEqual([0, 1, 2])
})

it('lets go of what is far from the view', () => {
  const driven = drive([400_000, 600_000])
  for (let to = 0; to < 60; to++) driven.send({ is: 'active-moved', to: to * 10_000 })
  expect(driven.now().blocks.size).toBeLessThanOrEqual(40)
})

it('the answer to an older filter changes nothing', () => {
  const { machine, now } = drive([10])
  const [state] = machine.update(now(), { is: 'kind-toggled', kind: 'call' })
  const late = machine.update(state, { is: 'index-told', generation: 0, result: ok(histogram([99])) })
  expect(late[0]).toBe(state)
  expect(late[1]).toEqual([])
})

it('no rows are fetched by the count of another filter', () => {
  const { machine, now } = drive([500])
  const [filtered] = machine.update(now(), { is: 'kind-toggled', kind: 'call' })
  expect(calls(machine.update(filtered, { is: 'scrolled', barTop: 9000 })[1])).toEqual([])
})

it('a kind is taken in and out; nothing chosen is no limit', () => {
  const driven = drive([10])
  driven.send({ is: 'kind-toggled', kind: 'call' })
  expect(driven.now().filter).toEqual({ kinds: ['call'] })
  driven.send({ is: 'kind-toggled', kind: 'call' })
  expect(driven.now().filter).toEqual({})
})

it('typing waits until it rests; a choice is answered at once', () => {
  const { machine, now } = drive([10])
  expect(machine.update(now(), { is: 'filtered', change: { text: 'to' } })[1].map((c) => c.do)).toEqual([
    'after',
  ])
  expect(machine.update(now(), { is: 'filtered', change: { sourceId: 2 } })[1].map((c) => c.do)).toEqual([
    'call',
    'call',
  ])
})

it('a refusal is shown and the next filter asks again', () => {
  const { machine, now } = drive([10])
  const [refused] = machine.update(now(), { is: 'index-told', generation: 0, result: refuse('E_CURSOR') })
  expect(refused.refusal?.code).toBe('E_CURSOR')
  expect(machine.update(refused, { is: 'filtered', change: { state: 'live' } })[0].refusal).toBeNull()
})
