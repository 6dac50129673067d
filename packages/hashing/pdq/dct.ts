// PDQ step 8: the sixteen lowest frequencies in each direction, without the constant one.

import { SAMPLES_SIDE } from './decimate.ts'

export const FREQUENCIES = 16

/** D[i][j] = float(float(√(2/64)) · cos(π/128 · (i + 1) · (2j + 1))), 16 × 64, row by row; the cosine is double. */
export const dctMatrix: Float32Array = makeDctMatrix()

function makeDctMatrix(): Float32Array {
  const matrix = new Float32Array(FREQUENCIES * SAMPLES_SIDE)
  const scale = Math.fround(Math.sqrt(2 / SAMPLES_SIDE))
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < SAMPLES_SIDE; j += 1)
      matrix[i * SAMPLES_SIDE + j] = scale * Math.cos((Math.PI / 128) * (i + 1) * (2 * j + 1))
  return matrix
}

/** B = D·A·Dᵗ, 16 × 16, row by row; each element is summed from k = 0 to 63 in that order. */
export function dct(samples: Float32Array): Float32Array {
  const halfway = new Float32Array(FREQUENCIES * SAMPLES_SIDE)
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < SAMPLES_SIDE; j += 1) {
      let sum = 0
      for (let k = 0; k < SAMPLES_SIDE; k += 1)
        sum = plusProduct(sum, dctMatrix[i * SAMPLES_SIDE + k]!, samples[k * SAMPLES_SIDE + j]!)
      halfway[i * SAMPLES_SIDE + j] = sum
    }

  const coefficients = new Float32Array(FREQUENCIES * FREQUENCIES)
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < FREQUENCIES; j += 1) {
      let sum = 0
      for (let k = 0; k < SAMPLES_SIDE; k += 1)
        sum = plusProduct(sum, halfway[i * SAMPLES_SIDE + k]!, dctMatrix[j * SAMPLES_SIDE + k]!)
      coefficients[i * FREQUENCIES + j] = sum
    }
  return coefficients
}

// Two roundings, never a fused multiply-add: fusing changes up to 121 bits of a flat picture.
const plusProduct = (sum: number, a: number, b: number): number => Math.fround(sum + Math.fround(a * b))
