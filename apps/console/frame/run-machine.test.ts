import { ok } from '@manumit/base'
import { expect, it } from 'vitest'
import type { Call } from '../client.ts'
import { type Command, callFor, type Machine } from './machine.ts'
import { type MachinePowers, runMachine } from './run-machine.ts'

interface Counter {
  readonly answers: readonly string[]
}
type CounterEvent =
  | { readonly is: 'ask'; readonly text: string }
  | { readonly is: 'told'; readonly text: string }

const counter: Machine<Counter, CounterEvent> = {
  start: () => [{ answers: [] }, [] as readonly Command<CounterEvent>[]],
  update: (state, event) =>
    event.is === 'told'
      ? [{ answers: [...state.answers, event.text] }, []]
      : [
          state,
          [callFor('session.link', { token: event.text }, () => ({ is: 'told', text: event.text }), 'link')],
        ],
}

function powers() {
  const waiting: ((signal?: AbortSignal) => void)[] = []
  const call = (() => new Promise((resolve) => waiting.push(() => resolve(ok({}))))) as unknown as Call
  const all: MachinePowers = { call, go() {}, say() {}, copy: async () => true, askSession() {} }
  return {
    all,
    answer: async (which: number) => {
      waiting[which]!()
      await new Promise((done) => setTimeout(done))
    },
  }
}

it('a later call with the same key takes the earlier one back, whichever is answered first', async () => {
  const { all, answer } = powers()
  const running = runMachine(counter, all)
  running.send({ is: 'ask', text: 'first' })
  running.send({ is: 'ask', text: 'second' })
  await answer(1)
  await answer(0)
  expect(running.state().answers).toEqual(['second'])
})

it('what is ended hears no answer', async () => {
  const { all, answer } = powers()
  const running = runMachine(counter, all)
  const end = running.begin()
  running.send({ is: 'ask', text: 'late' })
  end()
  await answer(0)
  expect(running.state().answers).toEqual([])
})

it('goes on from a state that was kept, without its first commands', () => {
  const { all } = powers()
  expect(runMachine(counter, all, { answers: ['before'] }).state().answers).toEqual(['before'])
})
