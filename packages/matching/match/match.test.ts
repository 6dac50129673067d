import { md5, type Pixels, pdq, sha256, textOfHashBytes } from '@manumit/hashing'
import {
  digestIndex,
  type HashIndex,
  linearIndex,
  matchDigest,
  matchPicture,
  multiIndex,
  type PictureQuery,
} from '@manumit/matching'
import { randomHashes } from '@manumit/testing'
import { describe, expect, it } from 'vitest'

const hashes = randomHashes(50, 11)
const textOf = (hash: Uint8Array): string => textOfHashBytes(hash)

function withFlips(hash: Uint8Array, bits: number): Uint8Array {
  const result = hash.slice()
  for (let bit = 0; bit < bits; bit++) result[bit % 32]! ^= 1 << (bit >> 5)
  return result
}

function bank(rows: readonly Uint8Array[], index: HashIndex = linearIndex()): HashIndex {
  for (const [entry, hash] of rows.entries()) index.add(entry, hash)
  return index
}

const query = (hash: Uint8Array, rest: Partial<PictureQuery> = {}): PictureQuery => ({
  kind: pdq,
  hashes: { original: textOf(hash) },
  quality: 90,
  ...rest,
})

describe('a picture against banks', () => {
  it('matches within the threshold of its kind, and says whose that is', () => {
    const near = matchPicture(query(withFlips(hashes[3]!, 31)), [{ bank: 'a', index: bank(hashes) }])
    expect(near).toEqual({
      outcome: 'matched',
      kind: 'pdq',
      quality: 90,
      minQuality: 50,
      variants: ['original'],
      searched: [{ bank: 'a', size: 50, threshold: { distance: 31, source: pdq.thresholdSource } }],
      matches: [
        {
          bank: 'a',
          entry: 3,
          kind: 'pdq',
          distance: 31,
          threshold: { distance: 31, source: pdq.thresholdSource },
          variant: 'original',
          quality: 90,
        },
      ],
    })
    const far = matchPicture(query(withFlips(hashes[3]!, 32)), [{ bank: 'a', index: bank(hashes) }])
    expect(far).toMatchObject({ outcome: 'no-match', matches: [], searched: [{ bank: 'a', size: 50 }] })
  })

  it('keeps to each bank’s own threshold, and orders by distance, bank and entry', () => {
    const strict = { distance: 4, source: 'the bank’s owner' }
    const index = bank([withFlips(hashes[0]!, 9), withFlips(hashes[0]!, 2), withFlips(hashes[0]!, 2)])
    const { matches } = matchPicture(query(hashes[0]!), [
      { bank: 'b', index },
      { bank: 'a', index, threshold: strict },
    ])
    expect(matches.map((match) => [match.bank, match.entry, match.distance])).toEqual([
      ['a', 1, 2],
      ['a', 2, 2],
      ['b', 1, 2],
      ['b', 2, 2],
      ['b', 0, 9],
    ])
    expect(matches[0]?.threshold).toEqual(strict)
  })

  it('says too little detail, and asks no bank, where the quality is below what the kind needs', () => {
    const banks = [{ bank: 'a', index: bank(hashes) }]
    expect(matchPicture(query(hashes[0]!, { quality: 49 }), banks)).toMatchObject({
      outcome: 'too-little-detail',
      quality: 49,
      minQuality: 50,
      searched: [],
      matches: [],
    })
    expect(matchPicture(query(hashes[0]!, { quality: 50 }), banks).outcome).toBe('matched')
  })

  it('does not take a quality that nobody knows for a low one', () => {
    const { outcome, matches } = matchPicture(query(hashes[0]!, { quality: null }), [
      { bank: 'a', index: bank(hashes) },
    ])
    expect(outcome).toBe('matched')
    expect(matches[0]?.quality).toBeNull()
  })

  it('names the orientation that comes closest, once for each entry', () => {
    const turned = query(hashes[1]!, {
      hashes: {
        original: textOf(hashes[1]!),
        flipX: textOf(withFlips(hashes[2]!, 5)),
        rotate90: textOf(withFlips(hashes[2]!, 3)),
        rotate180: textOf(withFlips(hashes[2]!, 3)),
      },
    })
    const { matches, variants } = matchPicture(turned, [{ bank: 'a', index: bank([hashes[2]!]) }])
    expect(matches.map(({ entry, variant, distance }) => [entry, variant, distance])).toEqual([
      [0, 'rotate90', 3],
    ])
    expect(variants).toEqual(['original', 'rotate90', 'rotate180', 'flipX'])
  })

  it('finds the really turned and the inverted picture by its hashes', () => {
    const picture = formulaPixels()
    const oriented = pdq.orientations({ pixels: picture })
    const mirrored = pdq.compute({ pixels: mirror(picture) })
    const inverted = pdq.compute({ pixels: { ...picture, data: picture.data.map((sample) => 255 - sample) } })
    if (!oriented.ok || !mirrored.ok || !inverted.ok) throw new Error('the formula gives a picture')
    const index = multiIndex()
    for (const [entry, value] of [mirrored.value, inverted.value].entries())
      index.add(entry, Uint8Array.from(Buffer.from(value.text, 'hex')))
    const { matches } = matchPicture({ kind: pdq, ...oriented.value, negative: true }, [{ bank: 'a', index }])
    expect(matches.map(({ entry, variant }) => [entry, variant]).sort()).toEqual([
      // Left and right changed about: a flip around the Y axis, as PDQ's reference names it.
      [0, 'flipY'],
      [1, 'negative'],
    ])
  })

  it('asks for nothing but what it is given', () => {
    const index = bank([withFlips(hashes[0]!, 0).map((byte) => byte ^ 0xff)])
    const banks = [{ bank: 'a', index }]
    expect(matchPicture(query(hashes[0]!), banks).outcome).toBe('no-match')
    expect(matchPicture(query(hashes[0]!, { negative: true }), banks).matches).toMatchObject([
      { entry: 0, variant: 'negative', distance: 0 },
    ])
    expect(matchPicture(query(hashes[0]!, { hashes: {} }), banks)).toMatchObject({
      outcome: 'no-match',
      variants: [],
    })
  })
})

describe('a digest against banks', () => {
  const texts = sha256.examples
  const index = digestIndex()
  index.add(4, texts[0]!)
  index.add(2, texts[0]!)
  index.add(3, texts[1]!)

  it('matches where it is equal, under each of its entries', () => {
    const found = matchDigest({ kind: sha256, hash: texts[0]! }, [{ bank: 'a', index }])
    expect(found).toMatchObject({ outcome: 'matched', quality: null, variants: [], searched: [{ size: 3 }] })
    expect(found.matches.map(({ entry, distance, variant }) => [entry, distance, variant])).toEqual([
      [2, 0, null],
      [4, 0, null],
    ])
    expect(found.matches[0]?.threshold).toEqual({ distance: 0, source: sha256.thresholdSource })
  })

  it('says what was asked where nothing is equal', () => {
    expect(
      matchDigest({ kind: md5, hash: '0'.repeat(32) }, [{ bank: 'a', index: digestIndex() }]),
    ).toMatchObject({
      outcome: 'no-match',
      kind: 'md5',
      searched: [{ bank: 'a', size: 0 }],
    })
  })

  it('is forgotten with its entry, and taken again', () => {
    const own = digestIndex()
    for (const digest of texts.slice(0, 2)) own.add(7, digest)
    own.add(8, texts[0]!)
    expect(own.size).toBe(3)
    expect(own.remove(7)).toBe(true)
    expect(own.remove(7)).toBe(false)
    expect([own.find(texts[0]!), own.find(texts[1]!), own.size]).toEqual([[8], [], 1])
    own.add(7, texts[1]!)
    expect(own.find(texts[1]!)).toEqual([7])
  })
})

function formulaPixels(): Pixels {
  const [width, height] = [96, 80]
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] =
        (128 + 60 * Math.sin(x / 5 + y / 17) + 50 * Math.cos((x * y) / 331) + (x % 13)) | 0
  return { width, height, channels: 1, data }
}

function mirror({ width, height, channels, data }: Pixels): Pixels {
  return {
    width,
    height,
    channels,
    data: data.map((_, at) => data[at - (at % width) + width - 1 - (at % width)]!),
  }
}
