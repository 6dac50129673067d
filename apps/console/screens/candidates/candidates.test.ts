import { expect, it } from 'vitest'
import { candidatesMachine, sidesOf } from './candidates.ts'

it('sets what speaks against beside what speaks for, weightiest first, and a reason of no weight not among those for', () => {
  const reason = (bits: number) => ({ bits }) as never
  const sides = sidesOf({ reasons: [reason(2), reason(-7), reason(0), reason(9), reason(-8)] } as never)
  expect(sides.for.map(({ bits }) => bits)).toEqual([9, 2])
  expect(sides.against.map(({ bits }) => bits)).toEqual([-8, -7, 0])
})

it('sends a judgement only for the candidate named, with its reason', () => {
  const machine = candidatesMachine(undefined)
  const act = { is: 'judge', id: 'a~b', decision: 'cannot-know', reason: 'one record only' } as const
  const [, [command]] = machine.update(machine.start()[0], act)
  expect(command).toMatchObject({
    route: 'candidates.judge',
    input: { id: 'a~b', decision: 'cannot-know', reason: 'one record only' },
  })
})
