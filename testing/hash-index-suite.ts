// What an index over hashes means, whatever it is built on: each implementation runs this suite, and the linear scan is
// the oracle throughout. Hashes are digests of plain texts, or drawn from a seed; nothing here is the hash of a picture.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type HashIndex, linearIndex } from '@manumit/matching'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suiteRuns } from './hash-kind-suite.ts'
import { describeShared, sharedJson, sharedPath } from './shared-data.ts'

const runs = suiteRuns(20)

/** The distances the recipe's counts are given for: both ends, and the edges of the usual threshold. */
const DISTANCES = [0, 15, 30, 31, 32, 47, 63]

interface Expected {
  readonly threatexchange: {
    readonly matching_pairs: Readonly<Record<string, number>>
    readonly matches_per_needle_at_31: readonly number[]
  }
  readonly recipe: { readonly matching_pairs: Readonly<Record<string, number>> }
  readonly worst_cases: readonly {
    readonly slots: number
    readonly width: number
    readonly slot_numbering: string
    readonly needle: string
    readonly haystack: string
    readonly distance: number
  }[]
}

/**
 * Runs the suite.
 *
 * @param name  of the implementation
 * @param make  gives an empty index
 */
export function hashIndexSuite(name: string, make: () => HashIndex): void {
  describe(`${name} as an index over hashes`, () => {
    describe('small cases', () => smallCases(make))
    describe('against the linear scan', () => againstTheOracle(make))
    describe('the recipe of clustered hashes', () => recipe(make))
    describeShared('published hashes and worst cases', () => published(make))
  })
}

function smallCases(make: () => HashIndex): void {
  it('finds nothing when it is empty', () => {
    expect(make().query(digest('any'), 63)).toEqual([])
    expect(make().remove(0)).toBe(false)
    expect(make().size).toBe(0)
  })

  it('finds the one hash it holds, at distance 0 and up to its distance', () => {
    const index = filled(make(), [[7, digest('one')]])
    expect(index.query(digest('one'), 0)).toEqual([{ entry: 7, distance: 0 }])
    expect(index.query(flipped(digest('one'), 20, 1), 20)).toEqual([{ entry: 7, distance: 20 }])
    expect(index.query(flipped(digest('one'), 20, 1), 19)).toEqual([])
  })

  it('finds what lies as far as can be when asked for it, and nothing below 0', () => {
    const index = filled(make(), [[1, digest('a')]])
    expect(index.query(inverted(digest('a')), 256)).toEqual([{ entry: 1, distance: 256 }])
    expect(index.query(inverted(digest('a')), 255)).toEqual([])
    expect(index.query(digest('a'), -1)).toEqual([])
  })

  it('gives the same hash under each of its entries, in the order of their numbers', () => {
    const index = filled(make(), [
      [2 ** 32 - 1, digest('same')],
      [0, digest('same')],
      [9, digest('same')],
    ])
    expect(index.query(digest('same'), 31).map((match) => match.entry)).toEqual([0, 9, 2 ** 32 - 1])
  })

  it('orders by distance, then entry', () => {
    const index = filled(make(), [
      [1, flipped(digest('x'), 9, 1)],
      [2, flipped(digest('x'), 3, 2)],
      [3, flipped(digest('x'), 9, 3)],
      [4, digest('x')],
    ])
    const found = index.query(digest('x'), 31)
    expect(found.map(({ entry, distance }) => [entry, distance])).toEqual([
      [4, 0],
      [2, 3],
      [1, 9],
      [3, 9],
    ])
  })

  it('removes an entry with all its hashes at once, and takes it again', () => {
    const index = filled(make(), [
      [5, digest('a')],
      [6, digest('a')],
      [5, digest('b')],
    ])
    expect(index.query(digest('a'), 0)).toHaveLength(2)
    expect(index.remove(5)).toBe(true)
    expect(index.remove(5)).toBe(false)
    expect(index.size).toBe(1)
    expect(index.query(digest('a'), 0)).toEqual([{ entry: 6, distance: 0 }])
    expect(index.query(digest('b'), 63)).toEqual([])
    index.add(5, digest('b'))
    expect(index.query(digest('b'), 0)).toEqual([{ entry: 5, distance: 0 }])
  })

  it('keeps its own copy of what it is given, be it part of a larger buffer', () => {
    const buffer = Buffer.concat([digest('before'), digest('mine'), digest('after')])
    const index = filled(make(), [[1, buffer.subarray(32, 64)]])
    expect(index.query(buffer.subarray(32, 64), 0)).toHaveLength(1)
    buffer.fill(0)
    expect(index.query(digest('mine'), 0)).toHaveLength(1)
  })

  it('takes no hash of another length and no entry number of another kind', () => {
    expect(() => make().add(1, new Uint8Array(16))).toThrow(RangeError)
    for (const entry of [-1, 0.5, 2 ** 32, Number.NaN])
      expect(() => make().add(entry, digest('a'))).toThrow(RangeError)
  })
}

function againstTheOracle(make: () => HashIndex): void {
  it('finds near neighbours at every distance from 0 to 63, among hashes that are no neighbours', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 63 }), (seed, asked) => {
        const query = digest(`query ${seed}`)
        const rows: Row[] = []
        for (let i = 0; i < 400; i++) rows.push([1000 + i, digest(`other ${seed} ${i}`)])
        for (let bits = 0; bits <= 64; bits++) rows.push([bits, flipped(query, bits, seed + bits)])
        const index = filled(make(), rows)
        const oracle = filled(linearIndex(), rows)
        for (const distance of [asked, ...DISTANCES])
          expect(index.query(query, distance)).toEqual(oracle.query(query, distance))
        expect(index.query(query, 63)).toHaveLength(64)
      }),
      { numRuns: runs },
    )
  })

  it('answers as it does after any adding, removing and adding again', () => {
    const hash = fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }), fc.integer())
      .map(([centre, bits, seed]) => flipped(digest(`centre ${centre}`), bits, seed))
    const entry = fc.integer({ min: 0, max: 12 })
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ add: entry, hash }) },
      { weight: 2, arbitrary: fc.record({ remove: entry }) },
      { weight: 2, arbitrary: fc.record({ query: hash, distance: fc.integer({ min: 0, max: 63 }) }) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = make()
        const oracle = linearIndex()
        for (const one of steps) {
          if ('add' in one) for (const each of [index, oracle]) each.add(one.add, one.hash)
          else if ('remove' in one) expect(index.remove(one.remove)).toBe(oracle.remove(one.remove))
          else expect(index.query(one.query, one.distance)).toEqual(oracle.query(one.query, one.distance))
          expect(index.size).toBe(oracle.size)
        }
      }),
      { numRuns: runs * 2 },
    )
  })

  it('finds each of many near copies, however crowded they lie', () => {
    const rows: Row[] = []
    for (let i = 0; i < 3000; i++) rows.push([i, flipped(digest('crowd'), i % 3, i)])
    for (let i = 3000; i < 4000; i++) rows.push([i, digest(`apart ${i}`)])
    const index = filled(make(), rows)
    expect(index.query(digest('crowd'), 31)).toHaveLength(3000)
    expect(index.query(digest('crowd'), 1)).toHaveLength(2000)
    expect(index.query(digest('apart 3500'), 31)).toEqual([{ entry: 3500, distance: 0 }])
  })
}

/** Clustered hashes by a rule: member i is base i with i mod 64 bits flipped, and the bases are nobody's neighbours. */
function recipe(make: () => HashIndex): void {
  const queries = 2000
  const built: { index?: HashIndex } = {}
  const index = (): HashIndex => {
    built.index ??= filled(make(), recipeRows())
    return built.index
  }
  const near = (query: number, distance: number): number[] =>
    index()
      .query(recipeBase(query), distance)
      .map((match) => match.entry)

  it('finds member i of base i at distance d exactly when i mod 64 ≤ d', () => {
    for (const distance of DISTANCES)
      for (let i = distance % 16; i < queries; i += process.env.CI ? 1 : 32)
        expect(near(i, distance)).toEqual(i % 64 <= distance ? [i] : [])
  })

  describeShared('its published counts', () => {
    it('finds as many pairs at each distance', () => {
      const { matching_pairs } = sharedJson<Expected>('matching/index/expected.json').recipe
      const found = Object.fromEntries(Object.keys(matching_pairs).map((distance) => [distance, 0]))
      for (let i = 0; i < queries; i++)
        for (const match of index().query(recipeBase(i), 63))
          for (const distance of Object.keys(found))
            if (match.distance <= Number(distance)) found[distance]!++
      expect(found).toEqual(matching_pairs)
    })
  })
}

function published(make: () => HashIndex): void {
  const expected = () => sharedJson<Expected>('matching/index/expected.json')
  const hashes = (file: string) =>
    readFileSync(sharedPath(`matching/index/${file}`), 'utf8')
      .trim()
      .split('\n')
      .map(bytesOfHex)

  it('finds as many needles in the haystack', () => {
    const index = filled(
      make(),
      hashes('haystack.txt').map((hash, i) => [i, hash]),
    )
    const needles = hashes('needles.txt')
    const { matching_pairs, matches_per_needle_at_31 } = expected().threatexchange
    for (const [distance, pairs] of Object.entries(matching_pairs)) {
      const found = needles.map((needle) => index.query(needle, Number(distance)).length)
      expect(found.reduce((sum, n) => sum + n, 0)).toBe(pairs)
      if (distance === '31') expect(found).toEqual(matches_per_needle_at_31)
    }
  })

  it('finds the pairs that are worst for each layout of slots', () => {
    const pairs = expected().worst_cases.map((pair) => ({ ...pair, hash: bytesOfHex(pair.haystack) }))
    const index = filled(make(), [
      ...pairs.map(({ hash }, i): Row => [i, hash]),
      ...Array.from({ length: 500 }, (_, i): Row => [1000 + i, digest(`other ${i}`)]),
    ])
    pairs.forEach(({ needle, distance }, entry) => {
      expect(index.query(bytesOfHex(needle), distance)).toContainEqual({ entry, distance })
      expect(index.query(bytesOfHex(needle), distance - 1)).not.toContainEqual({ entry, distance })
    })
  })
}

type Row = readonly [entry: number, hash: Uint8Array]

function filled(index: HashIndex, rows: Iterable<Row>): HashIndex {
  for (const [entry, hash] of rows) index.add(entry, hash)
  return index
}

/** SHA-256 of a text: a hash that is nobody's neighbour. */
const digest = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest())

const bytesOfHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

const inverted = (hash: Uint8Array): Uint8Array => hash.map((byte) => byte ^ 0xff)

/** The hash with so many different bits flipped, chosen by the seed. */
function flipped(hash: Uint8Array, bits: number, seed: number): Uint8Array {
  return withFlips(
    hash,
    distinctBits(bits, (round) => digest(`flips ${seed} ${round}`)),
  )
}

/** The first so many different byte values of round 0, round 1, … */
function distinctBits(count: number, round: (number: number) => Uint8Array): Set<number> {
  const bits = new Set<number>()
  for (let i = 0; bits.size < count; i++) for (const bit of round(i)) if (bits.size < count) bits.add(bit)
  return bits
}

/** Bit 0 is the lowest of the last byte. */
function withFlips(hash: Uint8Array, bits: Iterable<number>): Uint8Array {
  const result = hash.slice()
  for (const bit of bits) result[31 - (bit >> 3)]! ^= 1 << (bit & 7)
  return result
}

const recipeBase = (i: number): Uint8Array => digest(`manumit index base ${i}`)

function* recipeRows(): Generator<Row> {
  for (let i = 0; i < 5000; i++) {
    const flips = distinctBits(i % 64, (round) => digest(`manumit index flip ${i} ${round}`))
    yield [i, withFlips(recipeBase(i), flips)]
  }
  for (let i = 5000; i < 20_000; i++) yield [i, recipeBase(i)]
}

/** Uniform hashes from a seed: nobody's neighbours, the same every time. */
export const randomHashes = (count: number, seed: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => digest(`random ${seed} ${i}`))
