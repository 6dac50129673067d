import { readMutations } from '@manumit/testing/mutations'
import { hasSharedData, sharedBytes } from '@manumit/testing/shared-data'
import { build, buildBinary } from 'plist'
import { expect, it } from 'vitest'
import { locateInBinaryPlist } from './binary.ts'
import { unarchive } from './keyed-archive.ts'
import { readPlist } from './plist.ts'
import { array, binaryPlist, dict, text } from './recipe.ts'

it('ends on any bent property list without throwing', () => {
  const value = { list: ['a', 1, true, 2.5, { deep: ['b'] }], text: 'bridge & 橋' } as never
  const made = [
    buildBinary(value),
    new TextEncoder().encode(build(value)),
    binaryPlist({ objects: [dict([1], [2]), text('key'), array(3, 2), text('value')] }),
  ]
  const real = hasSharedData
    ? ['NSKeyedArchiver', 'History', 'com.apple.security.KCN'].map((name) =>
        sharedBytes(`phone/plaso/plist/${name}.plist`),
      )
    : []
  const count = readMutations([...made, ...real], (bytes) => {
    const reading = readPlist(bytes)
    unarchive(reading.value)
    locateInBinaryPlist(bytes, ['key', 0])
    // The whole can be walked: neither cyclic nor endless.
    expect(typeof JSON.stringify(reading.value, (_, v) => (typeof v === 'bigint' ? String(v) : v))).toBe(
      'string',
    )
  })
  expect(count).toBeGreaterThan(20)
})
