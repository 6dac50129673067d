import { sourceOfBytes } from '@manumit/base'
import { readMutations } from '@manumit/testing/mutations'
import { hasSharedData, sharedBytes } from '@manumit/testing/shared-data'
import { expect, it } from 'vitest'
import { gpsPosition, readExif } from './exif.ts'
import { heif, jpeg, png, tiff, webp } from './recipe.ts'

it('ends on any bent picture file without throwing', () => {
  const block = tiff({
    tags: [
      [0x010f, 2, 'Invented Works'],
      [0x8769, 4, { tags: [[0x9003, 2, '2026:05:02 10:04:00']] }],
      [
        0x8825,
        4,
        {
          tags: [
            [1, 2, 'N'],
            [2, 5, [1, 1, 2, 1, 3, 1]],
            [3, 2, 'E'],
            [4, 5, [1, 1, 2, 1, 3, 1]],
          ],
        },
      ],
    ],
  })
  const real = hasSharedData
    ? [
        sharedBytes('phone/exifr/IMG_20180725_163423-tiny.jpg').subarray(0, 30_000),
        sharedBytes('phone/exifr/heic-iphone7.heic').subarray(0, 8_000),
      ]
    : []
  const samples = [
    block,
    jpeg(block),
    png(block),
    webp(block),
    heif(block),
    heif(block, { pieces: 2 }),
    ...real,
  ]
  const count = readMutations(samples, (bytes) => {
    const { value } = readExif(sourceOfBytes(bytes))
    if (value) gpsPosition(value.tags)
    for (const tag of value?.tags ?? [])
      if (tag.range) expect(tag.range.offset + tag.range.length).toBeLessThanOrEqual(bytes.length)
  })
  expect(count).toBeGreaterThan(50)
})
