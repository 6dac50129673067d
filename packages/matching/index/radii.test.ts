import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flipsWithin, radiiOf } from './radii.ts'

describe('the radii of slots', () => {
  it('add up to what the pigeonhole principle asks for, and no more', () => {
    for (let slots = 1; slots <= 32; slots++)
      for (let distance = 0; distance <= 64; distance++) {
        const radii = radiiOf(distance, slots)
        expect(radii).toHaveLength(slots)
        expect(radii.reduce((sum, radius) => sum + radius + 1, 0)).toBe(distance + 1)
        expect(Math.max(...radii) - Math.min(...radii)).toBeLessThanOrEqual(1)
      }
  })

  it('leave no way to spread differing bits that every slot would miss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 0, max: 63 }),
        fc.array(fc.nat(15), { maxLength: 63 }),
        (slots, distance, spread) => {
          const differing = new Array<number>(slots).fill(0)
          for (const place of spread.slice(0, distance)) differing[place % slots]!++
          expect(radiiOf(distance, slots).some((radius, slot) => differing[slot]! <= radius)).toBe(true)
        },
      ),
    )
  })
})

describe('the flips of a key', () => {
  it('are each once, by their number of bits', () => {
    const { flips, ends } = flipsWithin(7, 4)
    expect(ends).toEqual([1, 8, 29, 64, 99])
    expect(new Set(flips).size).toBe(99)
    for (const [weight, end] of ends.entries())
      for (const flip of flips.subarray(ends[weight - 1] ?? 0, end))
        expect(flip.toString(2).replaceAll('0', '')).toHaveLength(weight)
  })

  it('of a key of no bits are one, which flips nothing', () => {
    expect(flipsWithin(0, 3)).toEqual({ flips: Uint32Array.of(0), ends: [1, 1, 1, 1] })
  })
})
