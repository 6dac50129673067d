// SHA-1 (FIPS 180-4, section 6.1).

import { type BlockAlgorithm, rotateLeft } from '../block-digest.ts'
import { defineDigestKind } from '../digest-kind.ts'

export const sha1Algorithm: BlockAlgorithm = {
  initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
  littleEndian: false,
  compress(state, words) {
    const schedule = scheduleOf(words)
    let [a, b, c, d, e] = [state[0]!, state[1]!, state[2]!, state[3]!, state[4]!]
    for (let t = 0; t < 80; t += 1) {
      const next = rotateLeft(a, 5) + mix(t, b, c, d) + e + constantAt(t) + schedule[t]!
      ;[e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next | 0]
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
  },
}

/** Sixteen words of the block stretched to eighty. */
function scheduleOf(words: Uint32Array): Uint32Array {
  const schedule = new Uint32Array(80)
  schedule.set(words)
  for (let t = 16; t < 80; t += 1)
    schedule[t] = rotateLeft(schedule[t - 3]! ^ schedule[t - 8]! ^ schedule[t - 14]! ^ schedule[t - 16]!, 1)
  return schedule
}

/** Ch, Parity and Maj (4.1.1). */
function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) ^ (~b & d)
  if (t < 40 || t >= 60) return b ^ c ^ d
  return (b & c) ^ (b & d) ^ (c & d)
}

/** K (4.2.1). */
function constantAt(t: number): number {
  if (t < 20) return 0x5a827999
  if (t < 40) return 0x6ed9eba1
  return t < 60 ? 0x8f1bbcdc : 0xca62c1d6
}

export const sha1 = defineDigestKind({
  id: 'sha1',
  title: 'SHA-1 (digest of a file)',
  bits: 160,
  algorithm: sha1Algorithm,
  // Of nothing (NIST, SHA test vectors, SHA1ShortMsg), and of "abc" (FIPS 180, example 1).
  examples: ['da39a3ee5e6b4b0d3255bfef95601890afd80709', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
})
