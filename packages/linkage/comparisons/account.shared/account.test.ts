import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { accountShared } from './account.ts'

const compare = (left: string, right: string) =>
  accountShared.compare(
    inventedPerson({ id: 'a', keys: [left] }),
    inventedPerson({ id: 'b', keys: [right] }),
    noFacts,
  )?.level

it('compares ids letter by letter, and leaves short ones and words alone', () => {
  expect(compare('other:100020003000', 'other:100020003000')).toBe('shared')
  expect(compare('other:100020003000', 'other:100020003001')).toBe('none')
  expect(compare('other:PARCELS', 'other:PARCELS')).toBeUndefined()
  expect(compare('other:a1', 'other:a1')).toBeUndefined()
})
