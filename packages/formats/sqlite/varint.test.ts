import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signedVarintAt, varintAt, varintLength } from './varint.ts'

/** The encoding as the format's description words it. */
function encode(value: bigint): Uint8Array {
  const bits = BigInt.asUintN(64, value)
  if (bits >= 1n << 56n) {
    const high = Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(8 + 7 * (7 - i))) & 0x7fn) | 0x80)
    return Uint8Array.from([...high, Number(bits & 0xffn)])
  }
  const groups: number[] = []
  for (let rest = bits; groups.length === 0 || rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 0x7fn))
  return Uint8Array.from(groups, (group, i) => (i < groups.length - 1 ? group | 0x80 : group))
}

describe('varints', () => {
  it('of each 64-bit integer come back, with their length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }), (value) => {
        const bytes = new Uint8Array(24)
        const encoded = encode(value)
        bytes.set(encoded, 3)
        expect(varintLength(bytes, 3)).toBe(encoded.length)
        const read = signedVarintAt(bytes, 3)
        expect(BigInt(read)).toBe(value)
        expect(typeof read).toBe(Number.isSafeInteger(Number(value)) ? 'number' : 'bigint')
        if (value >= 0n && value < 1n << 53n) expect(varintAt(bytes, 3)).toBe(Number(value))
      }),
    )
  })
})
