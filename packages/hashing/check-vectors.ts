// Re-runs vectors and says of each whether this build reproduces it: what `manumit selftest` prints for a laboratory's
// validation record, and what the conformance suite asserts.

import { ok, type Result, refuse } from '@manumit/base'
import { formulaPicture } from './formula-picture.ts'
import type { HashKind } from './hash-kind.ts'
import { textOfBits } from './hex-text.ts'
import { sha256 } from './sha256/sha256.ts'
import { type HashVector, vectorFileSchema } from './vector-file.ts'

export interface VectorOutcome {
  readonly id: string
  readonly kind: string
  readonly check: HashVector['check']
  /** How many values were compared. */
  readonly compared: number
  readonly differences: readonly VectorDifference[]
  /** At least one value compared, and none different. */
  readonly passed: boolean
}

export interface VectorDifference {
  /** Which value: `hash`, `quality`, `rotate90`, `samples[17]`, … */
  readonly value: string
  readonly expected: string
  /** What this build gives; a refusal shows as its code. */
  readonly found: string
}

type Comparison = readonly [value: string, expected: string | number, found: string | number]

/**
 * Re-runs every vector of a file.
 *
 * @param kinds       the kinds to test, or kernels standing in for them under the same id; vectors of other kinds are left
 *   out, and traces where a kernel keeps no intermediate values
 * @param vectorFile  the parsed JSON of a vector file
 * @returns one outcome for each vector of these kinds, in the file's order; E_VECTOR_FILE where the file has another form
 */
export function checkVectors(kinds: readonly HashKind[], vectorFile: unknown): Result<VectorOutcome[]> {
  const parsed = vectorFileSchema.safeParse(vectorFile)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    return refuse('E_VECTOR_FILE', { at: first?.path.join('.') ?? '', reason: first?.message ?? '' })
  }
  const byId = new Map(kinds.map((kind) => [kind.id, kind]))
  return ok(
    parsed.data.vectors.flatMap((vector) => {
      const kind = byId.get(vector.kind)
      const isAsked = kind !== undefined && (vector.check !== 'trace' || kind.trace !== undefined)
      return isAsked ? [outcomeOf(vector, compare(kind, vector))] : []
    }),
  )
}

function outcomeOf({ id, kind, check }: HashVector, comparisons: readonly Comparison[]): VectorOutcome {
  const differences = comparisons
    .filter(([, expected, found]) => expected !== found)
    .map(([value, expected, found]) => ({ value, expected: String(expected), found: String(found) }))
  const compared = comparisons.length
  return { id, kind, check, compared, differences, passed: compared > 0 && differences.length === 0 }
}

function compare(kind: HashKind, vector: HashVector): Comparison[] {
  switch (vector.check) {
    case 'picture':
      return comparePicture(kind, vector)
    case 'trace':
      return compareTrace(kind, vector)
    case 'message': {
      const bytes = asciiBytes(vector.ascii.repeat(vector.times))
      return [['hash', vector.hash, textOrCode(kind.compute({ bytes }))]]
    }
    case 'bits': {
      const text = textOfBits(vector.bits, kind.bits)
      return [
        ['text', vector.hash, text],
        ['parsed', vector.hash, valueOrCode(kind.parse(text))],
      ]
    }
    case 'spelling':
      return [['text', vector.hash, valueOrCode(kind.parse(vector.text))]]
    case 'refusal':
      return [['refusal', 'E_HASH_TEXT', valueOrCode(kind.parse(vector.text))]]
    case 'distance':
      return [
        ['distance', vector.distance, kind.distance(vector.a, vector.b)],
        ['distance the other way', vector.distance, kind.distance(vector.b, vector.a)],
      ]
  }
}

function comparePicture(kind: HashKind, vector: HashVector & { check: 'picture' }): Comparison[] {
  const pixels = formulaPicture(vector.picture)
  const bytesSha256 = textOrCode(sha256.compute({ bytes: pixels.data }))
  const value = kind.compute({ pixels })
  const oriented = kind.orientations?.({ pixels })
  return [
    ['bytes sha256', vector.bytesSha256, bytesSha256],
    ['hash', vector.hash, textOrCode(value)],
    ['quality', vector.quality, value.ok ? (value.value.quality ?? 'none') : value.error.code],
    ['orientations quality', vector.orientationsQuality, oriented?.ok ? oriented.value.quality : 'none'],
    ...Object.entries(vector.orientations).map(([name, expected]): Comparison => {
      const found = oriented?.ok ? oriented.value.hashes[name as keyof typeof vector.orientations] : 'none'
      return [name, expected, found]
    }),
  ]
}

/** Published values are decimal texts of single-precision numbers: nine digits name each one exactly. */
function compareTrace(kind: HashKind, vector: HashVector & { check: 'trace' }): Comparison[] {
  const traced = kind.trace?.({ pixels: formulaPicture(vector.picture) })
  return Object.entries(vector.values).flatMap(([name, expected]) => {
    const found = traced?.ok ? traced.value[name] : undefined
    return expected.map(
      (number, i): Comparison => [`${name}[${i}]`, Math.fround(number), found?.[i] ?? 'none'],
    )
  })
}

const asciiBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const valueOrCode = (result: Result<string>): string => (result.ok ? result.value : result.error.code)

const textOrCode = (result: Result<{ readonly text: string }>): string =>
  result.ok ? result.value.text : result.error.code
