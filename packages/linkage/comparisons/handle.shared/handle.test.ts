import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { handleShared } from './handle.ts'

const compare = (left: string, right: string) =>
  handleShared.compare(
    inventedPerson({ id: 'a', keys: [left] }),
    inventedPerson({ id: 'b', keys: [right] }),
    noFacts,
  )?.level

it('finds one account, and does not take one name on two platforms for it', () => {
  expect(compare('handle:telegram:ann_invented', 'handle:telegram:ann_invented')).toBe('shared')
  expect(compare('handle:telegram:ann_invented', 'handle:kik:ann_invented')).toBe('none')
})
