// Any record at all, for properties: odd strings, 64-bit integers, bytes, numbers JSON has no word for.

import type { Moment, RawValue } from '@manumit/base'
import type { FileRef, Observation } from '@manumit/model'
import fc from 'fast-check'

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', '\ud800', '😀', '"\\', '{"$int":"1"}', 'ü', '\u2028', '\ufeffmark'),
)

/** A value as stored. */
export const arbitraryRawValue: fc.Arbitrary<RawValue> = fc.oneof(
  fc.constant(null),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  anyString,
  fc.uint8Array({ maxLength: 64 }),
  fc.record({ blobBytes: fc.nat() }),
)

const arbitraryMoment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({
    utc: fc.integer({ min: -9e15, max: 9e15 }) as fc.Arbitrary<never>,
    precision: fc.constantFrom('s' as const, 'ns' as const),
    epoch: fc.constantFrom('mac' as const, 'text' as const),
    zone: fc.constant('utc' as const),
    raw: arbitraryRawValue,
  }),
  fc.record({ unset: fc.constant(true as const), raw: arbitraryRawValue }),
  fc.record({ impossible: fc.constant(true as const), raw: arbitraryRawValue }),
)

const arbitraryKey = fc.oneof(
  anyString,
  fc.constantFrom('$int', '$bytes', '$$x', '__proto__', 'date', '$number'),
)

/** An observation of a kind the model knows or does not, with any fields and raw values. */
export const arbitraryObservation = (file: FileRef): fc.Arbitrary<Observation> =>
  fc.record({
    kind: fc.constantFrom('message', 'contact', 'kind-of-tomorrow'),
    at: arbitraryMoment,
    where: fc.record({
      file: fc.constant(file),
      place: fc.oneof(
        fc.record({
          table: anyString,
          rowid: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n })),
          state: fc.constantFrom('live' as const, 'superseded' as const),
          via: fc.constantFrom('live' as const, 'main' as const, 'commit:3' as const),
        }),
        fc.record({ offset: fc.nat(), length: fc.nat() }),
      ),
    }),
    fields: fc.record(
      {
        body: anyString,
        name: anyString,
        from: fc.record({ id: fc.option(anyString) }),
        to: fc.array(fc.record({ id: fc.option(anyString) }), { maxLength: 3 }),
        numbers: fc.array(anyString, { maxLength: 3 }),
        readAt: arbitraryMoment,
        answered: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    raw: fc.dictionary(arbitraryKey, arbitraryRawValue, { maxKeys: 5 }),
  }) as unknown as fc.Arbitrary<Observation>
