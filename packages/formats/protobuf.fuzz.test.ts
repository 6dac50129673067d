import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { type ProtobufField, readProtobuf } from './protobuf.ts'

/** Field 1: a message whose field 2 is the text `teapot`; 3: a group with field 4; 5: sixteen bytes of varints. */
const SAMPLE = Uint8Array.from([
  ...[0x0a, 0x08, 0x12, 0x06, 0x74, 0x65, 0x61, 0x70, 0x6f, 0x74],
  ...[0x1b, 0x20, 0x01, 0x1c],
  ...[0x2a, 0x10, ...new Array<number>(15).fill(0xff), 0x01],
])

it('ends on any bent protocol buffer, with places inside it at each depth', () => {
  const check = (fields: readonly ProtobufField[], end: number) => {
    for (const { range, value } of fields) {
      expect(range.offset + range.length).toBeLessThanOrEqual(end)
      if (value.wire === 'group') check(value.fields, end)
      if (value.wire === 'bytes' && value.may.message) check(value.may.message, end)
    }
  }
  const count = readMutations([SAMPLE], (bytes) => check(readProtobuf(bytes).value, bytes.length))
  expect(count).toBeGreaterThan(100)
})
