import { computePdq, computePdqDihedral, type Pixels, pdq } from '@manumit/hashing'
import { makePictureDecoder } from '@manumit/io'
import { describeShared, hashKernelSuite, sharedBytes, sharedJson } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { makePdqKernel, pdqKindWith } from './pdq-kernel.ts'

const kernel = makePdqKernel()

hashKernelSuite('the PDQ kernel', pdq, pdqKindWith(kernel))

function striped(width: number, height: number, channels: 1 | 3 = 3): Pixels {
  const data = new Uint8Array(width * height * channels)
  for (let i = 0; i < data.length; i += 1) data[i] = (i * 7 + (i >> 5) * 31 + ((i * i) >> 9)) & 255
  return { width, height, channels, data }
}

function expectSame(pixels: Pixels): void {
  expect(kernel.hash(pixels)).toEqual(computePdq(pixels))
  expect(kernel.dihedral(pixels)).toEqual(computePdqDihedral(pixels))
}

describe('the PDQ kernel', () => {
  // The box widths change at multiples of 128, bands at 8, vectors at 4, reduction at 512, skipping at 64.
  it('equals the reference where its loops begin, end and change', () => {
    for (const side of [4, 5, 7, 8, 9, 63, 64, 65, 127, 128, 129, 256, 257, 384, 385, 511, 512, 513])
      for (const channels of [1, 3] as const) {
        expectSame(striped(side, side, channels))
        expectSame(striped(side, 70, channels))
        expectSame(striped(70, side, channels))
      }
  })

  it('carries nothing over from one picture to the next', () => {
    const pictures = [
      striped(512, 512),
      striped(9, 300, 1),
      striped(300, 9),
      striped(64, 64),
      striped(2000, 6),
    ]
    const alone = pictures.map((picture) => makePdqKernel().hash(picture))
    expect(pictures.map((picture) => kernel.hash(picture))).toEqual(alone)
    expect([...pictures].reverse().map((picture) => kernel.hash(picture))).toEqual([...alone].reverse())
  })

  it('grows its memory for a very wide picture', () => {
    expectSame(striped(60_000, 5))
    expectSame(striped(3, 60_000, 1))
  })

  it('takes samples that are part of a larger buffer', () => {
    const picture = striped(100, 80)
    const larger = new Uint8Array(picture.data.length + 33)
    larger.set(picture.data, 33)
    expect(kernel.hash({ ...picture, data: larger.subarray(33) })).toEqual(kernel.hash(picture))
  })

  it('refuses as the reference does', () => {
    const kind = pdqKindWith(kernel)
    const short = { pixels: { width: 10, height: 10, channels: 3, data: new Uint8Array(5) } } as const
    expect(kind.compute(short)).toEqual(pdq.compute(short))
    expect(kind.orientations?.(short)).toEqual(pdq.orientations(short))
  })
})

interface PictureVector {
  readonly file: string
  readonly hash: string
  readonly quality: number
  readonly dihedral: Record<string, string>
}

describeShared('the PDQ kernel on the shared pictures', () => {
  const decode = makePictureDecoder()
  const vectors = () => sharedJson<PictureVector[]>('matching/pdq/pictures.json')

  it('gives the published hash, quality and orientations of each file', async () => {
    expect(vectors().length).toBeGreaterThan(20)
    for (const { file, hash, quality, dihedral } of vectors()) {
      const decoded = await decode(sharedBytes(`matching/pdq/${file}`))
      if (!decoded.ok) throw new Error(`${file}: ${decoded.error.code}`)
      const { pixels } = decoded.value
      expect(kernel.hash(pixels), file).toEqual(computePdq(pixels))
      expect(kernel.dihedral(pixels), file).toEqual(computePdqDihedral(pixels))
      // Turning inks into light is a choice of the decoder: the reference project allows 10 bits.
      if (file.includes('CMYK')) expect(pdq.distance(kernel.hash(pixels).text, hash)).toBeLessThanOrEqual(10)
      else {
        expect(kernel.hash(pixels), file).toEqual({ text: hash, quality })
        expect(kernel.dihedral(pixels).hashes, file).toEqual(dihedral)
      }
    }
  })
})
