import { describeShared, sharedJson } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { formulaPicture } from '../formula-picture.ts'
import { orientations, type Pixels } from '../hash-kind.ts'
import { computePdq, computePdqDihedral, pdqStages } from './compute.ts'
import { parsePdq, pdq } from './pdq.ts'

const noise = (width: number, height: number, channels: 1 | 3 = 3): Pixels =>
  formulaPicture({ formula: 'noise', width, height, channels, parameters: { seed: 7 } })

describe('PDQ', () => {
  it('gives a picture with a side below 5 the zero hash and quality 0', () => {
    for (const [width, height] of [
      [4, 300],
      [300, 4],
      [1, 1],
      [0, 0],
    ] as const) {
      expect(computePdq(noise(width, height))).toEqual({ text: '0'.repeat(64), quality: 0 })
      expect(computePdqDihedral(noise(width, height)).quality).toBe(0)
    }
  })

  it('widens a picture that is thin but long enough to be reduced, and so hashes it', () => {
    expect(computePdq(noise(4, 600)).quality).toBeGreaterThan(0)
  })

  it('skips the filter at 64 × 64 for the plain hash only', () => {
    const picture = noise(64, 64)
    const luma = pdqStages(picture)?.luma.values
    expect(pdqStages(picture)?.samples).toEqual(luma)
    // A box of one sample would change nothing, were it not for the drift of the running sums.
    expect(pdqStages(picture, { filtersAt64: true })?.samples).not.toEqual(luma)
    expect(pdqStages(noise(64, 65))?.samples).toEqual(
      pdqStages(noise(64, 65), { filtersAt64: true })?.samples,
    )
  })

  it('gives the negative of a picture the complement of its hash', () => {
    const picture = noise(200, 150)
    const negative = { ...picture, data: picture.data.map((sample) => 255 - sample) }
    expect(pdq.distance(computePdq(picture).text, computePdq(negative).text)).toBeGreaterThanOrEqual(225)
  })

  it('gives a flat picture quality 0, so that nobody matches by it', () => {
    const flat = { width: 100, height: 100, channels: 1, data: new Uint8Array(10_000).fill(128) } as const
    expect(computePdq(flat).quality).toBe(0)
  })

  it('derives orientations that undo each other', () => {
    const { hashes } = computePdqDihedral(noise(512, 512))
    expect(new Set(Object.values(hashes)).size).toBe(orientations.length)
    expect(Object.keys(hashes)).toEqual([...orientations])
  })

  it('leaves the picture it is given as it was', () => {
    const picture = noise(700, 300)
    const before = picture.data.slice()
    computePdqDihedral(picture)
    expect(picture.data).toEqual(before)
  })

  it('names what it refuses', () => {
    expect(parsePdq('f'.repeat(63))).toEqual({
      ok: false,
      error: { code: 'E_HASH_TEXT', data: { kind: 'pdq', digits: 64 } },
    })
  })
})

interface FormulaVector {
  readonly id: string
  readonly kind: string
  readonly hash: string
  readonly quality: number
  readonly dihedral: Record<string, string>
}

describeShared('PDQ on the shared formula pictures', () => {
  it('agrees with every vector, all orientations included', () => {
    const { vectors } = sharedJson<{ vectors: FormulaVector[] }>('matching/pdq/buffers.json')
    expect(vectors.length).toBeGreaterThan(0)
    for (const vector of vectors) {
      const pixels = formulaPicture({ ...vector, formula: vector.kind } as never)
      expect({ id: vector.id, ...computePdq(pixels) }).toEqual({
        id: vector.id,
        text: vector.hash,
        quality: vector.quality,
      })
      expect(computePdqDihedral(pixels).hashes).toEqual(vector.dihedral)
    }
  })

  it('refuses and accepts the texts it should', () => {
    const texts = sharedJson<{ must_be_refused: string[]; may_be_accepted_and_lowered: string[] }>(
      'matching/pdq/text-and-distance.json',
    )
    for (const text of texts.must_be_refused) expect(parsePdq(text).ok).toBe(false)
    for (const text of texts.may_be_accepted_and_lowered)
      expect(parsePdq(text)).toEqual({ ok: true, value: text.toLowerCase() })
  })
})
