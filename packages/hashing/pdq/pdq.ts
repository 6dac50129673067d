// PDQ: the perceptual picture hash that programmes exchange. 256 bits, robust against recompression and scaling, weak
// against cropping, borders, captions and turning; a distance within the threshold is a reason to look, not an identity.

import { type Brand, ok, type Result } from '@manumit/base'
import { pixelsOf } from '../hash-content.ts'
import { defineHashKind, type HashTrace } from '../hash-kind.ts'
import { distanceOfHex, parseHex } from '../hex-text.ts'
import { lowerMedian } from './bits.ts'
import { computePdq, computePdqDihedral, pdqStages } from './compute.ts'
import { boxWidth } from './tent-filter.ts'

const form = { kind: 'pdq', bits: 256 } as const

/** A PDQ hash in canonical text: 64 lower-case hexadecimal digits. */
export type PdqHash = Brand<string, 'PdqHash'>

/** 64 hexadecimal digits in either case → the hash; anything else is E_HASH_TEXT. */
export const parsePdq = (text: string): Result<PdqHash> => parseHex(text, form) as Result<PdqHash>

export const pdq = defineHashKind({
  id: 'pdq',
  title: 'PDQ (perceptual hash of a picture)',
  bits: 256,
  content: 'pixels',
  defaultThreshold: 31,
  thresholdSource: 'facebook/ThreatExchange, pdq/README.md: at most 31 of 256 bits differ',
  minQuality: 50,
  // The reference project's picture of a bridge, its noise picture, and a picture too small to have a hash.
  examples: [
    'd8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22',
    'accb6d39648035f8125c8ce6ba65007de7b54c67a2d93ef7b8f33b0611306715',
    '0000000000000000000000000000000000000000000000000000000000000000',
  ],
  parse: parsePdq,
  compute(content) {
    const pixels = pixelsOf(content, 'pdq')
    return pixels.ok ? ok(computePdq(pixels.value)) : pixels
  },
  orientations(content) {
    const pixels = pixelsOf(content, 'pdq')
    return pixels.ok ? ok(computePdqDihedral(pixels.value)) : pixels
  },
  trace(content): Result<HashTrace> {
    const pixels = pixelsOf(content, 'pdq')
    if (!pixels.ok) return pixels
    const stages = pdqStages(pixels.value)
    if (stages === null) return ok({})
    return ok({
      boxWidths: [boxWidth(stages.luma.cols), boxWidth(stages.luma.rows)],
      luma: stages.luma.values,
      samples: stages.samples,
      coefficients: stages.coefficients,
      median: [lowerMedian(stages.coefficients)],
    })
  },
  distance: distanceOfHex,
})
