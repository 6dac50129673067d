import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jaroWinkler } from './jaro-winkler.ts'

// Winkler 1990, table; as repeated in Cohen, Ravikumar & Fienberg 2003.
it.each([
  ['martha', 'marhta', 0.961],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.813],
  ['abroms', 'abrams', 0.922],
  ['jones', 'johnson', 0.832],
  ['abc', 'xyz', 0],
  ['', '', 0],
])('%s, %s: %f', (a, b, expected) => expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3))

it('lies within 0 … 1, is 1 for a word with itself, and the same both ways', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', 'd') })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const similarity = jaroWinkler(a, b)
      expect(similarity).toBeGreaterThanOrEqual(0)
      expect(similarity).toBeLessThanOrEqual(1)
      expect(jaroWinkler(b, a)).toBeCloseTo(similarity, 12)
      if (a !== '') expect(jaroWinkler(a, a)).toBe(1)
    }),
  )
})
