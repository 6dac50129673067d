import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import { type BytesAnswer, type RecordAnswer, recordMachine } from './record.ts'

const machine = recordMachine(7)
const [first, commands] = machine.start()

it('asks for the record and its bytes', () =>
  expect(commands).toMatchObject([
    { route: 'records.get', input: { id: 7 } },
    { route: 'records.bytes', input: { id: 7 } },
  ]))

it('evidence that is gone leaves the record readable, and can be tried again', () => {
  const told = machine.update(first, {
    is: 'record-told',
    result: ok({ command: 'manumit' } as RecordAnswer),
  })[0]
  const [state] = machine.update(told, {
    is: 'bytes-told',
    result: refuse('E_EVIDENCE_MISSING', { path: '/e' }),
  })
  expect(state.record).not.toBeNull()
  expect(state.bytesRefusal?.code).toBe('E_EVIDENCE_MISSING')
  const [again, asked] = machine.update(state, { is: 'retried' })
  expect(again.bytesRefusal).toBeNull()
  expect(asked).toHaveLength(2)
})

it('copies the command as it is shown', () => {
  const [told] = machine.update(first, {
    is: 'record-told',
    result: ok({ command: "manumit show 'a b'" } as RecordAnswer),
  })
  expect(machine.update(told, { is: 'command-copied' })[1]).toMatchObject([
    { do: 'copy', text: "manumit show 'a b'" },
  ])
})

it('pointing at the same part twice changes nothing', () => {
  const [told] = machine.update(first, { is: 'bytes-told', result: ok({ hex: '' } as BytesAnswer) })
  const [pointed] = machine.update(told, { is: 'pointed', mark: 2 })
  expect(machine.update(pointed, { is: 'pointed', mark: 2 })[0]).toBe(pointed)
})
