// What it means to be a hash kind. Run over the whole registry, and over every kernel that stands in for a kind; a
// member's own test only adds its cases.

import { readdirSync, readFileSync } from 'node:fs'
import { checkVectors, type HashContent, type HashKind, hashBytesOf, textOfHashBytes } from '@manumit/hashing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const vectorFolder = new URL('../data/vectors/', import.meta.url)

/** Random cases: enough to catch a slip every time, more where there is time. */
export const suiteRuns = (usual: number): number => (process.env.CI ? usual * 10 : usual)

/** The shipped vector files, as parsed JSON, by name. */
export const shippedVectors = (): readonly (readonly [name: string, json: unknown])[] =>
  readdirSync(vectorFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, vectorFolder), 'utf8'))])

/** Asserts what every hash kind promises. */
export function hashKindSuite(kind: HashKind): void {
  describe(`hash kind ${kind.id}`, () => {
    const digits = kind.bits / 4
    const value = fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`))

    it('declares what others rely on', () => {
      expect(kind.id).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)*$/)
      expect(kind.bits % 8).toBe(0)
      expect(kind.defaultThreshold).toBeGreaterThanOrEqual(0)
      expect(kind.defaultThreshold).toBeLessThan(kind.bits)
      expect(kind.thresholdSource.length).toBeGreaterThan(10)
      expect(kind.examples.length).toBeGreaterThan(0)
    })

    it('reads its examples, and writes them back as they are', () => {
      for (const example of kind.examples) {
        expect(kind.parse(example)).toEqual({ ok: true, value: example })
        expect(textOfHashBytes(hashBytesOf(example))).toBe(example)
      }
    })

    it('reads upper case as the same value', () => {
      fc.assert(
        fc.property(value, (text) => {
          expect(kind.parse(text.toUpperCase())).toEqual({ ok: true, value: text })
        }),
      )
    })

    it('carries any value through bytes and back', () => {
      fc.assert(
        fc.property(value, (text) => {
          expect(textOfHashBytes(hashBytesOf(text))).toBe(text)
        }),
      )
    })

    it('refuses texts that are no value, and never repairs one', () => {
      const example = kind.examples[0]!
      const broken = [
        '',
        example.slice(1),
        `${example}0`,
        ` ${example.slice(1)}`,
        `${example}\n`,
        `g${example.slice(1)}`,
        `0x${example.slice(2)}`,
        // Lower-cases to two code units; a length taken too late would let it pass.
        `İ${example.slice(1)}`,
        // A full-width digit is a digit to some parsers.
        `０${example.slice(1)}`,
      ]
      for (const text of broken)
        expect(kind.parse(text), JSON.stringify(text)).toMatchObject({
          ok: false,
          error: { code: 'E_HASH_TEXT' },
        })
      fc.assert(
        fc.property(fc.string(), (text) => {
          const isValue = text.length === digits && /^[0-9a-fA-F]*$/.test(text)
          expect(kind.parse(text).ok).toBe(isValue)
        }),
      )
    })

    it('has a distance that is a metric within 0 … bits', () => {
      fc.assert(
        fc.property(value, value, value, (a, b, c) => {
          expect(kind.distance(a, a)).toBe(0)
          expect(kind.distance(a, b)).toBe(kind.distance(b, a))
          expect(kind.distance(a, b) === 0).toBe(a === b)
          expect(kind.distance(a, b)).toBeLessThanOrEqual(kind.bits)
          expect(kind.distance(a, c)).toBeLessThanOrEqual(kind.distance(a, b) + kind.distance(b, c))
        }),
      )
    })

    it('counts each differing bit once, wherever it stands', () => {
      const zero = '0'.repeat(digits)
      for (let bit = 0; bit < kind.bits; bit += 1) {
        const bytes = hashBytesOf(zero)
        bytes[bit >> 3] = 0x80 >> (bit & 7)
        expect(kind.distance(zero, textOfHashBytes(bytes))).toBe(1)
      }
      expect(kind.distance(zero, 'f'.repeat(digits))).toBe(kind.bits)
    })

    it('computes a value that it can read itself, the same each time', () => {
      fc.assert(
        fc.property(contentsOf(kind), (content) => {
          const first = kind.compute(content)
          if (!first.ok) throw new Error(first.error.code)
          expect(kind.parse(first.value.text)).toEqual({ ok: true, value: first.value.text })
          expect(kind.compute(content)).toEqual(first)
        }),
        { numRuns: suiteRuns(20) },
      )
    })

    it('refuses the wrong content', () => {
      const wrong: HashContent =
        kind.content === 'pixels'
          ? { bytes: new Uint8Array(3) }
          : { pixels: { width: 1, height: 1, channels: 3, data: new Uint8Array(3) } }
      for (const result of [kind.compute(wrong), kind.orientations?.(wrong), kind.trace?.(wrong)])
        if (result) expect(result).toMatchObject({ ok: false, error: { code: 'E_HASH_CONTENT' } })
    })

    if (kind.content === 'pixels')
      it('refuses a picture whose samples do not fill it exactly', () => {
        for (const [width, length] of [
          [10, 299],
          [10, 301],
          [-10, 300],
          [9.5, 285],
          [Number.NaN, 0],
        ] as const) {
          const content = {
            pixels: { width, height: 10, channels: 3, data: new Uint8Array(length) },
          } as const
          expect(kind.compute(content)).toMatchObject({ ok: false, error: { code: 'E_HASH_PIXELS' } })
        }
      })

    vectorSuite(kind)
  })
}

/** Asserts that a kernel, as the kind it stands in for, gives the reference's values and meets the same vectors. */
export function hashKernelSuite(name: string, reference: HashKind, kernel: HashKind): void {
  describe(`${name} equals the reference of ${reference.id}`, () => {
    it('keeps everything about the kind but its computation', () => {
      const described = ({ compute: _c, orientations: _o, trace: _t, ...kind }: HashKind) => kind
      expect(described(kernel)).toEqual(described(reference))
    })

    it('gives the same value on random contents', () => {
      fc.assert(
        fc.property(contentsOf(reference), (content) => {
          expect(kernel.compute(content)).toEqual(reference.compute(content))
          if (reference.orientations)
            expect(kernel.orientations?.(content)).toEqual(reference.orientations(content))
        }),
        { numRuns: suiteRuns(40) },
      )
    })

    vectorSuite(kernel)
  })
}

function vectorSuite(kind: HashKind): void {
  it('reproduces every shipped vector of its id, of which there are some', () => {
    const outcomes = shippedVectors().flatMap(([name, json]) => {
      const result = checkVectors([kind], json)
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
      return result.value
    })
    expect(outcomes.length).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => !outcome.passed)).toEqual([])
  })
}

/** Random contents of the sort a kind is computed on. */
export const contentsOf = (kind: HashKind): fc.Arbitrary<HashContent> =>
  kind.content === 'bytes' ? byteContents : pictureContents

// Around the ends of blocks, where padding goes wrong, as well as anywhere.
const byteContents = fc
  .oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 1000, maxLength: 5000 }))
  .map((bytes): HashContent => ({ bytes }))

// Smooth, rough and flat ones, of any size up to past the reduction, grey and colour.
const pictureContents = fc
  .record({
    width: fc.integer({ min: 1, max: 700 }),
    height: fc.integer({ min: 1, max: 700 }),
    channels: fc.constantFrom<1 | 3>(1, 3),
    texture: fc.constantFrom('noise', 'waves', 'blocks', 'flat'),
    seed: fc.integer({ min: 1, max: 0x7fffffff }),
  })
  .map(
    ({ width, height, channels, texture, seed }): HashContent => ({
      pixels: { width, height, channels, data: texturedSamples({ width, height, channels, texture, seed }) },
    }),
  )

function texturedSamples(picture: {
  width: number
  height: number
  channels: number
  texture: string
  seed: number
}): Uint8Array {
  const { width, height, channels, texture, seed } = picture
  const data = new Uint8Array(width * height * channels)
  let state = seed
  const chance = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
  const [a, b, flat] = [1 + (seed % 37), 1 + (seed % 53), chance()]
  let at = 0
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let c = 0; c < channels; c += 1) {
        if (texture === 'noise') data[at] = chance()
        else if (texture === 'waves') data[at] = 128 + 100 * Math.sin(x / a + c) * Math.cos(y / b)
        else if (texture === 'blocks')
          data[at] = (Math.floor(x / a) * 31 + Math.floor(y / b) * 57 + c * 11) % 256
        else data[at] = flat
        at += 1
      }
  return data
}
