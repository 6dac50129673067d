// First places for the nodes of one connected graph: steps from a few nodes far apart (pivots), and the two directions in
// which those differ most. It costs a few walks over the links and gives the forces a shape that is right at large, so that
// they have only the small to mend. No chance: the same graph starts in the same places.
// After U. Brandes and C. Pich, "Eigensolver Methods for Progressive Multidimensional Scaling" (2006), simplified to
// principal components of the step counts.

import { type Csr, stepsFrom } from './csr.ts'

const PIVOTS = 24
const POWER_ROUNDS = 30
/** Turning by this angle never comes round again, so no two nodes of like steps start in one spot. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/** Places as x, y, x, y, …; about one unit between linked nodes. */
export function pivotStart(csr: Csr): Float32Array {
  const places = new Float32Array(csr.count * 2)
  const columns = pivotSteps(csr)
  const covariance = covarianceOf(columns)
  const first = principal(covariance, null)
  const second = principal(covariance, first)
  for (let node = 0; node < csr.count; node++) {
    // Leaves of one hub have the same steps; a small spiral sets them apart.
    const spread = 0.3 * Math.sqrt((node % 256) / 256) + 0.01
    places[2 * node] = along(columns, first, node) + spread * Math.cos(node * GOLDEN_ANGLE)
    places[2 * node + 1] = along(columns, second, node) + spread * Math.sin(node * GOLDEN_ANGLE)
  }
  return places
}

/** Centred step counts, one column a pivot; each next pivot is the node farthest from those before. */
function pivotSteps(csr: Csr): readonly Float32Array[] {
  const columns: Float32Array[] = []
  const nearest = new Int32Array(csr.count).fill(0x7fffffff)
  let pivot = 0
  for (let turn = 0; turn < Math.min(PIVOTS, csr.count); turn++) {
    const steps = stepsFrom(csr, pivot)
    let sum = 0
    let farthest = 0
    for (let node = 0; node < csr.count; node++) {
      sum += steps[node]!
      if (steps[node]! < nearest[node]!) nearest[node] = steps[node]!
      if (nearest[node]! > nearest[farthest]!) farthest = node
    }
    const mean = sum / csr.count
    columns.push(Float32Array.from(steps, (step) => step - mean))
    pivot = farthest
  }
  return columns
}

function covarianceOf(columns: readonly Float32Array[]): readonly (readonly number[])[] {
  return columns.map((left) =>
    columns.map((right) => {
      let sum = 0
      for (let node = 0; node < left.length; node++) sum += left[node]! * right[node]!
      return sum
    }),
  )
}

/** The direction of most variance at right angles to another, of length 1; by repeated multiplication. */
function principal(
  matrix: readonly (readonly number[])[],
  against: readonly number[] | null,
): readonly number[] {
  let vector = matrix.map((_, index) => (index % 2 === 0 ? 1 : -0.5) + index * 0.01)
  for (let round = 0; round < POWER_ROUNDS; round++) {
    vector = matrix.map((row) => row.reduce((sum, value, index) => sum + value * vector[index]!, 0))
    if (against !== null) {
      const shared = vector.reduce((sum, value, index) => sum + value * against[index]!, 0)
      vector = vector.map((value, index) => value - shared * against[index]!)
    }
    const length = Math.hypot(...vector)
    if (length < 1e-9) return matrix.map(() => 0)
    vector = vector.map((value) => value / length)
  }
  return vector
}

const along = (columns: readonly Float32Array[], direction: readonly number[], node: number): number =>
  columns.reduce((sum, column, index) => sum + column[node]! * direction[index]!, 0) /
  Math.sqrt(columns.length)
