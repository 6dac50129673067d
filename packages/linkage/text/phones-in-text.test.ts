// Pieces are put together at random, so that blanked digits cut words in every way; numbers are from ranges kept for fiction.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberReader } from '../phone-number.ts'
import { chunkReader } from './chunk-facts.ts'
import { phonesInText, searchedPhones } from './phones-in-text.ts'

const PIECES = [
  ...'0 2 5 7 o S l | é ü в 1 : / . , - ( ) + $ € % # \0'.split(' '),
  ...'555 0143 202 7700 900123 five six zero double hundred to men am room rates age cd may usd'.split(' '),
  ...'call then is пять deux 24/7 10:30 №'.split(' '),
  ' ',
  ' ',
  ' ',
]

it('looks beforehand without missing a number that the search finds', () => {
  const runs = process.env.CI ? 100_000 : 5000
  const chunkFacts = chunkReader()
  for (const numbers of [numberReader('US'), numberReader('GB')])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }), (pieces) => {
        const reading = { text: pieces.join(''), numbers, chunkFacts }
        expect(phonesInText(reading)).toEqual(searchedPhones(reading))
      }),
      { numRuns: runs },
    )
})

it('searches no text whose neighbouring digits are too few', () => {
  const asked: string[] = []
  const numbers = numberReader('US')
  const listening = {
    ...numbers,
    valid: (digits: string) => {
      asked.push(digits)
      return numbers.valid(digits)
    },
  }
  const chunkFacts = chunkReader()
  expect(phonesInText({ text: 'Running ten minutes late 123456', numbers: listening, chunkFacts })).toEqual(
    [],
  )
  expect(asked).toEqual([])
  expect(phonesInText({ text: 'ring 202 555 0143', numbers: listening, chunkFacts })).toHaveLength(1)
})
