// The text form that every kind shares: one number in hexadecimal, most significant digit first. Bit 0 is the least
// significant bit, so it stands at the end of the text.

import { ok, type Result, refuse } from '@manumit/base'

const HEX = /^[0-9a-f]*$/

/** Text of exactly `bits` / 4 digits in either case → lower case; anything else, blanks included, is E_HASH_TEXT. */
export function parseHex(text: string, { kind, bits }: { kind: string; bits: number }): Result<string> {
  const lower = text.toLowerCase()
  // Compared by length first: toLowerCase may lengthen a text that is not hexadecimal at all.
  return text.length === bits / 4 && HEX.test(lower)
    ? ok(lower)
    : refuse('E_HASH_TEXT', { kind, digits: bits / 4 })
}

/** The text of a value given by its set bits, `width` bits wide. */
export function textOfBits(setBits: Iterable<number>, width: number): string {
  const bytes = new Uint8Array(width / 8)
  for (const bit of setBits) {
    const fromTheFront = bytes.length - 1 - (bit >> 3)
    bytes[fromTheFront] = bytes[fromTheFront]! | (1 << (bit & 7))
  }
  return textOfHashBytes(bytes)
}

/** Bytes, most significant first → canonical text. */
export function textOfHashBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Canonical text (from `parse` or `compute`) → its bytes, most significant first: what an index takes. */
export function hashBytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** Differing bits between two canonical texts of one length. */
export function distanceOfHex(a: string, b: string): number {
  let differing = 0
  for (let i = 0; i < a.length; i += 8) {
    const word = Number.parseInt(a.slice(i, i + 8), 16) ^ Number.parseInt(b.slice(i, i + 8), 16)
    differing += bitCount(word)
  }
  return differing
}

// Warren, Hacker's Delight, figure 5-2: pairs, nibbles, then bytes summed by one multiplication.
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
