import { momentSince, type RawValue } from '@manumit/base'
import { message, type Observation, type Place } from '@manumit/model'
import { arbitraryObservation, arbitraryRawValue } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedFile, inventedMessage } from '../../testing/invented-messages.ts'
import { makeRecordEncoder } from './record-encoder.ts'
import { decodeRecord, shapeOf } from './record-shape.ts'
import { TextColumn } from './text-column.ts'

const file = inventedFile('HomeDomain/sms.db')

/** Each record's text and its shape's number, and the shapes' texts. */
function encodeAll(items: readonly Observation[]) {
  const column = new TextColumn()
  const encoder = makeRecordEncoder(column)
  const numbers = items.map((item) => {
    const number = encoder.write(item)
    column.end()
    return number
  })
  const { texts, ends } = column.finish()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const records = Array.from(ends, (end, i) => decoder.decode(texts.subarray(ends[i - 1] ?? 0, end)))
  return { records, numbers, shapes: encoder.shapes }
}

function decodeAll({ records, numbers, shapes }: ReturnType<typeof encodeAll>) {
  return records.map((record, i) => decodeRecord(shapeOf(shapes[numbers[i]!]!), record))
}

const contentOf = ({ at, where, fields, raw }: Observation) => ({ at, place: where.place, fields, raw })

const date = 799_408_440_000_000_001n
const plain = {
  kind: 'message',
  at: momentSince(date, 'mac', 'ns'),
  where: { file, place: { table: 'message', rowid: 12, state: 'live', via: 'live' } },
  fields: {
    identifier: 'AA-1',
    service: undefined,
    direction: 'incoming',
    from: { id: '+15550100' },
    to: [{ id: null, device: true }],
    body: 'At the bridge.',
    readAt: momentSince(date, 'mac', 'ns'),
  },
  raw: { guid: 'AA-1', text: null, date, attributedBody: { blobBytes: 310 }, 'handle.id': '+15550100' },
} as unknown as Observation

describe('a record as it is stored', () => {
  it('holds values alone, and says a raw value once', () => {
    const { records, shapes } = encodeAll([plain])
    expect(records).toEqual([
      '[12,"AA-1",null,["799408440000000001"],[310],"+15550100",[1777715640000000,19,3],1,0,"incoming",5,true,"At the bridge.",[1777715640000000,19,3]]',
    ])
    expect(shapes.map((shape) => JSON.parse(shape))).toEqual([
      {
        table: 'message',
        raw: ['guid', 'text', 'date', 'attributedBody', 'handle.id'],
        fields: [
          ['identifier', 'text'],
          ['service', 'text'],
          ['direction', 'label'],
          ['from', 'party'],
          ['to', 'parties'],
          ['body', 'text'],
          ['readAt', 'moment'],
        ],
      },
    ])
  })

  it('shares a shape with those that have the same names, in whatever order they come', () => {
    const other = { ...plain, raw: { guid: 'AA-2' } } as Observation
    const { numbers, shapes } = encodeAll([plain, other, plain, other, other])
    expect(numbers).toEqual([0, 1, 0, 1, 1])
    expect(shapes).toHaveLength(2)
  })

  it('keeps a value that is no longer where it was found first', () => {
    const moved = { ...plain, raw: { ...plain.raw, guid: 'AA-9', text: 'AA-1' } } as Observation
    const gone = { ...plain, raw: { ...plain.raw, guid: 'AA-9', date: 1 } } as Observation
    const items = [plain, moved, gone, plain]
    expect(decodeAll(encodeAll(items))).toEqual(items.map(contentOf))
  })

  it.each<Place>([
    { table: 'message', rowid: 2n ** 60n, state: 'live', via: 'live' },
    { table: 'message', rowid: 7, state: 'superseded', via: 'main' },
    { table: 'message', rowid: 7, state: 'live', via: 'commit:2' },
    { offset: 36, length: 876 },
  ])('keeps the place %o', (place) => {
    const item = { ...plain, where: { file, place } } as Observation
    expect(decodeAll(encodeAll([plain, item]))).toEqual([plain, item].map(contentOf))
  })

  it('keeps every moment of every form', () => {
    const moments = ['s', 'ms', 'us', 'ns'].flatMap((precision) =>
      ['unix', 'mac', 'webkit', 'text'].flatMap((epoch) =>
        ['utc', 'recorded-offset', 'derived', 'supplied'].flatMap((zone) => [
          { utc: 5, precision, epoch, zone, raw: 'x' },
          { utc: -5, precision, epoch, zone, raw: 'x', offsetMinutes: -60 },
        ]),
      ),
    )
    const items = [...moments, { local: '2026-05-02T12:00:00', raw: 'x' }, { unset: true, raw: 'x' }].map(
      (at) => ({ ...plain, at, raw: { a: 'x' }, fields: { readAt: at } }) as unknown as Observation,
    )
    expect(decodeAll(encodeAll(items))).toEqual(items.map(contentOf))
  })

  it('keeps what no kind declares, and what is not of its declared type', () => {
    const values = [
      null,
      0,
      5,
      -0,
      2n ** 60n,
      'x',
      true,
      {},
      [],
      [1],
      ['x'],
      [{ id: 'x' }],
      { id: 'x', name: 'y' },
    ]
    const items = values.flatMap((value) =>
      ['body', 'from', 'to', 'readAt', 'attachments', 'undeclared', '__proto__'].map(
        (name) => ({ ...plain, fields: Object.fromEntries([[name, value]]) }) as unknown as Observation,
      ),
    )
    expect(decodeAll(encodeAll(items))).toEqual(items.map(contentOf))
  })

  it('gives back any records, equal in depth', () => {
    const arbitraryValue = fc.oneof(
      arbitraryRawValue,
      fc.constantFrom<RawValue>('AA-1', '+15550100', date, 0, -0),
    )
    // Fields that repeat raw values, in changing places.
    const repeating = fc
      .dictionary(fc.constantFrom('a', 'b', 'c', 'handle.id'), arbitraryValue)
      .map((raw) => ({ ...plain, raw }) as Observation)
    fc.assert(
      fc.property(fc.array(fc.oneof(arbitraryObservation(file), repeating), { maxLength: 12 }), (items) => {
        expect(decodeAll(encodeAll(items))).toEqual(items.map(contentOf))
      }),
      { numRuns: process.env.CI ? 10_000 : 300 },
    )
  })

  it('names no field', () => {
    const items = Array.from({ length: 500 }, (_, i) => inventedMessage(i, file) as Observation)
    const encoded = encodeAll(items)
    expect(decodeAll(encoded)).toEqual(items.map(contentOf))
    const names = Object.keys(message.fields).filter((name) =>
      encoded.records.some((text) => text.includes(`"${name}"`)),
    )
    expect(names).toEqual([])
  })
})
