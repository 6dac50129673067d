// A digest as a hash kind: computed on the file's bytes, and a match only when equal.

import { ok } from '@manumit/base'
import { type BlockAlgorithm, startDigest } from './block-digest.ts'
import { bytesOf } from './hash-content.ts'
import { defineHashKind, type HashKind } from './hash-kind.ts'
import { distanceOfHex, parseHex } from './hex-text.ts'

/** Declares a digest; the rest follows from its algorithm and width. */
export function defineDigestKind<const Id extends string>(digest: {
  readonly id: Id
  readonly title: string
  readonly bits: number
  readonly algorithm: BlockAlgorithm
  readonly examples: readonly string[]
}): HashKind & { readonly id: Id } {
  const { id, title, bits, algorithm, examples } = digest
  return defineHashKind({
    id,
    title,
    bits,
    content: 'bytes',
    defaultThreshold: 0,
    thresholdSource: 'A digest names exact bytes: one differing bit means other bytes',
    examples,
    parse: (text) => parseHex(text, { kind: id, bits }),
    compute(content) {
      const bytes = bytesOf(content, id)
      return bytes.ok ? ok({ text: startDigest(algorithm).update(bytes.value).hex() }) : bytes
    },
    distance: distanceOfHex,
  })
}
