// PDQ step 3: the brightness of each pixel, as single-precision numbers that are not rounded to integers.

import type { Pixels } from '../hash-kind.ts'

// ITU-R BT.601, each rounded to single precision.
const RED = Math.fround(0.299)
const GREEN = Math.fround(0.587)
const BLUE = Math.fround(0.114)

/** A rectangle of single-precision numbers, row by row. */
export interface FloatPlane {
  readonly rows: number
  readonly cols: number
  readonly values: Float32Array
}

/** Y = (0.299·R + 0.587·G) + 0.114·B, each operation rounded to single precision; grey is taken as it is. */
export function lumaOf({ width, height, channels, data }: Pixels): FloatPlane {
  const values = new Float32Array(width * height)
  if (channels === 1) values.set(data)
  else
    for (let i = 0, at = 0; i < values.length; i += 1, at += 3) {
      const redGreen = Math.fround(Math.fround(RED * data[at]!) + Math.fround(GREEN * data[at + 1]!))
      values[i] = redGreen + Math.fround(BLUE * data[at + 2]!)
    }
  return { rows: height, cols: width, values }
}
