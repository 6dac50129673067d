import { describe, expect, it } from 'vitest'
import type { Command } from '../frame/machine.ts'
import { type JudgingEvent, judgingMachine } from './judging.ts'
import { type ListEvent, listMachine } from './list-machine.ts'

type Row = { readonly id: string; readonly state: string }
const row = (id: string, state = 'open'): Row => ({ id, state })
const call = <Event>(input: unknown): Command<Event> => ({
  do: 'call',
  route: 'audit.page',
  input,
  key: null,
  done: () => ({ is: 'ask' }) as Event,
})

describe('a filtered list', () => {
  const machine = listMachine<Row, { readonly text: string }>({
    filter: { text: '' },
    ask: (filter, after) => call<ListEvent<Row, { readonly text: string }>>({ ...filter, after }),
  })

  it('asks at once for what is chosen and a moment later for what is typed', () => {
    const [state] = machine.start()
    const [typed, [wait]] = machine.update(state, { is: 'filter', part: { text: 'a' }, isTyped: true })
    expect(wait).toMatchObject({ do: 'after', event: { is: 'ask' } })
    const [, [asked]] = machine.update(typed, { is: 'ask' })
    expect(asked).toMatchObject({ input: { text: 'a', after: null } })
    expect(machine.update(state, { is: 'filter', part: { text: 'b' } })[1][0]).toMatchObject({
      input: { text: 'b' },
    })
  })

  it('puts further pages after the first, once, and keeps its rows when one is refused', () => {
    const page = (
      ids: string[],
      next: string | null,
      isFirst: boolean,
    ): ListEvent<Row, { readonly text: string }> => ({
      is: 'page',
      isFirst,
      result: { ok: true, value: { rows: ids.map((id) => row(id)), next } },
    })
    const [first] = machine.update(machine.start()[0], page(['a'], 'c', true))
    const [waiting, [more]] = machine.update(first, { is: 'more' })
    expect(more).toMatchObject({ input: { after: 'c' } })
    expect(machine.update(waiting, { is: 'more' })[1]).toEqual([])
    const [both] = machine.update(waiting, page(['b'], null, false))
    expect(both.list.rows.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(machine.update(both, { is: 'more' })[1]).toEqual([])
    const [refused] = machine.update(both, {
      is: 'page',
      isFirst: false,
      result: { ok: false, error: { code: 'E_CURSOR' } },
    })
    expect(refused.list.rows).toHaveLength(2)
    expect(refused.list.refusal?.code).toBe('E_CURSOR')
  })
})

describe('a queue in which a person decides', () => {
  const machine = judgingMachine<Row, 'accept' | 'undo'>({
    idOf: ({ id }) => id,
    page: (which, after) => call<JudgingEvent<Row, 'accept' | 'undo'>>({ which, after }),
    judge: (act) => call<JudgingEvent<Row, 'accept' | 'undo'>>(act),
    said: ({ state }) => state,
  })
  const [opened] = machine.update(machine.start()[0], {
    is: 'page',
    isFirst: true,
    result: { ok: true, value: { rows: [row('a'), row('b')], next: null } },
  })

  it('chooses the first and steps from one to the next, never beyond the ends', () => {
    expect(opened.chosen).toBe('a')
    const [second] = machine.update(opened, { is: 'step', by: 1 })
    expect(second.chosen).toBe('b')
    expect(machine.update(second, { is: 'step', by: 1 })[0]).toBe(second)
    expect(machine.update(opened, { is: 'step', by: -1 })[0]).toBe(opened)
  })

  it('sends a decision once, with its reason, and keeps what was decided in view', () => {
    const act = { is: 'judge', id: 'a', decision: 'accept', reason: 'same number' } as const
    const [sending, [command]] = machine.update(opened, act)
    expect(command).toMatchObject({ input: { id: 'a', decision: 'accept', reason: 'same number' } })
    expect(machine.update(sending, act)[1]).toEqual([])
    const [done, [said]] = machine.update(sending, {
      is: 'judged',
      result: { ok: true, value: row('a', 'accepted') },
    })
    expect(done).toMatchObject({ chosen: 'a', isSending: false })
    expect(done.list.rows).toEqual([row('a', 'accepted'), row('b')])
    expect(said).toMatchObject({ do: 'say', text: 'accepted' })
  })

  it('says why a decision was refused and lets it be tried again', () => {
    const [sending] = machine.update(opened, { is: 'judge', id: 'a', decision: 'undo', reason: 'slip' })
    const [refused] = machine.update(sending, {
      is: 'judged',
      result: { ok: false, error: { code: 'E_NOTHING_TO_UNDO' } },
    })
    expect(refused).toMatchObject({ isSending: false, refusal: { code: 'E_NOTHING_TO_UNDO' } })
    expect(refused.list).toBe(sending.list)
  })

  it('fetches the one it was opened for where the first page does not hold it', () => {
    const opening = judgingMachine<Row, 'accept'>({
      idOf: ({ id }) => id,
      page: (which) => call<JudgingEvent<Row, 'accept'>>({ which }),
      judge: (act) => call<JudgingEvent<Row, 'accept'>>(act),
      said: ({ state }) => state,
      begin: { id: 'z', get: () => call<JudgingEvent<Row, 'accept'>>({ id: 'z' }) },
    })
    const page = {
      is: 'page',
      isFirst: true,
      result: { ok: true, value: { rows: [row('a')], next: null } },
    } as const
    const [waiting, [get]] = opening.update(opening.start()[0], page)
    expect(get).toMatchObject({ input: { id: 'z' } })
    const [there] = opening.update(waiting, { is: 'found', result: { ok: true, value: row('z') } })
    expect(there.list.rows.map(({ id }) => id)).toEqual(['z', 'a'])
    const [unknown] = opening.update(waiting, {
      is: 'found',
      result: { ok: false, error: { code: 'E_CANDIDATE_UNKNOWN' } },
    })
    expect(unknown.chosen).toBe('a')
  })

  it('begins anew with the other half of the queue', () => {
    const [judged, [command]] = machine.update(opened, { is: 'which', which: 'judged' })
    expect(judged.list.rows).toEqual([])
    expect(command).toMatchObject({ input: { which: 'judged', after: null } })
  })
})
