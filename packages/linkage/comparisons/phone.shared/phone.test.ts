import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { phoneShared } from './phone.ts'

const [one, two, three] = ['phone:+447700900101', 'phone:+447700900102', 'phone:+447700900103'] as const
const holder = (id: string, ...keys: string[]) => inventedPerson({ id, keys })

it.each([
  ['shared', [one, two], [one]],
  ['several', [one, two, three], [one, two]],
  ['none', [one], [two]],
] as const)('finds %s', (level, left, right) =>
  expect(phoneShared.compare(holder('a', ...left), holder('b', ...right), noFacts)?.level).toBe(level))

it('is neutral where one of them has no number, or only one that many share', () => {
  expect(phoneShared.compare(holder('a', one), holder('b', 'email:ann@example.org'), noFacts)).toBeNull()
  const facts = { ...noFacts, isHub: (key: string) => key === two }
  expect(phoneShared.compare(holder('a', one), holder('b', two), facts)).toBeNull()
})

it('rests on the records that name the number, not on others', () => {
  const person = (id: string) =>
    inventedPerson({
      id,
      keys: [one, two],
      recordIds: [`${id}1`, `${id}2`],
      recordsByKey: { [one]: [`${id}1`], [two]: [`${id}2`] },
    })
  const left = { ...person('a'), keys: [one] }
  expect(phoneShared.compare(left, person('b'), noFacts)?.records).toEqual(['a1', 'b1'])
})
