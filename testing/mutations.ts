// Mutation fuzzing: real and made files, bent at random, given to a reader that must end and must not throw. Time bound by
// FUZZ_SECONDS; the seed is printed with a failure, so that it can be run again.

import { expect } from 'vitest'

/** Seconds one fuzz test may run: FUZZ_SECONDS, else half a second, or 5 where CI is set. */
export const fuzzSeconds = (): number => Number(process.env.FUZZ_SECONDS ?? (process.env.CI ? 5 : 0.5))

export interface MutationOptions {
  readonly seconds?: number
  readonly seed?: number
  /** One call longer than this fails the test: a reader must be bounded by its input. */
  readonly slowestMs?: number
}

/**
 * Gives `read` one bent sample after another until the time is up.
 *
 * @returns how many were given
 */
export function readMutations(
  samples: readonly Uint8Array[],
  read: (bytes: Uint8Array) => void,
  { seconds = fuzzSeconds(), seed = Date.now() % 2 ** 31, slowestMs = 2_000 }: MutationOptions = {},
): number {
  const end = performance.now() + seconds * 1_000
  let count = 0
  for (; performance.now() < end; count++) {
    const random = randomFrom(seed + count)
    const bent = mutate(samples, random)
    const start = performance.now()
    try {
      read(bent)
    } catch (thrown) {
      throw new Error(`the reader threw on mutation seed ${seed + count} (${bent.length} bytes)`, {
        cause: thrown,
      })
    }
    expect(performance.now() - start, `time on mutation seed ${seed + count}`).toBeLessThan(slowestMs)
  }
  return count
}

const TELLING = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xfe, 0xff]

function mutate(samples: readonly Uint8Array[], random: () => number): Uint8Array {
  const below = (n: number) => Math.floor(random() * n)
  let bytes = samples[below(samples.length)]!.slice()
  for (let times = 1 + below(6); times > 0; times--) {
    const at = below(bytes.length + 1)
    const run = 1 + below(8)
    switch (below(7)) {
      case 0:
        if (at < bytes.length) bytes[at]! ^= 1 << below(8)
        break
      case 1:
        bytes.fill(TELLING[below(TELLING.length)]!, at, at + run)
        break
      case 2:
        bytes = bytes.slice(0, at)
        break
      case 3:
        bytes = joined(bytes.subarray(0, at), bytes.subarray(at + run))
        break
      case 4:
        bytes = joined(bytes.subarray(0, at), bytes.subarray(below(at + 1), at), bytes.subarray(at))
        break
      case 5: {
        const other = samples[below(samples.length)]!
        bytes = joined(bytes.subarray(0, at), other.subarray(below(other.length + 1)))
        break
      }
      default:
        for (let i = at; i < Math.min(at + run, bytes.length); i++) bytes[i] = below(256)
    }
  }
  return bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** mulberry32: the same seed gives the same numbers everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
