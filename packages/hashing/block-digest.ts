// What MD5, SHA-1 and SHA-256 share: bytes are cut into blocks of 64, the last is padded with a one bit, zeros and the
// length in bits, and a compression function folds each block into the state (Merkle–Damgård). Readable, for reference;
// evidence is hashed by node:crypto in shell/io, which must give the same.

import { textOfHashBytes } from './hex-text.ts'

const BLOCK = 64
const LENGTH_FIELD = 8

export interface BlockAlgorithm {
  readonly initial: readonly number[]
  /** Whether words and the length are stored least significant byte first (MD5) or last (SHA). */
  readonly littleEndian: boolean
  /** Folds one block, given as sixteen 32-bit words, into the state. */
  compress(state: Uint32Array, words: Uint32Array): void
}

/** A digest under way. Feed it in any pieces; `hex` may be asked for once, at the end. */
export interface Digest {
  update(bytes: Uint8Array): Digest
  hex(): string
}

export function startDigest(algorithm: BlockAlgorithm): Digest {
  const state = Uint32Array.from(algorithm.initial)
  const pending = new Uint8Array(BLOCK)
  const pendingView = new DataView(pending.buffer)
  const words = new Uint32Array(BLOCK / 4)
  let pendingBytes = 0
  let totalBytes = 0

  const take = (bytes: Uint8Array): void => {
    let at = 0
    while (at < bytes.length) {
      const piece = bytes.subarray(at, at + BLOCK - pendingBytes)
      pending.set(piece, pendingBytes)
      pendingBytes += piece.length
      at += piece.length
      if (pendingBytes === BLOCK) {
        for (let i = 0; i < words.length; i += 1)
          words[i] = pendingView.getUint32(4 * i, algorithm.littleEndian)
        algorithm.compress(state, words)
        pendingBytes = 0
      }
    }
  }

  const digest: Digest = {
    update(bytes) {
      totalBytes += bytes.length
      take(bytes)
      return digest
    },
    hex() {
      take(paddingAfter(totalBytes, algorithm.littleEndian))
      return hexOfWords(state, algorithm.littleEndian)
    },
  }
  return digest
}

/** A one bit, as many zeros as needed, and the length in bits: fills the last block exactly. */
function paddingAfter(totalBytes: number, littleEndian: boolean): Uint8Array {
  const zeros = (2 * BLOCK - 1 - LENGTH_FIELD - (totalBytes % BLOCK)) % BLOCK
  const padding = new Uint8Array(1 + zeros + LENGTH_FIELD)
  padding[0] = 0x80
  new DataView(padding.buffer).setBigUint64(1 + zeros, BigInt(totalBytes) * 8n, littleEndian)
  return padding
}

function hexOfWords(words: Uint32Array, littleEndian: boolean): string {
  const bytes = new Uint8Array(4 * words.length)
  const view = new DataView(bytes.buffer)
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, littleEndian)
  })
  return textOfHashBytes(bytes)
}

export const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
