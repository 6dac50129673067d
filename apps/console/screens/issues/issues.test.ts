import { expect, it } from 'vitest'
import { carriedFilter, issuesMachine } from './issues.ts'

it('sends only the parts of the filter that are set', () => {
  const machine = issuesMachine({ sourceId: 3 })
  expect(machine.start()[1]).toMatchObject([{ route: 'issues.page', input: { sourceId: 3, limit: 100 } }])
  const [, commands] = machine.update(machine.start()[0], {
    is: 'filter',
    part: { severity: 'error', sourceId: null },
  })
  expect(commands).toMatchObject([{ input: { severity: 'error', limit: 100 } }])
  expect((commands[0] as { input: object }).input).not.toHaveProperty('sourceId')
})

it.each([
  [undefined, {}],
  [{ sourceId: '3' }, {}],
  [
    { sourceId: 3, code: 'E_X', more: 1 },
    { sourceId: 3, code: 'E_X' },
  ],
] as const)('takes of %j what is its own', (carried, filter) =>
  expect(carriedFilter(carried)).toEqual(filter))
