// How a number type or a carrier is represented among n distinct numbers against a supplied share of the market. It speaks of
// a set of numbers, never of one number or its holder: prepaid is also what the poor use.

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054
/** Below this many distinct numbers nothing is said about representation. */
export const FEWEST_NUMBERS = 30

export interface ShareRow {
  readonly name: string
  readonly numbers: number
  readonly share: number
  /** Wilson interval, 95 %. */
  readonly low: number
  readonly high: number
  /** The supplied share; null where none is supplied, or there are too few numbers for a statement. */
  readonly expected: number | null
  /** share / expected. */
  readonly ratio: number | null
  /** Exact binomial test, two-sided. */
  readonly p: number | null
  /** p after Benjamini–Hochberg over the rows that have one. */
  readonly q: number | null
}

export interface ShareTest {
  /** Distinct numbers counted. */
  readonly numbers: number
  readonly fewest: number
  /** Most numbers first, then by name. */
  readonly rows: readonly ShareRow[]
}

/**
 * @param counts  distinct numbers by type or carrier
 * @param shares  market shares, 0–1, by the same names; a name with a share and no number is a row of 0
 * @source  Wilson 1927, JASA 22:209; Benjamini & Hochberg 1995, JRSS B 57:289
 */
export function shareTest(
  counts: Readonly<Record<string, number>>,
  shares: Readonly<Record<string, number>> = {},
  { fewest = FEWEST_NUMBERS }: { readonly fewest?: number } = {},
): ShareTest {
  const numbers = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const names = [...new Set([...Object.keys(counts), ...Object.keys(shares)])]
  const isEnough = numbers >= fewest
  const rows = names
    .map((name) => {
      const count = Object.hasOwn(counts, name) ? counts[name]! : 0
      const expected = isEnough && Object.hasOwn(shares, name) ? shares[name]! : null
      return {
        name,
        numbers: count,
        ...wilsonInterval(count, numbers),
        expected,
        ratio: expected === null || expected === 0 ? null : count / numbers / expected,
        p: expected === null ? null : binomialTest(count, numbers, expected),
      }
    })
    .sort((a, b) => b.numbers - a.numbers || (a.name < b.name ? -1 : 1))
  const adjusted = benjaminiHochberg(rows.map((row) => row.p))
  return { numbers, fewest, rows: rows.map((row, at) => ({ ...row, q: adjusted[at]! })) }
}

/** k of n → share and its 95 % interval: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Of nothing: 0, and 0 … 1. */
export function wilsonInterval(k: number, n: number): { share: number; low: number; high: number } {
  if (n === 0) return { share: 0, low: 0, high: 1 }
  const share = k / n
  const spread = 1 + (Z * Z) / n
  const middle = share + (Z * Z) / (2 * n)
  const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n))
  // The ends are exact where none or each counts; rounding would leave a trace there.
  return {
    share,
    low: k === 0 ? 0 : (middle - half) / spread,
    high: k === n ? 1 : (middle + half) / spread,
  }
}

/** Exact two-sided binomial test: the probability of outcomes no likelier than k under share s. */
export function binomialTest(k: number, n: number, s: number): number {
  if (s <= 0) return k === 0 ? 1 : 0
  if (s >= 1) return k === n ? 1 : 0
  const likelihoods = binomialLogs(n, s)
  // Outcomes of like likelihood on the other side must count in spite of rounding.
  const limit = likelihoods[k]! + 1e-7
  let p = 0
  for (const log of likelihoods) if (log <= limit) p += Math.exp(log)
  return Math.min(1, p)
}

/** ln P(i of n) for each i, by the recurrence C(n, i+1) = C(n, i)·(n−i)/(i+1). */
function binomialLogs(n: number, s: number): Float64Array {
  const logs = new Float64Array(n + 1)
  logs[0] = n * Math.log1p(-s)
  const odds = Math.log(s) - Math.log1p(-s)
  for (let i = 0; i < n; i += 1) logs[i + 1] = logs[i]! + Math.log((n - i) / (i + 1)) + odds
  return logs
}

/** Adjusted p: q(i) = min over j ≥ i of p(j)·m/j in order of p; null stays null and does not count. */
export function benjaminiHochberg(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => b.p - a.p)
  const adjusted: (number | null)[] = ps.map(() => null)
  let least = 1
  order.forEach(({ p, at }, index) => {
    least = Math.min(least, (p * order.length) / (order.length - index))
    adjusted[at] = least
  })
  return adjusted
}
