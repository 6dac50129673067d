import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IDENTIFIER_KINDS, keyOf, partsOfKey } from './identifier.ts'

it('a key gives back its kind and text, colons in the text or not', () => {
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFIER_KINDS), fc.string({ minLength: 1 }), (kind, text) => {
      expect(partsOfKey(keyOf(kind, text))).toEqual({ kind, text })
    }),
  )
})

it.each(['', 'phone', 'phone:', 'rumour:x', ':x'])('“%s” is no key', (key) =>
  expect(partsOfKey(key)).toBeNull())
