// Integers as SQLite stores them. Its variable-length one takes 1 to 9 bytes, big-endian, seven bits a byte, all eight of the ninth.
// Reading never leaves the array as long as nine bytes follow `at`; callers keep that much padding.

/** A big-endian unsigned integer of 4 bytes. */
export const uint32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

/** Bytes the varint at `at` takes, 1 to 9. */
export function varintLength(bytes: Uint8Array, at: number): number {
  let n = 0
  while (n < 8 && bytes[at + n]! > 0x7f) n++
  return n + 1
}

/** The varint as a non-negative number; above 2^53 only its magnitude is right (enough to see that it is too large). */
export function varintAt(bytes: Uint8Array, at: number): number {
  let value = 0
  for (let n = 0; n < 8; n++) {
    const byte = bytes[at + n]!
    if (byte <= 0x7f) return value * 128 + byte
    value = value * 128 + (byte & 0x7f)
  }
  return value * 256 + bytes[at + 8]!
}

/** The varint as the signed 64-bit integer that rowids are; bigint where a double cannot hold it. */
export function signedVarintAt(bytes: Uint8Array, at: number): number | bigint {
  const length = varintLength(bytes, at)
  if (length <= 7) return varintAt(bytes, at)
  let value = 0n
  for (let n = 0; n < 8; n++) {
    const byte = bytes[at + n]!
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte <= 0x7f) return safe(value)
  }
  return safe(BigInt.asIntN(64, (value << 8n) | BigInt(bytes[at + 8]!)))
}

const safe = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
