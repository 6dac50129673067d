// The contract of a hash kind: its text form, how it is computed for reference, and how far apart two values are.
// A faster build lives in shell/kernels and must give the same bits, or be another kind with another id.

import type { Result } from '@manumit/base'

/** What a hash kind is computed on. Bytes: the file itself. Pixels: decoded by the caller, rows from the top. */
export type HashContent = { readonly bytes: Uint8Array } | { readonly pixels: Pixels }

/** 8-bit samples, interleaved; 1 channel is grey, 3 are R, G, B. No alpha, no profile applied, EXIF orientation ignored. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
}

export interface HashValue {
  /** The kind's canonical text: lower-case hexadecimal. */
  readonly text: string
  /** 0–100 where the kind has one (`pdq`). */
  readonly quality?: number
}

export interface HashKind {
  readonly id: string
  readonly title: string
  readonly bits: number
  readonly content: 'bytes' | 'pixels'
  /** Greatest distance that counts as a match unless a list says otherwise, and who says so. 0 for digests. */
  readonly defaultThreshold: number
  readonly thresholdSource: string
  /** Least quality a value needs to be worth matching; absent where the kind has no quality. */
  readonly minQuality?: number
  /** Published values of this kind, for documentation and the text round trip. Of harmless content only. */
  readonly examples: readonly string[]
  /** Text in any accepted spelling → canonical text, or a refusal E_HASH_TEXT. */
  parse(text: string): Result<string>
  compute(content: HashContent): Result<HashValue>
  /** Differing bits between two canonical texts of this kind; 0 … bits. */
  distance(a: string, b: string): number
}

export const defineHashKind = <const K extends HashKind>(kind: K): K => kind
