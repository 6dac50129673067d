// A picture's hashes against banks: each entry within the threshold once, by the variant that comes closest.

import { type HashKind, hashBytesOf, type Orientation, orientations } from '@manumit/hashing'
import type { HashIndex } from '../index-port.ts'
import { byDistance, type Match, type Matching, type Threshold, type Variant } from './match.ts'

export interface PictureQuery {
  /** A kind of 256 bits. */
  readonly kind: HashKind
  /** Canonical texts by orientation; each one given is asked. `original` alone finds no turned or mirrored copies. */
  readonly hashes: Readonly<Partial<Record<Orientation, string>>>
  /** 0–100; null where the kind has none, or where nobody knows it (a hash typed in). */
  readonly quality: number | null
  /**
   * Also asks for the inverted picture, for nothing: its hash is the complement (distance 256 on 74 of 74 pictures of the
   * reference's measurement), so an entry at 256 − threshold or more from the original matches as `negative`.
   */
  readonly negative?: boolean
}

export interface PictureBank {
  readonly bank: string
  /** The bank's hashes of the query's kind. */
  readonly index: HashIndex
  /** The bank's own threshold; without it the kind's. */
  readonly threshold?: Threshold
}

/**
 * Asks each bank for the picture.
 *
 * @returns what was asked and what was found. Quality below the kind's `minQuality` is the outcome `too-little-detail`: the
 *   hash of a flat picture lies near much that it does not resemble. A quality nobody knows is not taken for a low one.
 */
export function matchPicture(query: PictureQuery, banks: readonly PictureBank[]): Matching {
  const { kind, quality } = query
  const minQuality = kind.minQuality ?? null
  const variants = variantsOf(query)
  const said = { kind: kind.id, quality, minQuality, variants: variants.map(([variant]) => variant) }
  if (minQuality !== null && quality !== null && quality < minQuality)
    return { outcome: 'too-little-detail', ...said, searched: [], matches: [] }

  const byKind: Threshold = { distance: kind.defaultThreshold, source: kind.thresholdSource }
  const matches = banks.flatMap(({ bank, index, threshold = byKind }) => {
    const closest = new Map<number, Match>()
    for (const [variant, hash] of variants)
      for (const { entry, distance } of index.query(hash, threshold.distance))
        if (distance < (closest.get(entry)?.distance ?? Number.POSITIVE_INFINITY))
          closest.set(entry, { bank, entry, kind: kind.id, distance, threshold, variant, quality })
    return [...closest.values()]
  })
  return {
    outcome: matches.length > 0 ? 'matched' : 'no-match',
    ...said,
    searched: banks.map(({ bank, index, threshold = byKind }) => ({ bank, size: index.size, threshold })),
    matches: matches.sort(byDistance),
  }
}

/** The variants in the order in which they are preferred where two come equally close. */
function variantsOf({ hashes, negative = false }: PictureQuery): (readonly [Variant, Uint8Array])[] {
  const given = orientations.flatMap((orientation) => {
    const text = hashes[orientation]
    return text === undefined ? [] : [[orientation, hashBytesOf(text)] as const]
  })
  if (!negative || hashes.original === undefined) return given
  return [...given, ['negative', hashBytesOf(hashes.original).map((byte) => byte ^ 0xff)]]
}
