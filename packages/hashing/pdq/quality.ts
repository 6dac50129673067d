// PDQ step 7: how much there is to see, 0–100, from the steps between neighbouring samples. It says whether a hash is
// worth matching; flat and symmetric pictures may have hashes of noise even at quality 100.

import { SAMPLES_SIDE } from './decimate.ts'

/** Σ |trunc((u − v)·100/255)| over vertical and horizontal neighbours, divided by 90 downward, at most 100. */
export function qualityOf(samples: Float32Array): number {
  let sum = 0
  for (let i = 0; i < SAMPLES_SIDE; i += 1)
    for (let j = 0; j < SAMPLES_SIDE; j += 1) {
      const at = i * SAMPLES_SIDE + j
      if (i + 1 < SAMPLES_SIDE) sum += stepBetween(samples[at]!, samples[at + SAMPLES_SIDE]!)
      if (j + 1 < SAMPLES_SIDE) sum += stepBetween(samples[at]!, samples[at + 1]!)
    }
  return Math.min(100, Math.floor(sum / 90))
}

function stepBetween(u: number, v: number): number {
  const hundredfold = Math.fround(Math.fround(u - v) * 100)
  return Math.abs(Math.trunc(Math.fround(hundredfold / 255)))
}
