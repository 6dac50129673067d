// The country whose national numbers a source writes: that of most of its numbers that are written with a country code. An
// inference, so it never touches a number that has a code; a source without any has none, and its national numbers stay as
// recorded.

import { identifierReader, numberFacts } from '@manumit/linkage'
import type { Workspace } from '@manumit/store'

/** The most often named identifiers of a source that are looked at. */
const PARTIES_ASKED = 1000

/** ISO 3166 code; null where the source names no number with a country code. */
export async function regionOfSource(
  { observations }: Pick<Workspace, 'observations'>,
  sourceId: number,
): Promise<string | null> {
  const reader = identifierReader()
  const numbers = new Set<string>()
  for (const { party } of await observations.parties({ sourceId, limit: PARTIES_ASKED }))
    for (const { kind, key } of reader.ofText(party)) if (kind === 'phone') numbers.add(key)
  const counts = new Map<string, number>()
  for (const key of numbers) {
    const region = numberFacts(key)?.region
    if (region) counts.set(region, (counts.get(region) ?? 0) + 1)
  }
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return first?.[0] ?? null
}
