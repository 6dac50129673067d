// Biproportional scaling: the matrix nearest a seed whose rows and columns have given sums.

export interface RasResult {
  /** Row-major, as the seed. */
  readonly matrix: Float64Array
  /** Largest difference of a row's sum from its target when it ended; columns are exact. */
  readonly rowError: number
  readonly rounds: number
}

const MOST_ROUNDS = 10_000

/**
 * Rows and columns of `seed` are scaled in turn until each row's sum is within `tolerance` of its target.
 *
 * A row or column of zeros stays as it is: its target must be 0, or the result misses it by that much.
 *
 * @param seed     non-negative, row-major, rows × columns
 * @param rows     target sums of the rows
 * @param columns  target sums of the columns; both sum to the same total
 * @source Bacharach 1965; the 2 × 2 case of the reference is in the test
 */
export function ras(
  seed: ArrayLike<number>,
  {
    rows,
    columns,
    tolerance = 1e-7,
  }: {
    readonly rows: ArrayLike<number>
    readonly columns: ArrayLike<number>
    readonly tolerance?: number
  },
): RasResult {
  const [m, n] = [rows.length, columns.length]
  const matrix = Float64Array.from(seed)
  let rounds = 0
  let rowError = Number.POSITIVE_INFINITY
  while (rowError > tolerance && rounds < MOST_ROUNDS) {
    rounds++
    for (let i = 0; i < m; i++) scale(matrix, { start: i * n, step: 1, count: n, target: rows[i]! })
    for (let j = 0; j < n; j++) scale(matrix, { start: j, step: n, count: m, target: columns[j]! })
    rowError = 0
    for (let i = 0; i < m; i++) rowError = Math.max(rowError, Math.abs(sumOf(matrix, i * n, 1, n) - rows[i]!))
  }
  return { matrix, rowError, rounds }
}

interface Line {
  readonly start: number
  readonly step: number
  readonly count: number
  readonly target: number
}

function scale(matrix: Float64Array, { start, step, count, target }: Line): void {
  const sum = sumOf(matrix, start, step, count)
  if (sum === 0) return
  const factor = target / sum
  for (let k = 0; k < count; k++) matrix[start + k * step]! *= factor
}

function sumOf(matrix: Float64Array, start: number, step: number, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += matrix[start + k * step]!
  return sum
}
