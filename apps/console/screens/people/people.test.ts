import { expect, it } from 'vitest'
import { detailMachine, peopleMachine, updateDetail } from './people.ts'

it('asks only for what narrows', () => {
  const machine = peopleMachine()
  const [state, [first]] = machine.start()
  expect(first).toMatchObject({ input: { order: 'records', limit: 100 } })
  expect(Object.keys((first as { readonly input: object }).input)).toEqual(['order', 'limit'])
  const [, [narrowed]] = machine.update(state, {
    is: 'filter',
    part: { kind: 'phone', sourceId: 0, text: '  ' },
  })
  expect(narrowed).toMatchObject({ input: { kind: 'phone', sourceId: 0 } })
})

it('opens with the identifier another screen hands over, and drops an answer about another', () => {
  const [state, [command]] = detailMachine('phone:+15550100').start()
  expect(command).toMatchObject({ route: 'identifiers.get', input: { key: 'phone:+15550100' } })
  const late = {
    is: 'told',
    key: 'phone:+15550199',
    result: { ok: false, error: { code: 'E_IDENTIFIER_UNKNOWN' } },
  } as const
  expect(updateDetail(state, late)[0]).toBe(state)
  expect(updateDetail(state, { ...late, key: 'phone:+15550100' })[0].refusal?.code).toBe(
    'E_IDENTIFIER_UNKNOWN',
  )
  expect(updateDetail(state, { is: 'close' })[0].key).toBeNull()
  expect(detailMachine(undefined).start()[1]).toEqual([])
})
