import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startDigest } from '../block-digest.ts'
import { md5Algorithm } from './md5.ts'

it('equals node:crypto whatever the pieces it is fed', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
      const digest = startDigest(md5Algorithm)
      const oracle = createHash('md5')
      for (const piece of pieces) {
        digest.update(piece)
        oracle.update(piece)
      }
      expect(digest.hex()).toBe(oracle.digest('hex'))
    }),
  )
})

it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128])('pads a message of %i bytes', (length) => {
  const bytes = new Uint8Array(length).fill(0x5a)
  expect(startDigest(md5Algorithm).update(bytes).hex()).toBe(createHash('md5').update(bytes).digest('hex'))
})
