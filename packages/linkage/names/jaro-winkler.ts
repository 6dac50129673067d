// Jaro–Winkler similarity of two words, 0–1: of matching letters near their places, transpositions, and a common beginning.

const PREFIX_WEIGHT = 0.1
const LONGEST_PREFIX = 4

/** @source Winkler 1990, String Comparator Metrics; its published values are in the test. */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b)
  let prefix = 0
  while (prefix < LONGEST_PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return a.length === 0 ? 0 : 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const matched: number[] = []
  for (let at = 0; at < a.length; at += 1) {
    const last = Math.min(b.length - 1, at + reach)
    for (let other = Math.max(0, at - reach); other <= last; other += 1)
      if (!taken[other] && a[at] === b[other]) {
        taken[other] = 1
        matched.push(at)
        break
      }
  }
  if (matched.length === 0) return 0
  let half = 0
  let next = 0
  for (let other = 0; other < b.length; other += 1) {
    if (!taken[other]) continue
    if (a[matched[next]!] !== b[other]) half += 1
    next += 1
  }
  const m = matched.length
  return (m / a.length + m / b.length + (m - half / 2) / m) / 3
}
