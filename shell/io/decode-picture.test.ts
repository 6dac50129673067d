import { pdq } from '@manumit/hashing'
import { describeShared, sha256Hex, sharedBytes, sharedJson, suiteRuns } from '@manumit/testing'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type DecodedPicture, makePictureDecoder } from './decode-picture.ts'

const decode = makePictureDecoder()

async function decoded(bytes: Uint8Array, options = {}): Promise<DecodedPicture> {
  const result = await decode(bytes, options)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Four pixels by two of plain colours, as a sharp picture to be written in some format. */
const samples = Uint8Array.from({ length: 4 * 2 * 3 }, (_, i) => (i * 29) % 256)
const drawn = () => sharp(samples, { raw: { width: 4, height: 2, channels: 3 } })

describe('decoding a picture', () => {
  it('gives the samples of a lossless file as they are', async () => {
    for (const file of [
      drawn().png(),
      drawn().webp({ lossless: true }),
      drawn().tiff({ compression: 'lzw' }),
    ]) {
      const picture = await decoded(await file.toBuffer())
      expect(picture.pixels).toEqual({ width: 4, height: 2, channels: 3, data: samples })
      expect(picture.issues).toEqual([])
    }
  })

  it('gives grey as three equal channels', async () => {
    const grey = sharp(Uint8Array.of(0, 100, 200, 255), { raw: { width: 4, height: 1, channels: 1 } })
    const picture = await decoded(await grey.toColourspace('b-w').png().toBuffer())
    expect([...picture.pixels.data]).toEqual([0, 0, 0, 100, 100, 100, 200, 200, 200, 255, 255, 255])
  })

  it('takes the high byte of 16 bits', async () => {
    const deep = Uint16Array.of(0, 255, 256, 511, 0x8000, 0xffff)
    const bytes = await sharp(deep, { raw: { width: 2, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    expect([...(await decoded(bytes)).pixels.data]).toEqual([0, 0, 1, 1, 128, 255])
  })

  it('drops alpha and keeps the colour under it', async () => {
    const clear = Uint8Array.of(10, 20, 30, 0, 40, 50, 60, 128)
    const bytes = await sharp(clear, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer()
    expect([...(await decoded(bytes)).pixels.data]).toEqual([10, 20, 30, 40, 50, 60])
  })

  it('expands a palette to its colours', async () => {
    const bytes = await drawn().png({ palette: true, colours: 16, dither: 0 }).toBuffer()
    expect((await sharp(bytes).metadata()).isPalette).toBe(true)
    const { data } = (await decoded(bytes)).pixels
    for (let i = 0; i < data.length; i += 1) expect(Math.abs(data[i]! - samples[i]!)).toBeLessThan(16)
  })

  it('ignores EXIF orientation', async () => {
    const bytes = await drawn().withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer()
    expect((await sharp(bytes).metadata()).orientation).toBe(6)
    expect((await decoded(bytes)).pixels).toEqual({ width: 4, height: 2, channels: 3, data: samples })
  })

  it('ignores an embedded colour profile', async () => {
    const bytes = await drawn().png().keepIccProfile().withIccProfile('p3').toBuffer()
    const without = await sharp(bytes).metadata()
    expect(without.icc).toBeDefined()
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    expect(Buffer.compare((await decoded(bytes)).pixels.data, stored)).toBe(0)
  })

  it('takes the first frame of an animation and says that there are more', async () => {
    const frames = Buffer.concat([Buffer.alloc(300, 10), Buffer.alloc(300, 200)])
    const bytes = await sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const { pixels, issues } = await decoded(bytes)
    expect([pixels.width, pixels.height]).toEqual([10, 10])
    expect(Math.max(...pixels.data)).toBeLessThan(20)
    expect(issues).toMatchObject([{ code: 'E_PICTURE_FRAMES', data: { format: 'gif', frames: 2 } }])
  })
})

describe('decoding what is damaged, hostile or no picture', () => {
  const noisy = (side: number) =>
    sharp(
      Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * i * 7) >> 4),
      {
        raw: { width: side, height: side, channels: 3 },
      },
    )

  it('gives what it can of a file cut short, with an issue', async () => {
    for (const file of [noisy(200).jpeg(), noisy(200).png()]) {
      const bytes = await file.toBuffer()
      const { pixels, issues } = await decoded(bytes.subarray(0, bytes.length / 2))
      expect([pixels.width, pixels.height]).toEqual([200, 200])
      expect(issues).toMatchObject([{ code: 'E_PICTURE_TORN', severity: 'warning' }])
    }
  })

  it('refuses bytes that are no picture, and text formats that could be programs', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from('hello'),
      Buffer.from(svg),
      Buffer.from(`\n<?xml?>${svg}`),
    ])
      expect(await decode(bytes)).toEqual({ ok: false, error: { code: 'E_PICTURE_FORMAT' } })
  })

  it('refuses a header with nothing behind it', async () => {
    const header = (await drawn().jpeg().toBuffer()).subarray(0, 8)
    expect(await decode(header)).toMatchObject({ ok: false, error: { code: 'E_PICTURE_UNREADABLE' } })
  })

  it('refuses a picture that claims more pixels than allowed, before decoding it', async () => {
    const flat = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: 'black' } })
      .png()
      .toBuffer()
    expect(await decode(flat, { maxPixels: 5_999_999 })).toEqual({
      ok: false,
      error: { code: 'E_PICTURE_TOO_LARGE', data: { width: 3000, height: 2000, limit: 5_999_999 } },
    })
    expect((await decode(flat, { maxPixels: 6_000_000 })).ok).toBe(true)
  })

  it('never throws, wherever a file is cut or changed', async () => {
    const files = await Promise.all(
      [
        noisy(24).jpeg(),
        noisy(24).png(),
        noisy(24).webp(),
        noisy(24).gif(),
        noisy(24).tiff(),
        noisy(24).avif(),
      ].map((file) => file.toBuffer()),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        async (file, part, changes) => {
          const bytes = Uint8Array.from(file.subarray(0, Math.ceil(part * file.length)))
          for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
          const result = await decode(bytes)
          if (!result.ok) expect(result.error.code).toMatch(/^E_PICTURE_/)
          else {
            const { width, height, data } = result.value.pixels
            expect(data.length).toBe(width * height * 3)
          }
        },
      ),
      { numRuns: suiteRuns(100) },
    )
  })
})

interface PictureVector {
  readonly file: string
  readonly width: number
  readonly height: number
  readonly rgb_sha256: string
  readonly hash: string
}

describeShared('decoding the shared pictures', () => {
  const vectors = sharedJson<PictureVector[]>('matching/pdq/pictures.json')

  it.for(vectors)('gives the published bytes of $file', async ({ file, width, height, rgb_sha256, hash }) => {
    const { pixels, issues } = await decoded(sharedBytes(`matching/pdq/${file}`))
    expect([pixels.width, pixels.height, issues]).toEqual([width, height, []])
    // Turning inks into light is a choice of the decoder; that picture's hash may lie up to 10 bits off.
    if (file.includes('CMYK')) expect(distanceTo(hash, pixels)).toBeLessThanOrEqual(10)
    else expect(sha256Hex(pixels.data)).toBe(rgb_sha256)
  })

  it('drifts by no more than 10 bits when shrunk on load', async () => {
    const large = vectors.filter(({ width, height }) => Math.min(width, height) >= 1024)
    expect(large.length).toBeGreaterThan(0)
    for (const { file, hash } of large) {
      const shrunk = await decoded(sharedBytes(`matching/pdq/${file}`), { shrinkOnLoad: true })
      expect(shrunk.pixels.width).toBeLessThan(shrunk.width)
      expect(Math.min(shrunk.pixels.width, shrunk.pixels.height)).toBeGreaterThanOrEqual(512)
      expect(distanceTo(hash, shrunk.pixels)).toBeLessThanOrEqual(10)
    }
  })
})

function distanceTo(hash: string, pixels: DecodedPicture['pixels']): number {
  const value = pdq.compute({ pixels })
  if (!value.ok) throw new Error(value.error.code)
  return pdq.distance(value.value.text, hash)
}
