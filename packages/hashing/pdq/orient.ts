// The eight orientations, from one set of coefficients: turning or mirroring a picture only moves its cosine
// coefficients and changes the sign of some. The sampling grid is not symmetric, so the hash of a really turned file
// differs from the derived one by some bits (0 to 18 on the reference's bridge).

import type { Orientation } from '../hash-kind.ts'
import { FREQUENCIES } from './dct.ts'

/** Where B[i][j] goes (transposed: to [j][i]) and when it changes its sign. */
interface Turn {
  readonly transposed: boolean
  readonly isNegated: (i: number, j: number) => boolean
}

const never = () => false
const iEven = (i: number, _j: number) => i % 2 === 0
const jEven = (_i: number, j: number) => j % 2 === 0
const sumOdd = (i: number, j: number) => (i + j) % 2 === 1

const turns: Readonly<Record<Orientation, Turn>> = {
  original: { transposed: false, isNegated: never },
  rotate90: { transposed: true, isNegated: jEven },
  rotate180: { transposed: false, isNegated: sumOdd },
  rotate270: { transposed: true, isNegated: iEven },
  flipX: { transposed: false, isNegated: iEven },
  flipY: { transposed: false, isNegated: jEven },
  flipPlus1: { transposed: true, isNegated: never },
  flipMinus1: { transposed: true, isNegated: sumOdd },
}

/** The coefficients a turned or mirrored picture would have. */
export function orient(coefficients: Float32Array, orientation: Orientation): Float32Array {
  const { transposed, isNegated } = turns[orientation]
  const turned = new Float32Array(coefficients.length)
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < FREQUENCIES; j += 1) {
      const value = coefficients[i * FREQUENCIES + j]!
      turned[transposed ? j * FREQUENCIES + i : i * FREQUENCIES + j] = isNegated(i, j) ? -value : value
    }
  return turned
}
