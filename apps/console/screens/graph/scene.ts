// What the picture of the graph consists of: positions, sizes, colours and labels, computed from the state. Pure, so that it
// is tested without a browser; picture.ts hands it to WebGL.

import { cutText, visibleText } from '../../parts/visible.ts'
import type { GraphNode, ShownGraph } from './graph-model.ts'

/** Colours as CSS writes them, resolved for the appearance in use. */
export interface Palette {
  readonly node: string
  readonly device: string
  readonly hub: string
  readonly other: string
  readonly edge: string
  readonly judged: string
  readonly candidate: string
  readonly ink: string
  readonly surface: string
}

export interface SceneNode {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly color: string
  readonly label: string
  readonly forceLabel: boolean
}

export interface SceneEdge {
  readonly id: string
  readonly left: string
  readonly right: string
  readonly size: number
  readonly color: string
}

/** What is drawn over the picture: marks that do not rest on colour alone, and lines that WebGL would draw solid. */
export interface SceneMark {
  readonly key: string
  readonly is: 'device' | 'hub' | 'pinned'
}

export interface Scene {
  readonly nodes: readonly SceneNode[]
  readonly edges: readonly SceneEdge[]
  /** Dashed. */
  readonly candidates: readonly (readonly [left: string, right: string])[]
  readonly marks: readonly SceneMark[]
}

const LABEL_UNITS = 32
/** What an overlay may draw in a frame; more is left to the table. */
const MOST_MARKS = 1000

export interface SceneInput {
  readonly shown: ShownGraph
  /** Number of each node in `places`. */
  readonly numberOf: ReadonlyMap<string, number>
  readonly places: Float32Array
  readonly pinned: ReadonlySet<string>
  readonly palette: Palette
}

/** Items between two pauses of `sceneSlices`. */
const SLICE_ITEMS = 250

/** The scene at once, as tests and benches want it. */
export function sceneOf(input: SceneInput): Scene {
  const slices = sceneSlices(input)
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}

/**
 * The scene, with a pause after every few hundred items, so that its maker can let the page draw in between. Nodes that have
 * no place yet are left out, and their links with them.
 */
export function* sceneSlices({
  shown,
  numberOf,
  places,
  pinned,
  palette,
}: SceneInput): Generator<undefined, Scene> {
  const nodes: SceneNode[] = []
  const marks: SceneMark[] = []
  const drawn = new Set<string>()
  for (const [index, node] of shown.nodes.entries()) {
    if (index % SLICE_ITEMS === SLICE_ITEMS - 1) yield
    const number = numberOf.get(node.key)
    if (number === undefined) continue
    const x = places[2 * number]
    const y = places[2 * number + 1]
    if (x === undefined || y === undefined || Number.isNaN(x)) continue
    drawn.add(node.key)
    nodes.push({
      key: node.key,
      x,
      y,
      size: node.deviceOf === null ? 3 + Math.log2(1 + node.records) * 0.7 : 12,
      color: colorOf(node, palette),
      label: cutText(visibleText(cutText(node.label, LABEL_UNITS * 2)), LABEL_UNITS),
      forceLabel: node.deviceOf !== null,
    })
    if (node.deviceOf !== null) marks.push({ key: node.key, is: 'device' })
    if (node.isHub) marks.push({ key: node.key, is: 'hub' })
    if (pinned.has(node.key)) marks.push({ key: node.key, is: 'pinned' })
  }
  const edges: SceneEdge[] = []
  const candidates: (readonly [string, string])[] = []
  for (const [index, { edge, certainty, records }] of shown.edges.entries()) {
    if (index % SLICE_ITEMS === SLICE_ITEMS - 1) yield
    if (!drawn.has(edge.left) || !drawn.has(edge.right)) continue
    if (certainty === 'candidate') candidates.push([edge.left, edge.right])
    else
      edges.push({
        id: String(index),
        left: edge.left,
        right: edge.right,
        size: certainty === 'judged-same' ? 4 : 0.6 + Math.log2(1 + records) * 0.35,
        color: certainty === 'judged-same' ? palette.judged : palette.edge,
      })
  }
  return { nodes, edges, candidates: candidates.slice(0, MOST_MARKS), marks: marks.slice(0, MOST_MARKS) }
}

function colorOf(node: GraphNode, palette: Palette): string {
  if (node.deviceOf !== null) return palette.device
  if (node.isHub) return palette.hub
  return node.kind === 'phone' || node.kind === 'email' || node.kind === 'short-code'
    ? palette.node
    : palette.other
}
