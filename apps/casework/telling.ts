// What may be told and shown of matches: one rule for screens and reports. A bank that is gone, or was imported anew since the
// scan, counts as unlawful, since nobody can say any more what its entries were taken from.

import type { BankMaterial, StoredMatch, Workspace } from '@manumit/store'

export interface Telling {
  readonly material: BankMaterial
  /** Whether what was measured against the bank's entry may be told. Else file and bank are named and no more. */
  readonly mayBeTold: boolean
  /** Whether the file may be drawn: only where each bank that it came near to, in any scan, is of demonstration material. */
  readonly mayBeShown: boolean
}

/** The rule for these matches; of others it says that nothing may be told. */
export async function tellingOf(
  { banks, scans }: Pick<Workspace, 'banks' | 'scans'>,
  matches: readonly StoredMatch[],
): Promise<(match: StoredMatch) => Telling> {
  const present = new Map((await banks.list()).map((bank) => [bank.name, bank]))
  const near = await scans.banksNear(matches.map(({ file }) => file.digests.sha256))
  const materialOf = ({ bank, bankDigest }: { readonly bank: string; readonly bankDigest: string }) => {
    const known = present.get(bank)
    return known?.digest === bankDigest ? known.material : 'unlawful'
  }
  return ({ bank, file, scanId }) => {
    const those = near.get(file.digests.sha256) ?? []
    const own = those.find((each) => each.bank === bank && each.scanId === scanId)
    const material = own ? materialOf(own) : 'unlawful'
    return {
      material,
      mayBeTold: material !== 'unlawful',
      mayBeShown: material === 'demonstration' && those.every((each) => materialOf(each) === 'demonstration'),
    }
  }
}
