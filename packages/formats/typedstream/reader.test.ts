import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTypedstream } from './reader.ts'
import { archive, number, type ObjectRecipe, string, type ValueRecipe } from './recipe.ts'

const HEADER = [4, 11, ...new TextEncoder().encode('streamtyped'), 0x81, 0xe8, 0x03]
const stream = (...bytes: number[]) => Uint8Array.from([...HEADER, ...bytes])
const ascii = (text: string) => [...new TextEncoder().encode(text)]
const codes = (bytes: Uint8Array) => readTypedstream(bytes).issues.map((i) => i.code)
const object = (...groups: [string, ...ValueRecipe[]][]): ObjectRecipe => ({
  chain: [['Invented', 0]],
  groups,
})

describe('readTypedstream', () => {
  it('gives entities in one numbering, with their places', () => {
    const bytes = archive(object(['@', string('teapot')], ['i', 7]))
    const { value, issues } = readTypedstream(bytes)
    expect(issues).toEqual([])
    expect(value).toMatchObject({ byteOrder: 'little', streamerVersion: 4, systemVersion: 1000 })
    expect(value!.entities.map((e) => (e.kind === 'class' ? e.name : e.kind))).toEqual([
      'object',
      'Invented',
      'object',
      'NSString',
      'NSObject',
    ])
    const text = value!.entities[2]!
    expect(text.kind === 'object' && text.groups[0]!.values[0]).toMatchObject({
      bytes: Uint8Array.from(ascii('teapot')),
      range: { offset: new TextDecoder('latin1').decode(bytes).indexOf('teapot'), length: 6 },
    })
  })

  it('reads integers of each width and both signs back as they were', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        const { value, issues } = readTypedstream(archive(object(['q', n])))
        const root = value!.entities[0]!
        expect(issues).toEqual([])
        const read = root.kind === 'object' && root.groups[0]!.values[0]
        expect(read && 'value' in read && BigInt(read.value)).toBe(n)
      }),
    )
  })

  it('reads reals, also where a whole number stands for one', () => {
    const { value } = readTypedstream(archive(object(['df', 0.1, 0.5], ['d', 3])))
    const root = value!.entities[0]!
    expect(root.kind === 'object' && root.groups.flatMap((g) => g.values)).toEqual([
      { kind: 'real', value: 0.1 },
      { kind: 'real', value: 0.5 },
      { kind: 'real', value: 3 },
    ])
  })

  it('reads structures and arrays', () => {
    const bytes = stream(0x84, 12, ...ascii('{_NSRange=II'), 0x05)
    expect(codes(bytes)).toEqual(['E_TYPEDSTREAM_ENCODING'])
    const whole = stream(0x84, 13, ...ascii('{_NSRange=II}'), 0x05, 0x81, 0x2c, 0x01)
    expect(readTypedstream(whole).value!.groups[0]!.values).toEqual([
      {
        kind: 'list',
        values: [
          { kind: 'integer', value: 5 },
          { kind: 'integer', value: 300 },
        ],
      },
    ])
    const list = stream(0x84, 4, ...ascii('[3i]'), 1, 2, 3)
    expect(readTypedstream(list).value!.groups[0]!.values[0]).toMatchObject({
      kind: 'list',
      values: [{}, {}, {}],
    })
  })

  it('shares an object that stands in two places', () => {
    const shared = number(5)
    const { value } = readTypedstream(archive(object(['@', shared], ['@', shared])))
    const root = value!.entities[0]!
    expect(root.kind === 'object' && root.groups[0]!.values).toEqual(
      root.kind === 'object' && root.groups[1]!.values,
    )
  })

  it('reads an object that refers to itself', () => {
    const bytes = stream(0x84, 1, 0x40, 0x84, 0x84, 0x84, 1, 0x41, 0, 0x85, 0x92, 0x92, 0x86)
    const { value, issues } = readTypedstream(bytes)
    expect(issues).toEqual([])
    expect(value!.entities[0]).toMatchObject({ groups: [{ values: [{ kind: 'reference', to: 0 }] }] })
  })

  it.each([
    ['no header', Uint8Array.from(ascii('SQLite format 3')), 'E_TYPEDSTREAM_HEADER'],
    ['a reference to what does not stand before it', stream(0x84, 1, 0x40, 0xa0), 'E_TYPEDSTREAM_REFERENCE'],
    ['a length beyond the end', stream(0x84, 1, 0x2b, 0x82, 0xff, 0xff, 0xff, 0x7f), 'E_TYPEDSTREAM_TORN'],
    ['an end tag where a number belongs', stream(0x84, 1, 0x69, 0x86), 'E_TYPEDSTREAM_TAG'],
    ['an unknown encoding', stream(0x84, 1, 0x3f, 0), 'E_TYPEDSTREAM_ENCODING'],
    [
      'an array longer than any stream',
      stream(0x84, 14, ...ascii('[9999999999!]x')),
      'E_TYPEDSTREAM_ENCODING',
    ],
    ['an array of nothing, repeated', stream(0x84, 13, ...ascii('[9999999999!]')), 'E_TYPEDSTREAM_LIMIT'],
    [
      'an array of empty structures',
      stream(0x84, 14, ...ascii('[9999999{a=}]'), 0),
      'E_TYPEDSTREAM_ENCODING',
    ],
    [
      'an array of empty structures, whole',
      stream(0x84, 13, ...ascii('[9999999{a=}]')),
      'E_TYPEDSTREAM_LIMIT',
    ],
    ['encodings nested without end', stream(0x84, 60, ...ascii('{a='.repeat(20))), 'E_TYPEDSTREAM_ENCODING'],
  ])('ends with an issue at %s', (_, bytes, code) => {
    expect(codes(bytes)).toEqual([code])
  })

  it('ends at objects nested deeper than any real stream', () => {
    let nested: ObjectRecipe = object(['i', 1])
    for (let i = 0; i < 100; i++) nested = object(['@', nested])
    expect(codes(archive(nested))).toEqual(['E_TYPEDSTREAM_LIMIT'])
  })

  it('reads big-endian streams', () => {
    const bytes = Uint8Array.from([
      4,
      11,
      ...ascii('typedstream'),
      0x81,
      0x03,
      0xe8,
      0x84,
      1,
      0x69,
      0x81,
      1,
      0,
    ])
    const { value, issues } = readTypedstream(bytes)
    expect(issues).toEqual([])
    expect(value).toMatchObject({
      byteOrder: 'big',
      systemVersion: 1000,
      groups: [{ values: [{ value: 256 }] }],
    })
  })
})
