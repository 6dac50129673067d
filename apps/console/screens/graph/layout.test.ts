import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentsOf, csrOf, type Link, partOf, stepsFrom } from './csr.ts'
import { layOut } from './layout.ts'

const star = (leaves: number, hub = 0, first = 1): Link[] =>
  Array.from({ length: leaves }, (_, i) => ({ left: hub, right: first + i, weight: 1 }))

const distance = (places: Float32Array, a: number, b: number): number =>
  Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!)

const anyLinks = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    links: fc.array(
      fc.record({
        left: fc.nat({ max: count - 1 }),
        right: fc.nat({ max: count - 1 }),
        weight: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 80 },
    ),
  }),
)

describe('rows of a graph', () => {
  it('lists each link from both ends and leaves out a link of a node with itself', () => {
    const csr = csrOf(3, [
      { left: 0, right: 2, weight: 5 },
      { left: 1, right: 1, weight: 9 },
    ])
    expect([...csr.offsets]).toEqual([0, 1, 1, 2])
    expect([...csr.targets]).toEqual([2, 0])
    expect([...csr.weights]).toEqual([5, 5])
  })

  it('finds what hangs together, the largest first, and counts steps inside it', () => {
    const csr = csrOf(6, [
      { left: 5, right: 4, weight: 1 },
      { left: 4, right: 3, weight: 1 },
      { left: 0, right: 1, weight: 1 },
    ])
    expect(componentsOf(csr).map((part) => [...part])).toEqual([[3, 4, 5], [0, 1], [2]])
    expect([...stepsFrom(csr, 5)]).toEqual([-1, -1, -1, 2, 1, 0])
    const part = partOf(csr, Uint32Array.from([3, 4, 5]))
    expect([...part.offsets]).toEqual([0, 1, 3, 4])
    expect([...part.targets]).toEqual([1, 2, 0, 1])
  })
})

describe('layout', () => {
  it('gives the same places for the same graph, each of them finite', () => {
    fc.assert(
      fc.property(anyLinks, ({ count, links }) => {
        const places = layOut({ csr: csrOf(count, links) })
        expect(places.length).toBe(2 * count)
        expect(places.every(Number.isFinite)).toBe(true)
        expect(layOut({ csr: csrOf(count, links) })).toEqual(places)
      }),
      { numRuns: process.env.CI ? 200 : 25 },
    )
  })

  it('sets two phones’ contacts about their own phone', () => {
    const links = [...star(30, 0, 2), ...star(30, 1, 32), { left: 2, right: 32, weight: 1 }]
    const places = layOut({ csr: csrOf(62, links) })
    for (let leaf = 3; leaf < 32; leaf++)
      expect(distance(places, leaf, 0)).toBeLessThan(distance(places, leaf, 1))
    for (let leaf = 33; leaf < 62; leaf++)
      expect(distance(places, leaf, 1)).toBeLessThan(distance(places, leaf, 0))
  })

  it('lets no two nodes lie in one spot, though they have the same neighbours', () => {
    const places = layOut({ csr: csrOf(41, star(40)) })
    for (let a = 1; a < 41; a++)
      for (let b = 0; b < a; b++) expect(distance(places, a, b)).toBeGreaterThan(0.2)
  })

  it('keeps parts that do not hang together apart', () => {
    const places = layOut({ csr: csrOf(22, [...star(10), ...star(9, 11, 12)]) })
    const boxOf = (from: number, to: number): readonly number[] => {
      const xs = Array.from({ length: to - from }, (_, i) => places[2 * (from + i)]!)
      const ys = Array.from({ length: to - from }, (_, i) => places[2 * (from + i) + 1]!)
      return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    }
    const [left, right, top, bottom] = boxOf(0, 11)
    const [otherLeft, otherRight, otherTop, otherBottom] = boxOf(11, 21)
    expect(right! < otherLeft! || otherRight! < left! || bottom! < otherTop! || otherBottom! < top!).toBe(
      true,
    )
  })

  it('leaves pinned nodes where they are and puts a new node beside its neighbour', () => {
    const csr = csrOf(12, [...star(10), { left: 3, right: 11, weight: 1 }])
    const before = layOut({ csr: csrOf(11, star(10)) })
    const grown = new Float32Array(24).fill(Number.NaN)
    grown.set(before)
    const places = layOut({
      csr,
      before: grown,
      pinned: Uint8Array.from({ length: 12 }, (_, i) => (i < 5 ? 1 : 0)),
    })
    expect(places.slice(0, 10)).toEqual(before.slice(0, 10))
    expect(places.every(Number.isFinite)).toBe(true)
    const nearest = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].toSorted(
      (a, b) => distance(places, a, 11) - distance(places, b, 11),
    )
    expect(nearest.slice(0, 3)).toContain(3)
  })
})
