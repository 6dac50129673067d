// A file's digest against banks: equal or not. The same explanation as for pictures, with nothing to weigh.

import type { HashKind } from '@manumit/hashing'
import type { DigestIndex } from './digest-index.ts'
import { byDistance, type Matching, type Threshold } from './match.ts'

export interface DigestQuery {
  readonly kind: HashKind
  /** Canonical text. */
  readonly hash: string
}

export interface DigestBank {
  readonly bank: string
  /** The bank's digests of the query's kind. */
  readonly index: DigestIndex
}

/** Asks each bank for the digest. */
export function matchDigest({ kind, hash }: DigestQuery, banks: readonly DigestBank[]): Matching {
  const threshold: Threshold = { distance: 0, source: kind.thresholdSource }
  const matches = banks.flatMap(({ bank, index }) =>
    index
      .find(hash)
      .map((entry) => ({ bank, entry, kind: kind.id, distance: 0, threshold, variant: null, quality: null })),
  )
  return {
    outcome: matches.length > 0 ? 'matched' : 'no-match',
    kind: kind.id,
    quality: null,
    minQuality: null,
    variants: [],
    searched: banks.map(({ bank, index }) => ({ bank, size: index.size, threshold })),
    matches: matches.sort(byDistance),
  }
}
