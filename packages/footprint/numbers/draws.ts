// Seeded chance: streams of draws, each named after what it is drawn for, so that one more item changes no other's draws.
// Same seed and name, same draws, on every engine.

import { cosTurns, exp, log } from './functions.ts'

/** A stream of draws. */
export interface Draws {
  /** In (0, 1), 53 bits. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Median 1; `gsd` is the geometric standard deviation, ≥ 1. */
  lognormal(gsd: number): number
  /** Between `low` and `high` with its peak at `mode`. */
  triangular(low: number, mode: number, high: number): number
  /** exp of a uniform between the logarithms. */
  logUniform(low: number, high: number): number
  /** Gamma of this shape > 0, scale 1. */
  gamma(shape: number): number
  /** Positive parts that sum to 1, with these means × concentration; a part of mean 0 stays 0. */
  dirichlet(weights: ArrayLike<number>): Float64Array
}

/**
 * The stream of a name under a seed.
 *
 * @source xoshiro128** (Blackman & Vigna 2018), seeded by splitmix32 from FNV-1a of the text; normals by Box & Muller 1958;
 *   gamma by Marsaglia & Tsang 2000
 */
export function drawsFor(seed: string, name: string): Draws {
  const next32 = xoshiro(`${seed}\u0000${name}`)
  const uniform = (): number =>
    ((next32() >>> 5) * 67_108_864 + (next32() >>> 6) + 0.5) / 9_007_199_254_740_992
  const normal = (): number => Math.sqrt(-2 * log(uniform())) * cosTurns(uniform())

  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * exp(log(uniform()) / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if (v > 0 && log(uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v
    }
  }

  return {
    uniform,
    normal,
    lognormal: (gsd) => exp(log(gsd) * normal()),
    triangular(low, mode, high) {
      if (low === high) return low
      const u = uniform()
      const cut = (mode - low) / (high - low)
      return u < cut
        ? low + Math.sqrt(u * (high - low) * (mode - low))
        : high - Math.sqrt((1 - u) * (high - low) * (high - mode))
    },
    logUniform: (low, high) => exp(log(low) + uniform() * (log(high) - log(low))),
    gamma,
    dirichlet(weights) {
      const parts = Float64Array.from(weights, (weight) => (weight > 0 ? gamma(weight) : 0))
      const sum = parts.reduce((all, part) => all + part, 0)
      return parts.map((part) => part / sum)
    },
  }
}

function xoshiro(text: string): () => number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  const splitmix = (): number => {
    hash = (hash + 0x9e3779b9) | 0
    let z = hash
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()]
  return () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
}

/** Quantiles of a list of numbers, by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantiles(values: ArrayLike<number>, at: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  return at.map((p) => {
    const place = p * (sorted.length - 1)
    const below = Math.floor(place)
    const above = Math.min(below + 1, sorted.length - 1)
    return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
  })
}
