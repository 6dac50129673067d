import { expect, it } from 'vitest'
import { readShares, type SharesState, sharesMachine, updateShares } from './shares.ts'

const withForm = (part: Partial<SharesState['form']>): SharesState =>
  updateShares(sharesMachine().start()[0], { is: 'form', part })[0]

it('counts without a comparison as long as no shares are supplied', () => {
  expect(sharesMachine().start()[1]).toMatchObject([{ route: 'carriers.shares', input: { by: 'type' } }])
})

it('reads percentages and fractions, and names each line that is neither', () => {
  expect(readShares('mobile: 62 %\n\nfixed line 0,3\nvoip\nprepaid 140 %\ntoll-free\t5%')).toEqual({
    of: { mobile: 0.62, 'fixed line': 0.3, 'toll-free': 0.05 },
    unread: [4, 5],
  })
})

it('asks for no comparison without where the shares come from and of what day they are', () => {
  const [state, commands] = updateShares(withForm({ lines: 'mobile 60 %' }), { is: 'ask' })
  expect(state.problem).toEqual({ is: 'source' })
  expect(commands).toEqual([])
  const form = { lines: 'mobile 60 %', source: 'Regulator’s yearbook', date: '2024' }
  expect(updateShares(withForm(form), { is: 'ask' })[1]).toMatchObject([
    { input: { shares: { source: 'Regulator’s yearbook', date: '2024', of: { mobile: 0.6 } } } },
  ])
})

it('refuses shares that are more than the whole', () => {
  const form = { lines: 'mobile 60 %\nfixed 50 %', source: 's', date: '2024' }
  expect(updateShares(withForm(form), { is: 'ask' })[0].problem).toEqual({ is: 'sum' })
})
