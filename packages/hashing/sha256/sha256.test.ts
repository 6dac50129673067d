import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startDigest } from '../block-digest.ts'
import { sha256Algorithm } from './sha256.ts'

it('equals node:crypto whatever the pieces it is fed', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
      const digest = startDigest(sha256Algorithm)
      const oracle = createHash('sha256')
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
  expect(startDigest(sha256Algorithm).update(bytes).hex()).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  )
})
