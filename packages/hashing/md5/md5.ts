// MD5 (RFC 1321). Still what programmes exchange for whole files; it names known files, it does not protect against
// somebody who makes two files with one MD5.

import { type BlockAlgorithm, rotateLeft } from '../block-digest.ts'
import { defineDigestKind } from '../digest-kind.ts'

// RFC 1321, section 3.4: the rotations of the four rounds, and T[i] = ⌊2³² · |sin(i + 1)|⌋.
const ROTATIONS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const
const SINES = Uint32Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))))

export const md5Algorithm: BlockAlgorithm = {
  initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
  littleEndian: true,
  compress(state, words) {
    let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4
      const sum = a + mix(round, b, c, d) + words[wordAt(round, i)]! + SINES[i]!
      const turned = rotateLeft(sum | 0, ROTATIONS[round]![i & 3]!)
      ;[a, d, c, b] = [d, c, b, (b + turned) | 0]
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
  },
}

/** F, G, H and I of the RFC. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d)
  if (round === 1) return (b & d) | (c & ~d)
  if (round === 2) return b ^ c ^ d
  return c ^ (b | ~d)
}

/** Which word of the block step i takes. */
function wordAt(round: number, i: number): number {
  if (round === 0) return i
  if (round === 1) return (5 * i + 1) % 16
  if (round === 2) return (3 * i + 5) % 16
  return (7 * i) % 16
}

export const md5 = defineDigestKind({
  id: 'md5',
  title: 'MD5 (digest of a file)',
  bits: 128,
  algorithm: md5Algorithm,
  // RFC 1321, A.5: of nothing, and of "abc".
  examples: ['d41d8cd98f00b204e9800998ecf8427e', '900150983cd24fb0d6963f7d28e17f72'],
})
