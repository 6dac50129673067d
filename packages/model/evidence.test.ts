import type { Utc } from '@manumit/base'
import { expect, it } from 'vitest'
import { isInScope } from './index.ts'

const at = (utc: number) => utc as Utc

it('an empty scope lets each kind and time in, known or not', () => {
  expect(isInScope({}, 'message', at(5))).toBe(true)
  expect(isInScope({}, 'message', null)).toBe(true)
})

it('a kind that is not named stays out', () => {
  expect(isInScope({ kinds: ['call'] }, 'call', at(5))).toBe(true)
  expect(isInScope({ kinds: ['call'] }, 'message', at(5))).toBe(false)
})

it('a range is inclusive at both ends, may be open at one, and leaves out what has no time', () => {
  const scope = { from: at(10), to: at(20) }
  expect([9, 10, 20, 21].map((utc) => isInScope(scope, 'call', at(utc)))).toEqual([false, true, true, false])
  expect(isInScope({ from: at(10) }, 'call', at(99))).toBe(true)
  expect(isInScope(scope, 'call', null)).toBe(false)
})
