import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sliceSource, sourceOfBytes } from './index.ts'

it('cuts a read at both ends and never throws', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5)
  fc.assert(
    fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (offset, length) => {
      const read = sourceOfBytes(bytes).read(offset, length)
      const expected = [...bytes].filter((_, i) => i >= offset && i < offset + length)
      expect([...read]).toEqual(expected)
    }),
  )
})

it('a slice of a slice reads the bytes of the whole, and none outside itself', () => {
  const whole = sourceOfBytes(Uint8Array.from({ length: 40 }, (_, i) => i))
  fc.assert(
    fc.property(fc.nat(45), fc.nat(45), fc.nat(45), fc.nat(45), (a, n, b, m) => {
      const inner = sliceSource(sliceSource(whole, a, n), b, m)
      const expected = Array.from({ length: 40 }, (_, i) => i)
        .slice(a, a + n)
        .slice(b, b + m)
      expect([...inner.read(0, 100)]).toEqual(expected)
      expect(inner.size).toBe(expected.length)
    }),
  )
})
