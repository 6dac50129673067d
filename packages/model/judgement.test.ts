import fc from 'fast-check'
import { expect, it } from 'vitest'
import { standing } from './judgement.ts'

const decided = (...decisions: string[]) => standing(decisions.map((decision) => ({ decision })))
const words = (...decisions: string[]) => decided(...decisions).map(({ decision }) => decision)

it('an undo takes back the newest that stands, and what stood before stands again', () => {
  expect(words('accept', 'reject')).toEqual(['accept', 'reject'])
  expect(words('accept', 'reject', 'undo')).toEqual(['accept'])
  expect(words('accept', 'undo', 'undo', 'reject')).toEqual(['reject'])
})

it('a decision and its undo change nothing, wherever they stand', () => {
  const word = fc.constantFrom('accept', 'reject', 'cannot-know', 'undo')
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (before, after) => {
      expect(words(...before, 'accept', 'undo', ...after)).toEqual(words(...before, ...after))
    }),
  )
})
