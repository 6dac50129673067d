// Banks of hashes, and what they were taken from.

import type { Result, Sha256, Utc } from '@manumit/base'
import type { BankReader } from '@manumit/matching'

/** What a bank's hashes were taken from. `unlawful` is the default: such a bank's entries are never shown or exported. */
export const BANK_MATERIALS = ['unlawful', 'demonstration', 'other'] as const
export type BankMaterial = (typeof BANK_MATERIALS)[number]

export interface BankDeclaration {
  readonly name: string
  readonly material?: BankMaterial
  /** Who gave it, or the file it was read from. */
  readonly source: string
}

export interface NewBankEntry {
  readonly kind: string
  /** Canonical text of its kind. */
  readonly hash: string
  readonly note?: string
}

export interface Bank {
  readonly id: number
  readonly name: string
  readonly material: BankMaterial
  readonly source: string
  readonly importedAt: Utc
  /** Entries, by hash kind. */
  readonly entries: Readonly<Record<string, number>>
  /** SHA-256 over `kind TAB hash TAB note LF` of its entries, sorted: what an index snapshot was made from. */
  readonly digest: Sha256
}

export interface BankStore {
  /**
   * Replaces the bank of this name as a whole, or leaves the old one untouched. Entry numbers follow the order given,
   * from 0. Logged as `bank.imported`. Refuses E_WORKSPACE_READ_ONLY, and E_BANK_MATERIAL where the old one is declared
   * as material of which less may be shown.
   */
  import(
    declaration: BankDeclaration,
    entries: Iterable<NewBankEntry> | AsyncIterable<NewBankEntry>,
  ): Promise<Result<Bank>>
  list(): Promise<readonly Bank[]>
  get(name: string): Promise<Result<Bank>>
  /** Logged as `bank.removed`. Refuses E_BANK_UNKNOWN. */
  remove(name: string): Promise<Result<void>>
  /** The reader that matching asks for. Refuses E_BANK_UNKNOWN; entries come by entry number. */
  reader(name: string): Promise<Result<BankReader>>
}
