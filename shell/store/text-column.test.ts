import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeTextColumn } from './text-column.ts'

it('gives each text back from its bytes, of any script and length', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '\ufeff', 'x'.repeat(20_000), '文'.repeat(9000), 'é', '😀'),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const column = makeTextColumn()
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
      const column = makeTextColumn()
      column.integer(value)
      column.end()
      expect(new TextDecoder().decode(column.finish().texts)).toBe(String(value))
    }),
  )
})

it('writes JSON strings as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (value) => {
      const column = makeTextColumn()
      column.jsonString(value)
      column.end()
      expect(new TextDecoder().decode(column.finish().texts)).toBe(JSON.stringify(value))
    }),
  )
})
