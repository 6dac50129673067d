import { arbitraryRawValue } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

describe('stored JSON', () => {
  it.each([
    [9007199254740993n, '{"$int":"9007199254740993"}'],
    [Uint8Array.of(0, 255), '{"$bytes":"00ff"}'],
    [Number.NaN, '{"$number":"NaN"}'],
    [-0, '{"$number":"-0"}'],
    [{ $int: 'a column of this name' }, '{"$$int":"a column of this name"}'],
    [{ body: 'a "quoted"\nline', absent: undefined }, '{"body":"a \\"quoted\\"\\nline"}'],
    [[], '[]'],
    [{}, '{}'],
  ])('writes %o as %s', (value, text) => {
    expect(toStoredJson(value)).toBe(text)
    expect(fromStoredJson(text)).toEqual(value)
  })

  it('gives back any value, equal in depth', () => {
    const keys = fc.oneof(fc.string(), fc.constantFrom('$int', '$$int', '$bytes', '$number', '__proto__'))
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        arbitraryRawValue,
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        expect(fromStoredJson(toStoredJson(value))).toEqual(value)
      }),
      { numRuns: process.env.CI ? 10_000 : 500 },
    )
  })

  it('keeps long texts of any script', () => {
    for (const text of ['x'.repeat(70_000), `${'x'.repeat(5000)}"`, 'ж'.repeat(200_000), '😀'.repeat(3000)])
      expect(fromStoredJson(toStoredJson({ text }))).toEqual({ text })
  })

  it('is JSON that JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(toStoredJson(text))).toBe(text)
      }),
    )
  })
})

describe('stored text', () => {
  it('gives back any string, and only text a database holds', () => {
    const odd = fc.constantFrom('\0', '\u0001', '\u0001"', '\ufeffx', '\ud800', 'plain')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), odd), (text) => {
        const stored = toStoredText(text)
        expect(stored.isWellFormed() && !stored.includes('\0') && !stored.startsWith('\ufeff')).toBe(true)
        expect(fromStoredText(stored)).toBe(text)
      }),
    )
  })

  it('leaves ordinary names as they are', () => {
    expect(toStoredText('HomeDomain/Library/SMS/sms.db')).toBe('HomeDomain/Library/SMS/sms.db')
  })
})
