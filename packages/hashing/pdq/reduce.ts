// PDQ step 2: a picture wider or taller than 512 becomes exactly 512 × 512 by nearest neighbour, aspect ignored; so a
// 4 × 600 picture is widened and does get a hash. A smaller one stays as it is.

import type { Pixels } from '../hash-kind.ts'

export const REDUCED_SIDE = 512

/** Output (x, y) takes input (⌊x·W/512⌋, ⌊y·H/512⌋). Gives the same picture back when no side exceeds 512. */
export function reduce(pixels: Pixels): Pixels {
  const { width, height, channels, data } = pixels
  if (width <= REDUCED_SIDE && height <= REDUCED_SIDE) return pixels
  const reduced = new Uint8Array(REDUCED_SIDE * REDUCED_SIDE * channels)
  let to = 0
  for (let y = 0; y < REDUCED_SIDE; y += 1) {
    const row = Math.floor((y * height) / REDUCED_SIDE) * width
    for (let x = 0; x < REDUCED_SIDE; x += 1) {
      const from = (row + Math.floor((x * width) / REDUCED_SIDE)) * channels
      for (let c = 0; c < channels; c += 1) reduced[to++] = data[from + c]!
    }
  }
  return { width: REDUCED_SIDE, height: REDUCED_SIDE, channels, data: reduced }
}
