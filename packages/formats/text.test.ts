import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeAscii, decodeCp437, decodeLatin1, decodeUtf8, decodeUtf16, isUtf8 } from './text.ts'

const strict = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

it('says of any bytes whether they are UTF-8, as a strict decoder does', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc
      .array(
        fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xef, 0xbd),
        { maxLength: 6 },
      )
      .map((list) => Uint8Array.from(list)),
    fc.string({ unit: 'grapheme' }).map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(bytes, (b) => {
      expect(isUtf8(b)).toBe(strict(b))
      expect(decodeUtf8(b).valid).toBe(strict(b))
    }),
    { numRuns: 500 },
  )
})

it('keeps a byte order mark and a stored replacement character', () => {
  expect(decodeUtf8(new TextEncoder().encode('\ufeffa\ufffd'))).toEqual({
    text: '\ufeffa\ufffd',
    valid: true,
  })
})

it('reads UTF-16 in both orders, and tells a lone surrogate and an odd end from text', () => {
  expect(decodeUtf16(Uint8Array.of(0, 0x41, 0xff, 0xfd), 'big')).toEqual({ text: 'A\ufffd', valid: true })
  expect(decodeUtf16(Uint8Array.of(0x41, 0), 'little')).toEqual({ text: 'A', valid: true })
  expect(decodeUtf16(Uint8Array.of(0xd8, 0x00, 0, 0x41), 'big').valid).toBe(false)
  expect(decodeUtf16(Uint8Array.of(0, 0x41, 0), 'big').valid).toBe(false)
})

it('reads ASCII, ISO 8859-1 and code page 437 byte by byte', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  expect(decodeLatin1(all)).toBe(String.fromCharCode(...all))
  expect(decodeAscii(all)).toEqual({ text: String.fromCharCode(...all), valid: false })
  expect(decodeAscii(all.subarray(0, 128))).toEqual({
    text: String.fromCharCode(...all.subarray(0, 128)),
    valid: true,
  })
  expect(decodeCp437(all).length).toBe(256)
  expect(decodeCp437(Uint8Array.of(0x80, 0x9c, 0xe1, 0xff))).toBe('Ç£ß\u00a0')
})
