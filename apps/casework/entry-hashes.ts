// The hashes of bank entries that matches came near to: read from the bank, for banks whose entries may be seen.

import type { StoredMatch, Workspace } from '@manumit/store'

/** By match. Only a bank that is still the one that was scanned with can say; of others nothing may be told anyway. */
export async function entryHashes(
  matches: readonly StoredMatch[],
  workspace: Pick<Workspace, 'banks'>,
): Promise<ReadonlyMap<StoredMatch, string>> {
  const found = new Map<StoredMatch, string>()
  for (const [bank, those] of Map.groupBy(matches, (match) => match.bank)) {
    const reader = await workspace.banks.reader(bank)
    if (!reader.ok) continue
    for (const [kind, near] of Map.groupBy(those, (match) => match.kind)) {
      const wanted = Map.groupBy(near, (match) => match.entry)
      for (const { entry, hash } of reader.value.entries(bank, kind)) {
        for (const match of wanted.get(entry) ?? []) found.set(match, hash)
        wanted.delete(entry)
        if (wanted.size === 0) break
      }
    }
  }
  return found
}
