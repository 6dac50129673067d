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
  /** width × height × channels samples. */
  readonly data: Uint8Array
}

export interface HashValue {
  /** The kind's canonical text: lower-case hexadecimal. */
  readonly text: string
  /** 0–100 where the kind has one (`pdq`). */
  readonly quality?: number
}

/** The eight ways to turn and mirror a picture, in the order of the PDQ paper's table. */
export const orientations = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const

export type Orientation = (typeof orientations)[number]

/** The hashes a picture would have if it were turned or mirrored, derived without turning it. */
export interface OrientedHashes {
  readonly hashes: Readonly<Record<Orientation, string>>
  readonly quality: number
}

/** Named intermediate values of a computation, row by row, for vectors that pin them down. */
export type HashTrace = Readonly<Record<string, ArrayLike<number>>>

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
  /** The value of a content; refuses E_HASH_CONTENT for the wrong content, E_HASH_PIXELS for a misshapen picture. */
  compute(content: HashContent): Result<HashValue>
  /** All eight orientations at the cost of about one, where the kind can derive them; refusals as `compute`. */
  orientations?(content: HashContent): Result<OrientedHashes>
  /** Intermediate values, where published vectors name them; refusals as `compute`. */
  trace?(content: HashContent): Result<HashTrace>
  /** Differing bits between two canonical texts of this kind; 0 … bits. */
  distance(a: string, b: string): number
}

export const defineHashKind = <const K extends HashKind>(kind: K): K => kind
