// SHA-256 (FIPS 180-4, section 6.2): the name of evidence throughout.

import { type BlockAlgorithm, rotateLeft } from '../block-digest.ts'
import { defineDigestKind } from '../digest-kind.ts'

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
const ROOTS = Uint32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])

export const sha256Algorithm: BlockAlgorithm = {
  // 5.3.3: the same of the square roots of the first eight primes.
  initial: [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
  littleEndian: false,
  compress(state, words) {
    const schedule = scheduleOf(words)
    let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
    let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!]
    for (let t = 0; t < 64; t += 1) {
      const big1 = rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7)
      const choice = (e & f) ^ (~e & g)
      const first = h + big1 + choice + ROOTS[t]! + schedule[t]!
      const big0 = rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + big0 + majority) | 0]
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
    state[5]! += f
    state[6]! += g
    state[7]! += h
  },
}

/** Sixteen words of the block stretched to sixty-four; the right rotations of the standard are written as left ones. */
function scheduleOf(words: Uint32Array): Uint32Array {
  const schedule = new Uint32Array(64)
  schedule.set(words)
  for (let t = 16; t < 64; t += 1) {
    const w15 = schedule[t - 15]!
    const w2 = schedule[t - 2]!
    const small0 = rotateLeft(w15, 25) ^ rotateLeft(w15, 14) ^ (w15 >>> 3)
    const small1 = rotateLeft(w2, 15) ^ rotateLeft(w2, 13) ^ (w2 >>> 10)
    schedule[t] = schedule[t - 16]! + small0 + schedule[t - 7]! + small1
  }
  return schedule
}

export const sha256 = defineDigestKind({
  id: 'sha256',
  title: 'SHA-256 (digest of a file)',
  bits: 256,
  algorithm: sha256Algorithm,
  // Of nothing (NIST, SHA test vectors, SHA256ShortMsg), and of "abc" (FIPS 180-2, B.1).
  examples: [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
})
