import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ProtobufField, readProtobuf, signedVarint, zigzagVarint } from './protobuf.ts'

const utf8 = (text: string) => [...new TextEncoder().encode(text)]

function varint(value: number | bigint): number[] {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 0x80n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80)
  return [...out, Number(rest)]
}

const tag = (number: number, wire: number) => varint(number * 8 + wire)
const delimited = (number: number, bytes: readonly number[]) => [
  ...tag(number, 2),
  ...varint(bytes.length),
  ...bytes,
]
const read = (...bytes: number[]) => readProtobuf(Uint8Array.from(bytes))
const codes = (...bytes: number[]) => read(...bytes).issues.map((i) => i.code)
const mayOf = (field: ProtobufField | undefined) => (field?.value.wire === 'bytes' ? field.value.may : null)

describe('readProtobuf', () => {
  it('reads a varint of 64 bits in each of its meanings', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        const { value, issues } = read(
          ...tag(1, 0),
          ...varint(n),
          ...tag(2, 0),
          ...varint((n << 1n) ^ (n >> 63n)),
        )
        expect(issues).toEqual([])
        const [plain, zigzag] = value.map((field) =>
          field.value.wire === 'varint' ? field.value.value : null,
        )
        expect(BigInt(plain!)).toBe(BigInt.asUintN(64, n))
        expect(BigInt(signedVarint(plain!))).toBe(n)
        expect(BigInt(zigzagVarint(zigzag!))).toBe(n)
      }),
    )
  })

  it('reads fixed widths as numbers and as reals, with their places', () => {
    const bytes = new Uint8Array(14)
    const view = new DataView(bytes.buffer)
    bytes[0] = 0x09
    view.setFloat64(1, -0.5, true)
    bytes[9] = 0x15
    view.setFloat32(10, 2.5, true)
    expect(readProtobuf(bytes).value).toMatchObject([
      { number: 1, value: { wire: 'fixed64', double: -0.5 }, range: { offset: 0, length: 9 } },
      { number: 2, value: { wire: 'fixed32', float: 2.5 }, range: { offset: 9, length: 5 } },
    ])
  })

  it('gives each meaning that a run of bytes may have, and chooses none', () => {
    const both = mayOf(read(...delimited(1, utf8('*A'))).value[0])
    // `*A` is a text, and also begins a message whose field 5 is cut: only a whole one is offered.
    expect(both).toEqual({ text: '*A', message: null, varints: [42, 65] })
    const inner = [...tag(4, 0), 0x41]
    expect(mayOf(read(...delimited(1, inner)).value[0])).toMatchObject({
      text: ' A',
      message: [{ number: 4, value: { value: 65 }, range: { offset: 2, length: 2 } }],
      varints: [32, 65],
    })
    expect(mayOf(read(...delimited(1, [0x80, 0x80])).value[0])).toEqual({
      text: null,
      message: null,
      varints: null,
    })
  })

  it('reads messages in messages, and groups', () => {
    const deep = delimited(1, delimited(2, delimited(3, utf8('bridge'))))
    const second = mayOf(read(...deep).value[0])!.message![0]
    expect(mayOf(mayOf(second)!.message![0])!.text).toBe('bridge')
    expect(read(...tag(1, 3), ...tag(2, 0), 7, ...tag(1, 4), ...tag(3, 0), 9)).toMatchObject({
      issues: [],
      value: [
        { number: 1, value: { wire: 'group', fields: [{ number: 2, value: { value: 7 } }] } },
        { number: 3, value: { value: 9 } },
      ],
    })
  })

  it.each([
    ['a field cut', [...tag(1, 1), 1, 2], 'E_PROTOBUF_TORN'],
    ['a length past the end', [...tag(1, 2), 0xff, 0xff, 0xff, 0xff, 0x0f], 'E_PROTOBUF_TORN'],
    ['field number 0', [0x00, 0x01], 'E_PROTOBUF_TAG'],
    ['a wire type that is none', [...tag(1, 7), 0], 'E_PROTOBUF_TAG'],
    ['a varint without end', [...tag(1, 0), ...new Array(11).fill(0xff)], 'E_PROTOBUF_TAG'],
    ['a group without end', [...tag(1, 3), ...tag(2, 0), 1], 'E_PROTOBUF_TORN'],
    ['an end without group', [...tag(1, 4)], 'E_PROTOBUF_TAG'],
  ])('keeps what stands before %s', (_, bytes, code) => {
    const { value, issues } = read(...tag(9, 0), 5, ...bytes)
    expect(value[0]).toMatchObject({ number: 9, value: { value: 5 } })
    expect(issues.map((i) => i.code)).toEqual([code])
  })

  it('is bounded in depth and in fields', () => {
    let nested: number[] = [...tag(1, 0), 1]
    for (let i = 0; i < 60; i++) nested = delimited(1, nested)
    expect(codes(...nested)).toEqual([])
    expect(codes(...new Array<number[]>(60).fill(tag(1, 3)).flat())).toEqual(['E_PROTOBUF_TAG'])
    const many = Uint8Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 1 : 8))
    const limited = readProtobuf(many, { maxFields: 100 })
    expect(limited.value.length).toBe(100)
    expect(limited.issues.map((i) => i.code)).toEqual(['E_PROTOBUF_LIMIT'])
  })
})
