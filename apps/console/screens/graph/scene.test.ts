import { expect, it } from 'vitest'
import type { GraphNode } from './graph-model.ts'
import { shownGraph } from './graph-model.ts'
import { type Palette, sceneOf } from './scene.ts'

const palette: Palette = {
  node: 'node',
  device: 'device',
  hub: 'hub',
  other: 'other',
  edge: 'edge',
  judged: 'judged',
  candidate: 'candidate',
  ink: 'ink',
  surface: 'surface',
}
const node = (key: string, more: Partial<GraphNode> = {}): GraphNode => ({
  key,
  label: key,
  kind: 'phone',
  deviceOf: null,
  records: 3,
  sources: [1],
  isHub: false,
  more: 0,
  ...more,
})
const model = {
  nodes: [
    node('a', { deviceOf: 1 }),
    node('b', { isHub: true }),
    node('c', { label: 'x\u202egnp' }),
    node('d'),
  ],
  edges: [
    { left: 'a', right: 'b', reasons: { message: 8, candidate: 1 }, firstUtc: null, lastUtc: null },
    { left: 'a', right: 'c', reasons: { 'judged-same': 1 }, firstUtc: null, lastUtc: null },
    { left: 'a', right: 'd', reasons: { message: 1 }, firstUtc: null, lastUtc: null },
  ],
}
const scene = sceneOf({
  shown: shownGraph(model, { off: new Set(), hidden: new Set(), hidesHubs: false }),
  numberOf: new Map(model.nodes.map(({ key }, number) => [key, number])),
  places: Float32Array.from([0, 0, 1, 0, 2, 0]),
  pinned: new Set(['c']),
  palette,
})

it('draws what has a place, and no link to what has none yet', () => {
  expect(scene.nodes.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  expect(scene.edges.map(({ right }) => right)).toEqual(['b', 'c'])
})

it('sets candidates apart from what records state, and what was judged apart from both', () => {
  expect(scene.candidates).toEqual([['a', 'b']])
  expect(scene.edges.map(({ color }) => color)).toEqual(['edge', 'judged'])
})

it('marks phones, hubs and what is pinned by shape, not only by colour', () => {
  expect(scene.marks).toEqual([
    { key: 'a', is: 'device' },
    { key: 'b', is: 'hub' },
    { key: 'c', is: 'pinned' },
  ])
})

it('writes hidden characters of a label so that they are seen', () => {
  expect(scene.nodes[2]!.label).toBe('x‹U+202E›gnp')
})
