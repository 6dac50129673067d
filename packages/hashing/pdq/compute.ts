// PDQ, step by step, in single precision: every operation is rounded (Math.fround, or the store into a Float32Array) and
// nothing is fused. Equal to the C++ reference bit for bit. Decoding the file is the caller's.

import type { Orientation, OrientedHashes, Pixels } from '../hash-kind.ts'
import { orientations } from '../hash-kind.ts'
import { hashOfCoefficients } from './bits.ts'
import { dct } from './dct.ts'
import { decimate, SAMPLES_SIDE } from './decimate.ts'
import { type FloatPlane, lumaOf } from './luma.ts'
import { orient } from './orient.ts'
import { qualityOf } from './quality.ts'
import { reduce } from './reduce.ts'
import { tentFilter } from './tent-filter.ts'

/** A side shorter than this, after reduction, has no hash: all zero, quality 0. */
export const SHORTEST_SIDE = 5

export const ZERO_HASH = '0'.repeat(64)

export interface PdqValue {
  /** 64 lower-case hexadecimal digits. */
  readonly text: string
  /** 0–100; below 50 the hash is not worth matching. */
  readonly quality: number
}

/** What the steps leave behind, for comparison with published intermediate values. */
export interface PdqStages {
  readonly luma: FloatPlane
  /** 64 × 64, row by row. */
  readonly samples: Float32Array
  /** 16 × 16, row by row. */
  readonly coefficients: Float32Array
  readonly quality: number
}

/**
 * The PDQ hash and quality of a decoded picture.
 *
 * @param pixels  8-bit grey or RGB; the samples fill it exactly (the kind's `compute` checks that)
 * @source  facebook/ThreatExchange, pdq/cpp (io, downscaling, hashing); its README for the constants
 */
export function computePdq(pixels: Pixels): PdqValue {
  const stages = pdqStages(pixels)
  return stages === null
    ? { text: ZERO_HASH, quality: 0 }
    : { text: hashOfCoefficients(stages.coefficients), quality: stages.quality }
}

/**
 * All eight orientations from one computation. Unlike the plain hash it filters at 64 × 64 too, as the reference does, so
 * that `original` may differ from `computePdq` at that one size.
 */
export function computePdqDihedral(pixels: Pixels): OrientedHashes {
  const stages = pdqStages(pixels, { filtersAt64: true })
  const hash = (orientation: Orientation): string =>
    stages === null ? ZERO_HASH : hashOfCoefficients(orient(stages.coefficients, orientation))
  const hashes = Object.fromEntries(orientations.map((o) => [o, hash(o)])) as Record<Orientation, string>
  return { hashes, quality: stages?.quality ?? 0 }
}

/** Steps 2 to 8; null for a picture too small to have a hash. */
export function pdqStages(pixels: Pixels, { filtersAt64 = false } = {}): PdqStages | null {
  const luma = lumaOf(reduce(pixels))
  if (luma.rows < SHORTEST_SIDE || luma.cols < SHORTEST_SIDE) return null
  const isSampled = luma.rows === SAMPLES_SIDE && luma.cols === SAMPLES_SIDE
  const samples = isSampled && !filtersAt64 ? luma.values : decimate(tentFilter(luma))
  return { luma, samples, coefficients: dct(samples), quality: qualityOf(samples) }
}
