import { computePdq, computePdqDihedral, distanceOfHex } from '@manumit/hashing'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { editPicture, edits } from './edits.ts'
import { makePicture, scenes } from './picture.ts'

const THRESHOLD = 31
const LEAST_QUALITY = 50
const LEAST_APART = 60

async function pixelsOf(file: Uint8Array) {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    channels: info.channels === 1 ? 1 : 3,
    data: new Uint8Array(data),
  } as const
}

// The edits are tried on one picture of each kind of content; the demonstration's own copies are measured in its test.
const originals = ['suspension-bridge', 'teapot', 'windmill']

const names = Object.keys(scenes)
const files = new Map<string, Uint8Array>()
const turned = new Map<string, readonly string[]>()
const hashes = new Map<string, { text: string; quality: number }>()

beforeAll(async () => {
  for (const scene of names) {
    const file = await makePicture({ scene })
    files.set(scene, file)
    const pixels = await pixelsOf(file)
    hashes.set(scene, computePdq(pixels))
    if (originals.includes(scene)) turned.set(scene, Object.values(computePdqDihedral(pixels).hashes))
  }
})

describe('the scenes', () => {
  it('are at least twelve, each with enough in it to be hashed', () => {
    expect(names.length).toBeGreaterThanOrEqual(12)
    expect(names.filter((name) => hashes.get(name)!.quality < LEAST_QUALITY)).toEqual([])
  })

  it('lie far apart', () => {
    const near = names.flatMap((a) =>
      names
        .filter((b) => a < b && distanceOfHex(hashes.get(a)!.text, hashes.get(b)!.text) <= LEAST_APART)
        .map((b) => `${a} ${b}`),
    )
    expect(near).toEqual([])
  })

  it('have the same bytes for the same seed and other bytes for another', async () => {
    const again = await makePicture({ scene: 'mountains' })
    const other = await makePicture({ scene: 'mountains', seed: 'other' })
    expect(Buffer.from(again).equals(files.get('mountains')!)).toBe(true)
    expect(Buffer.from(other).equals(again)).toBe(false)
  })

  it('come as JPEG, PNG and WebP of the size asked for', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const made = await sharp(
        await makePicture({ scene: 'tiles', width: 320, height: 200, format }),
      ).metadata()
      expect(made).toMatchObject({ format, width: 320, height: 200 })
    }
  })
})

describe('the edits', () => {
  it.each(Object.keys(edits) as (keyof typeof edits)[])('%s reaches as far as it says', async (edit) => {
    const { reach } = edits[edit]
    for (const scene of originals) {
      const copy = computePdq(await pixelsOf(await editPicture(files.get(scene)!, edit)))
      const plain = distanceOfHex(copy.text, hashes.get(scene)!.text)
      const nearest = Math.min(...turned.get(scene)!.map((hash) => distanceOfHex(hash, copy.text)))
      const found = plain <= THRESHOLD ? 'plain' : nearest <= THRESHOLD ? 'orientations' : 'none'
      expect(`${scene}: ${found}`).toBe(`${scene}: ${reach}`)
    }
  })
})
