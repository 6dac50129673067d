import { sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes, sharedJson } from '@manumit/testing/shared-data'
import exifr from 'exifr'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exifTag, gpsPosition, rationalsOf, readExif } from './exif.ts'
import { type DirectoryRecipe, heif, jpeg, png, type TagRecipe, tiff, webp } from './recipe.ts'

const read = (bytes: Uint8Array) => readExif(sourceOfBytes(bytes))
const codes = (bytes: Uint8Array) => read(bytes).issues.map((i) => i.code)

const gps = (south = false): DirectoryRecipe => ({
  tags: [
    [1, 2, south ? 'S' : 'N'],
    [2, 5, [1, 1, 30, 1, 900, 100]],
    [3, 2, south ? 'W' : 'E'],
    [4, 5, [2, 1, 15, 1, 0, 1]],
    [5, 1, [south ? 1 : 0]],
    [6, 5, [25, 2]],
  ],
})
const exif: DirectoryRecipe = {
  tags: [
    [0x9003, 2, '2026:05:02 10:04:00'],
    [0x9204, 10, [-1, 3]],
    [0x9286, 7, [1, 2, 3, 4, 5]],
    [0xfde8, 3, [7]],
  ],
}
const root = (south = false): DirectoryRecipe => ({
  tags: [
    [0x010f, 2, 'Invented Works'],
    [0x0110, 2, 'Ab'],
    [0x0112, 3, [6]],
    [0x8769, 4, exif],
    [0x8825, 4, gps(south)],
  ],
})

const files: readonly [string, (block: Uint8Array) => Uint8Array][] = [
  ['jpeg', jpeg],
  ['png', png],
  ['webp', webp],
  ['heif', heif],
  ['heif', (block) => heif(block, { inIdat: true, brand: 'avif' })],
]

describe('readExif', () => {
  it.each(files)('reads tags, places and size from %s in both byte orders', (container, wrap) => {
    for (const little of [true, false]) {
      const bytes = wrap(tiff(root(), { little }))
      const { value, issues } = read(bytes)
      expect(issues).toEqual([])
      expect(value).toMatchObject({ container, widthPixels: 640, heightPixels: 480 })
      const tags = value!.tags
      const make = exifTag(tags, 'ifd0', 'Make')!
      expect(make).toMatchObject({ tag: 0x010f, type: 'ascii', count: 15, value: 'Invented Works' })
      const stored = bytes.subarray(make.range!.offset, make.range!.offset + make.range!.length)
      expect(new TextDecoder().decode(stored)).toBe('Invented Works\0')
      const model = exifTag(tags, 'ifd0', 'Model')!
      expect(model).toMatchObject({ value: 'Ab', range: { length: 3 } })
      expect(bytes[model.range!.offset]).toBe(0x41)
      expect(exifTag(tags, 'ifd0', 'Orientation')!.value).toEqual([6])
      expect(exifTag(tags, 'exif', 'ExposureBiasValue')!.value).toEqual([{ numerator: -1, denominator: 3 }])
      expect(exifTag(tags, 'exif', 'UserComment')!.value).toEqual(Uint8Array.of(1, 2, 3, 4, 5))
      expect(tags.find((tag) => tag.tag === 0xfde8)).toMatchObject({ ifd: 'exif', name: null, value: [7] })
      expect(gpsPosition(tags)).toEqual({
        value: { latitude: 1.5025, longitude: 2.25, altitudeMetres: 12.5 },
        issues: [],
      })
    }
  })

  it('reads a TIFF file itself, with its size from its tags', () => {
    const block = tiff({
      tags: [
        [0x0100, 4, [300]],
        [0x0101, 3, [200]],
        [0x8769, 4, exif],
      ],
    })
    expect(read(block)).toMatchObject({
      issues: [],
      value: { container: 'tiff', widthPixels: 300, heightPixels: 200 },
    })
  })

  it('reads a HEIF item that is cut in pieces, without places it cannot name', () => {
    const { value, issues } = read(heif(tiff(root()), { pieces: 3 }))
    expect(issues).toEqual([])
    expect(exifTag(value!.tags, 'ifd0', 'Make')).toMatchObject({ value: 'Invented Works', range: null })
  })

  it('signs positions by their references', () => {
    expect(gpsPosition(read(jpeg(tiff(root(true)))).value!.tags).value).toEqual({
      latitude: -1.5025,
      longitude: -2.25,
      altitudeMetres: -12.5,
    })
  })

  it.each<[string, TagRecipe[]]>([
    [
      'a denominator of 0',
      [
        [1, 2, 'N'],
        [2, 5, [1, 0, 0, 1, 0, 1]],
        [3, 2, 'E'],
        [4, 5, [1, 1, 0, 1, 0, 1]],
      ],
    ],
    [
      'a latitude over 90',
      [
        [1, 2, 'N'],
        [2, 5, [91, 1, 0, 1, 0, 1]],
        [3, 2, 'E'],
        [4, 5, [1, 1, 0, 1, 0, 1]],
      ],
    ],
    [
      'a reference that is none',
      [
        [1, 2, 'Q'],
        [2, 5, [1, 1, 0, 1, 0, 1]],
        [3, 2, 'E'],
        [4, 5, [1, 1, 0, 1, 0, 1]],
      ],
    ],
    [
      'an absent reference',
      [
        [2, 5, [1, 1, 0, 1, 0, 1]],
        [3, 2, 'E'],
        [4, 5, [1, 1, 0, 1, 0, 1]],
      ],
    ],
    [
      'two parts instead of three',
      [
        [1, 2, 'N'],
        [2, 5, [1, 1, 0, 1]],
        [3, 2, 'E'],
        [4, 5, [1, 1, 0, 1, 0, 1]],
      ],
    ],
  ])('makes no position of %s', (_, tags) => {
    const { value } = read(jpeg(tiff({ tags: [[0x8825, 4, { tags }]] })))
    const position = gpsPosition(value!.tags)
    expect(position.value).toBeNull()
    expect(position.issues.map((i) => i.code)).toEqual(['E_EXIF_GPS'])
    expect(exifTag(value!.tags, 'gps', 'GPSLatitude')!.value).not.toBeNull()
  })

  it('names a long value by its length', () => {
    const block = tiff({ tags: [[0x927c, 7, new Array(100).fill(5)]] })
    expect(read(block).value!.tags[0]).toMatchObject({ value: { blobBytes: 100 }, range: { length: 100 } })
  })

  it.each<[string, Uint8Array, string]>([
    ['a directory that leads back to itself', tiff({ tags: [[0x8769, 4, [8]]] }), 'E_EXIF_CYCLE'],
    ['a chain that leads back', tiff({ tags: [[0x0112, 3, [1]]] }, { next: 8 }), 'E_EXIF_CYCLE'],
    [
      'a value outside the block',
      tiff({
        tags: [
          [0x0112, 4, [1]],
          [0x8769, 4, [60_000]],
        ],
      }),
      'E_EXIF_DIRECTORY',
    ],
    ['an unknown type', tiff({ tags: [[0x0112, 99, [1]]] }), 'E_EXIF_TYPE'],
    ['text that is no UTF-8', tiff({ tags: [[0x010f, 2, [0xe9, 0]]] }), 'E_EXIF_TEXT'],
    ['a block that is none', jpeg(new Uint8Array(20)), 'E_EXIF_TIFF'],
    ['bytes that are no picture', new TextEncoder().encode('SQLite format 3'), 'E_PICTURE_UNKNOWN'],
    [
      'a second block of EXIF',
      Uint8Array.from([...jpeg(tiff(root())).subarray(0, -20), ...jpeg(tiff(root())).subarray(8)]),
      'E_EXIF_SEVERAL',
    ],
  ])('reports %s', (_, bytes, code) => {
    expect(codes(bytes)).toContain(code)
  })

  it('reports a value that would lie outside the block', () => {
    const block = tiff({ tags: [[0x010f, 2, 'Invented Works']] })
    expect(codes(block.subarray(0, block.length - 3))).toEqual(['E_EXIF_RANGE'])
  })

  it.each(files)('never throws and ends, wherever a %s ends', (_, wrap) => {
    const whole = wrap(tiff(root()))
    for (let end = 0; end < whole.length; end++) {
      const { value } = read(whole.subarray(0, end))
      if (value) gpsPosition(value.tags)
    }
    expect(read(whole.subarray(0, whole.length >> 1)).issues.length).toBeGreaterThan(0)
  })

  it('agrees with an independent reader on any tags', async () => {
    const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ]{0,30}[A-Za-z0-9]$/)
    const part = fc.tuple(fc.nat(89), fc.nat(59), fc.nat(5_999))
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        text,
        fc.integer({ min: 1, max: 8 }),
        part,
        part,
        async (little, make, turn, n, e) => {
          const place = (p: readonly number[]) => [p[0]!, 1, p[1]!, 1, p[2]!, 100]
          const block = tiff(
            {
              tags: [
                [0x010f, 2, make],
                [0x0112, 3, [turn]],
                [
                  0x8825,
                  4,
                  {
                    tags: [
                      [1, 2, 'S'],
                      [2, 5, place(n)],
                      [3, 2, 'W'],
                      [4, 5, place(e)],
                    ],
                  },
                ],
              ],
            },
            { little },
          )
          const bytes = jpeg(block)
          const theirs = await exifr.parse(Buffer.from(bytes), { translateValues: false, gps: true })
          const { value, issues } = read(bytes)
          expect(issues).toEqual([])
          const position = gpsPosition(value!.tags).value!
          expect(position.latitude).toBeCloseTo(theirs.latitude, 9)
          expect(position.longitude).toBeCloseTo(theirs.longitude, 9)
          expect(exifTag(value!.tags, 'ifd0', 'Make')!.value).toBe(theirs.Make)
          expect(exifTag(value!.tags, 'ifd0', 'Orientation')!.value).toEqual([theirs.Orientation])
        },
      ),
      { numRuns: process.env.CI ? 300 : 50 },
    )
  })
})

describeShared('pictures of real phones', () => {
  interface Expected {
    readonly images: readonly Record<string, string | number>[]
  }

  it('gives the values another tool was recorded to give', () => {
    const { images } = sharedJson<Expected>('phone/expected/exif.json')
    expect(images.length).toBeGreaterThan(0)
    for (const expected of images) {
      const { value, issues } = read(sharedBytes(`phone/exifr/${expected.SourceFile}`))
      expect(issues).toEqual([])
      const tags = value!.tags
      const text = (name: string) => exifTag(tags, 'ifd0', name)?.value ?? exifTag(tags, 'exif', name)?.value
      const position = gpsPosition(tags).value!
      expect(position.latitude).toBeCloseTo(Number(expected.GPSLatitude), 9)
      expect(position.longitude).toBeCloseTo(Number(expected.GPSLongitude), 9)
      expect(position.altitudeMetres).toBeCloseTo(Number(expected.GPSAltitude), 6)
      expect(text('DateTimeOriginal')).toBe(expected.DateTimeOriginal)
      expect(text('DateTimeDigitized')).toBe(expected.CreateDate)
      expect(text('OffsetTimeOriginal')).toBe(expected.OffsetTimeOriginal)
      expect([text('Make'), text('Model'), text('Orientation')]).toEqual([
        expected.Make,
        expected.Model,
        [expected.Orientation],
      ])
      expect([value!.widthPixels, value!.heightPixels]).toEqual([expected.ImageWidth, expected.ImageHeight])
      const time = exifTag(tags, 'gps', 'GPSTimeStamp')
      const clock =
        time &&
        rationalsOf(time)!
          .map((n) => String(n).padStart(2, '0'))
          .join(':')
      if (expected.GPSDateTime)
        expect(`${exifTag(tags, 'gps', 'GPSDateStamp')!.value} ${clock}Z`).toBe(expected.GPSDateTime)
    }
  })

  it('names the bytes each value rests on', () => {
    for (const name of ['IMG_20180725_163423-tiny.jpg', 'heic-iphone7.heic']) {
      const bytes = sharedBytes(`phone/exifr/${name}`)
      const texts = read(bytes).value!.tags.filter((tag) => tag.type === 'ascii')
      expect(texts.length).toBeGreaterThan(5)
      for (const { range, value } of texts) {
        const stored = new TextDecoder().decode(bytes.subarray(range!.offset, range!.offset + range!.length))
        expect(stored.replace(/\0+$/, '')).toBe(value)
      }
    }
  })
})
