// What the graph shows: identifiers and the records that name two of them together, as one growing set. Expansions are
// merged into it; filters choose from it. It never joins two identifiers into one: a candidate is an edge of its own.

import type { OutputOf } from '@manumit/contract'
import type { Link } from './csr.ts'

export type GraphNode = OutputOf<'graph.expand'>['nodes'][number]
export type GraphEdge = OutputOf<'graph.expand'>['edges'][number]

export interface GraphModel {
  /** In the order they came: the number of a node never changes while it is shown. */
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

export const emptyGraph: GraphModel = { nodes: [], edges: [] }

/** Two persons who may be one: uncertain, drawn dashed. */
export const CANDIDATE = 'candidate'
/** Two persons whom somebody judged to be one: drawn as a double line. */
export const JUDGED_SAME = 'judged-same'

export type EdgeCertainty = 'recorded' | 'candidate' | 'judged-same'

/** The model with what an expansion brought: known nodes and edges take the newer facts, new ones come at the end. */
export function mergeGraph(model: GraphModel, found: GraphModel): GraphModel {
  return {
    nodes: mergeBy(model.nodes, found.nodes, (node) => node.key),
    edges: mergeBy(model.edges, found.edges, edgeKey),
  }
}

/** One name for a link from either of its ends. */
export const edgeKey = ({ left, right }: Pick<GraphEdge, 'left' | 'right'>): string =>
  left < right ? `${left}\n${right}` : `${right}\n${left}`

function mergeBy<Item>(
  known: readonly Item[],
  found: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const byKey = new Map(known.map((item) => [keyOf(item), item]))
  for (const item of found) byKey.set(keyOf(item), item)
  return [...byKey.values()]
}

export interface GraphFilter {
  /** Reasons turned off. */
  readonly off: ReadonlySet<string>
  /** Keys of nodes put aside. */
  readonly hidden: ReadonlySet<string>
  readonly hidesHubs: boolean
}

export interface ShownEdge {
  readonly edge: GraphEdge
  readonly certainty: EdgeCertainty
  /** Records under the reasons that are on. */
  readonly records: number
}

export interface ShownGraph {
  readonly nodes: readonly GraphNode[]
  /** A link both recorded and a candidate stands here twice: once for each. */
  readonly edges: readonly ShownEdge[]
}

/** The part of the model that a filter leaves. */
export function shownGraph(model: GraphModel, filter: GraphFilter): ShownGraph {
  const nodes = model.nodes.filter(
    (node) => !filter.hidden.has(node.key) && !(filter.hidesHubs && node.isHub),
  )
  const keys = new Set<string>()
  for (const node of nodes) keys.add(node.key)
  // Loops, not chains: this runs on the page's thread for ten thousand nodes.
  const edges: ShownEdge[] = []
  for (const edge of model.edges)
    if (edge.left !== edge.right && keys.has(edge.left) && keys.has(edge.right))
      addShown(edges, edge, filter.off)
  return { nodes, edges }
}

function addShown(shown: ShownEdge[], edge: GraphEdge, off: ReadonlySet<string>): void {
  let records = 0
  for (const reason in edge.reasons) {
    if (off.has(reason)) continue
    if (reason === CANDIDATE || reason === JUDGED_SAME) shown.push({ edge, certainty: reason, records: 0 })
    else records += edge.reasons[reason]!
  }
  if (records > 0) shown.push({ edge, certainty: 'recorded', records })
}

/** Reasons that the model's edges have, with in how many edges each occurs; records first, the certain before the open. */
export function reasonsOf(model: GraphModel): readonly (readonly [reason: string, edges: number])[] {
  const counts = new Map<string, number>()
  for (const edge of model.edges)
    for (const reason of Object.keys(edge.reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const rank = (reason: string): number => [JUDGED_SAME, CANDIDATE].indexOf(reason)
  return [...counts].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
}

/** Links by number of node, for the layout: the more records, the nearer. */
export function linksOf(model: GraphModel, shown: ShownGraph): readonly Link[] {
  const numberOf = new Map(model.nodes.map((node, number) => [node.key, number]))
  return shown.edges.map(({ edge, certainty, records }) => ({
    left: numberOf.get(edge.left)!,
    right: numberOf.get(edge.right)!,
    weight: certainty === 'recorded' ? 1 + Math.log2(1 + records) / 2 : 1,
  }))
}

export interface Neighbour {
  readonly node: GraphNode
  readonly edge: GraphEdge
}

/** Who is linked to a node in what is shown, most records first. */
export function neighboursOf(shown: ShownGraph, key: string): readonly Neighbour[] {
  const nodes = new Map(shown.nodes.map((node) => [node.key, node]))
  const edges = new Set(
    shown.edges.filter(({ edge }) => edge.left === key || edge.right === key).map(({ edge }) => edge),
  )
  return [...edges]
    .map((edge) => ({ edge, node: nodes.get(edge.left === key ? edge.right : edge.left)! }))
    .sort((a, b) => recordsOf(b.edge) - recordsOf(a.edge) || a.node.label.localeCompare(b.node.label))
}

/** Records that name both ends. */
export const recordsOf = (edge: GraphEdge): number =>
  Object.entries(edge.reasons).reduce(
    (sum, [reason, count]) => (reason === CANDIDATE || reason === JUDGED_SAME ? sum : sum + count),
    0,
  )

/** Nodes whose label or key holds the words, in any case; the most often named first. */
export function searchNodes(shown: ShownGraph, text: string): readonly GraphNode[] {
  const wanted = text.trim().toLowerCase()
  const digits = wanted.replace(/[^\d]/g, '')
  return shown.nodes
    .filter(
      ({ key, label }) =>
        wanted === '' ||
        label.toLowerCase().includes(wanted) ||
        key.toLowerCase().includes(wanted) ||
        // A number as somebody writes it: 555 0100 finds +15550100.
        (digits.length >= 3 && /^[\d\s()+./-]+$/.test(wanted) && key.includes(digits)),
    )
    .sort((a, b) => b.records - a.records || a.label.localeCompare(b.label))
}
