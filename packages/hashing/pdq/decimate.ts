// PDQ step 6: 64 × 64 samples from the centres of a 64 × 64 grid laid over the plane.

import type { FloatPlane } from './luma.ts'

export const SAMPLES_SIDE = 64

/** A[i][j] = plane[⌊(i + ½)·rows/64⌋][⌊(j + ½)·cols/64⌋], row by row, 4,096 values. */
export function decimate({ rows, cols, values }: FloatPlane): Float32Array {
  const samples = new Float32Array(SAMPLES_SIDE * SAMPLES_SIDE)
  for (let i = 0, to = 0; i < SAMPLES_SIDE; i += 1)
    for (let j = 0; j < SAMPLES_SIDE; j += 1, to += 1)
      samples[to] = values[centreOf(i, rows) * cols + centreOf(j, cols)]!
  return samples
}

/** The sample nearest the centre of cell i of 64 along a line of n. */
export const centreOf = (i: number, n: number): number => Math.floor(((i + 0.5) * n) / SAMPLES_SIDE)
