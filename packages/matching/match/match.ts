// What matching says: plain data, each match with what it rests on. A match is a distance to an entry of a bank and the
// threshold it stayed within, with that threshold's source; it is never an identity, and what follows is not decided here.

import type { Orientation } from '@manumit/hashing'

export interface Threshold {
  /** Greatest number of differing bits that counts as a match. */
  readonly distance: number
  /** Who says so: the hash kind, a bank, a person. */
  readonly source: string
}

/** How the picture was turned, mirrored or inverted for its hash to come within the threshold. */
export type Variant = Orientation | 'negative'

export interface Match {
  readonly bank: string
  readonly entry: number
  readonly kind: string
  /** Differing bits between the entry and the hash of this variant; 0 for digests. */
  readonly distance: number
  readonly threshold: Threshold
  /** Null for digests, which know no turning. */
  readonly variant: Variant | null
  /** Quality of the query's hash, 0–100; null where the kind has none or nobody knows it. */
  readonly quality: number | null
}

/** One bank as it was asked. */
export interface Searched {
  readonly bank: string
  /** Hashes of this kind it held. */
  readonly size: number
  readonly threshold: Threshold
}

export interface Matching {
  /** too-little-detail: the query's hash says too little to be compared, and no bank was asked. */
  readonly outcome: 'matched' | 'no-match' | 'too-little-detail'
  readonly kind: string
  readonly quality: number | null
  /** Least quality the kind asks for; null where it has none. */
  readonly minQuality: number | null
  /** The variants that were asked; empty for digests. */
  readonly variants: readonly Variant[]
  readonly searched: readonly Searched[]
  /** Ordered by distance, then bank, then entry. */
  readonly matches: readonly Match[]
}

export function byDistance(a: Match, b: Match): number {
  return a.distance - b.distance || (a.bank < b.bank ? -1 : a.bank > b.bank ? 1 : a.entry - b.entry)
}
