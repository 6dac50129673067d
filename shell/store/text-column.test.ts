import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TextColumn } from './text-column.ts'

it('gives each text back from its bytes, of any script and length', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '\ufeff', 'x'.repeat(20_000), '文'.repeat(9000), 'é', '😀'),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const column = new TextColumn()
      for (let time = 0; time < 2; time++) {
        for (const each of texts) {
          column.text(each)
          column.end()
        }
        const { texts: bytes, ends } = column.finish()
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
        expect(Array.from(ends, (end, i) => decoder.decode(bytes.subarray(ends[i - 1] ?? 0, end)))).toEqual(
          texts,
        )
      }
    }),
  )
})

it('writes integers as JavaScript does', () => {
  const integers = fc.oneof(
    fc.maxSafeInteger(),
    fc.integer(),
    fc.constantFrom(0, 9, 10, 999_999_999, 1e9, 2 ** 53),
  )
  fc.assert(
    fc.property(integers, (value) => {
      const column = new TextColumn()
      column.integer(value)
      column.end()
      expect(new TextDecoder().decode(column.finish().texts)).toBe(String(value))
    }),
  )
})

it('writes JSON strings as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (value) => {
      const column = new TextColumn()
      column.jsonString(value)
      column.end()
      expect(new TextDecoder().decode(column.finish().texts)).toBe(JSON.stringify(value))
    }),
  )
})

it('writes 64-bit integers as JavaScript does', () => {
  const integers = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt(),
    fc.constantFrom(
      0n,
      999_999_999n,
      10n ** 9n,
      10n ** 18n,
      2n ** 63n - 1n,
      2n ** 63n,
      -(2n ** 63n),
      2n ** 64n,
    ),
  )
  fc.assert(
    fc.property(integers, (value) => {
      const column = new TextColumn()
      column.bigint(value)
      column.end()
      expect(new TextDecoder().decode(column.finish().texts)).toBe(String(value))
    }),
  )
})
