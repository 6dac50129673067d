import { sourceOfBytes } from '@manumit/base'
import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { heif, jpeg, tiff } from './exif/recipe.ts'
import { readGzipHeader } from './gzip.ts'
import { recognise } from './magic.ts'
import { member, tar } from './tar-recipe.ts'

it('gives any bytes a type and a reason, and reads any bent gzip header', () => {
  const block = tiff({ tags: [[0x0112, 3, [1]]] })
  const gzip = Uint8Array.from([
    0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, 0x61, 0, 0x62, 0, 0, 0, 3, 0,
  ])
  const text = new TextEncoder().encode('<?xml version="1.0"?><!-- a --><plist><true/></plist>')
  const samples = [jpeg(block), heif(block), tar(member({ name: 'a' })), text, gzip]
  const count = readMutations(samples, (bytes) => {
    const source = sourceOfBytes(bytes)
    const { type, reason } = recognise(source)
    expect(reason.length, type).toBeGreaterThan(8)
    expect(readGzipHeader(source).value?.deflateOffset ?? 0).toBeLessThanOrEqual(bytes.length)
  })
  expect(count).toBeGreaterThan(100)
})
