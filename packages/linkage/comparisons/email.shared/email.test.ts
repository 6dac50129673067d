import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { emailShared } from './email.ts'

const [ann, bea] = ['email:ann@example.org', 'email:bea@example.org']

it.each([
  ['shared', [ann], [ann]],
  ['several', [ann, bea], [ann, bea]],
  ['none', [ann], [bea]],
])('finds %s', (level, left, right) =>
  expect(
    emailShared.compare(
      inventedPerson({ id: 'a', keys: left }),
      inventedPerson({ id: 'b', keys: right }),
      noFacts,
    )?.level,
  ).toBe(level))
