import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ras } from './ras.ts'

describe('ras', () => {
  it('gives the published 2 × 2 case', () => {
    const { matrix } = ras([1, 2, 3, 1], { rows: [60, 40], columns: [50, 50], tolerance: 1e-12 })
    for (const [i, expected] of [20, 40, 30, 10].entries()) expect(matrix[i]).toBeCloseTo(expected, 9)
  })

  it('finds a matrix again that was scaled by rows and columns, zeros kept', () => {
    const factor = fc.double({ min: 0.1, max: 10, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.array(factor, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
        fc.array(factor, { minLength: 9, maxLength: 9 }),
        (lines, factors) => {
          const seed = lines.flat()
          seed[1] = 0
          const scaled = seed.map((value, k) => value * factors[k % 3]! * factors[3 + Math.floor(k / 3)]!)
          const sum = (indices: readonly number[]) => indices.reduce((all, k) => all + scaled[k]!, 0)
          const rows = lines.map((_, i) => sum([0, 1, 2].map((j) => i * 3 + j)))
          const columns = [0, 1, 2].map((j) => sum(lines.map((_, i) => i * 3 + j)))
          const { matrix } = ras(seed, { rows, columns, tolerance: 1e-9 })
          for (const [k, expected] of scaled.entries())
            expect(Math.abs(matrix[k]! - expected)).toBeLessThan(1e-6)
        },
      ),
    )
  })

  it('leaves a row of zeros, and says by how much it misses', () => {
    expect(ras([0, 0, 1, 1], { rows: [5, 10], columns: [5, 5] }).rowError).toBe(5)
  })
})
