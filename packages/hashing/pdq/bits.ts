// PDQ step 9: one bit for each coefficient, set where it lies above the median.

import { textOfBits } from '../hex-text.ts'

/** The 128th smallest of 256 values: the lower median. */
export function lowerMedian(values: Float32Array): number {
  return Float32Array.from(values).sort()[values.length / 2 - 1]!
}

/** The hash of 16 × 16 coefficients: bit 16·i + j is set iff B[i][j] > median, strictly. */
export function hashOfCoefficients(coefficients: Float32Array): string {
  const median = lowerMedian(coefficients)
  const setBits: number[] = []
  coefficients.forEach((value, bit) => {
    if (value > median) setBits.push(bit)
  })
  return textOfBits(setBits, coefficients.length)
}
