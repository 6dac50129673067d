import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Encoding, isUtf8, makeTextReader } from './text.ts'

/** Bytes as a page holds them: a buffer of their own, whole words long. */
function pageOf(bytes: Uint8Array): Uint8Array {
  const page = new Uint8Array(Math.ceil((bytes.length + 16) / 8) * 8)
  page.set(bytes)
  return page
}

const strict = { utf8: 'utf-8', utf16le: 'utf-16le', utf16be: 'utf-16be' } as const

/** What a strict decoder says. */
function decoded(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(strict[encoding], { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const someBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }).map((text) => new TextEncoder().encode(text)),
  fc.string({ maxLength: 50 }).map((text) => new TextEncoder().encode(text)),
  fc.constantFrom(
    Uint8Array.of(0xef, 0xbf, 0xbd),
    Uint8Array.of(0xef, 0xbb, 0xbf, 0x61),
    Uint8Array.of(0xed, 0xa0, 0x80),
  ),
)

describe('text', () => {
  for (const encoding of ['utf8', 'utf16le', 'utf16be'] as const)
    it(`in ${encoding} reads as a strict decoder does, from a page and from anywhere else`, () => {
      const reader = makeTextReader(encoding)
      fc.assert(
        fc.property(fc.array(someBytes, { minLength: 1, maxLength: 8 }), (texts) => {
          const starts = texts.map((_, i) => texts.slice(0, i).reduce((sum, text) => sum + text.length, 0))
          const page = pageOf(Uint8Array.from(texts.flatMap((text) => [...text])))
          reader.open(page)
          for (const [i, text] of texts.entries()) {
            const expected = decoded(encoding, text)
            expect(reader.decode(page, starts[i]!, starts[i]! + text.length)).toBe(expected)
            expect(reader.decode(text, 0, text.length)).toBe(expected)
          }
        }),
        { numRuns: 300 },
      )
    })

  it('of a page read again into the same bytes is the new one', () => {
    const reader = makeTextReader('utf8')
    const page = pageOf(new TextEncoder().encode('the first text of some length'))
    reader.open(page)
    expect(reader.decode(page, 4, 29)).toBe('first text of some length')
    page.set(new TextEncoder().encode('the later'))
    reader.open(page)
    expect(reader.decode(page, 4, 29)).toBe('later text of some length')
  })

  it('is UTF-8 in shortest forms, without surrogates, up to U+10FFFF', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        expect(isUtf8(bytes, 0, bytes.length)).toBe(decoded('utf8', bytes) !== null)
      }),
      { numRuns: 500 },
    )
  })
})
