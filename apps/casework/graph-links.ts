// Links of a graph while it is put together: edges by their two ends, with the records of each reason counted; and who is next
// to whom.

import type { Utc } from '@manumit/base'

export interface Edge {
  /** Keys; left < right. */
  readonly left: string
  readonly right: string
  readonly reasons: Map<string, number>
  firstUtc: Utc | null
  lastUtc: Utc | null
}

export interface Links {
  readonly edges: Map<string, Edge>
  /** Records (and candidates) on the edges of each node. */
  readonly weights: Map<string, number>
  /** Neighbours by node, with the weight of the edge. */
  readonly near: Map<string, Map<string, number>>
}

export const makeLinks = (): Links => ({ edges: new Map(), weights: new Map(), near: new Map() })

/** Adds to the edge between two nodes; a node is no neighbour of itself. */
export function addEdge(
  { edges, weights, near }: Links,
  link: {
    readonly left: string
    readonly right: string
    readonly reason: string
    readonly count: number
    readonly firstUtc: Utc | null
    readonly lastUtc: Utc | null
  },
): void {
  const { reason, count, firstUtc, lastUtc } = link
  if (link.left === link.right) return
  const [left, right] = link.left < link.right ? [link.left, link.right] : [link.right, link.left]
  const key = `${left}\0${right}`
  let edge = edges.get(key)
  if (!edge) {
    edge = { left, right, reasons: new Map(), firstUtc, lastUtc }
    edges.set(key, edge)
  }
  edge.reasons.set(reason, (edge.reasons.get(reason) ?? 0) + count)
  if (firstUtc !== null && (edge.firstUtc === null || firstUtc < edge.firstUtc)) edge.firstUtc = firstUtc
  if (lastUtc !== null && (edge.lastUtc === null || lastUtc > edge.lastUtc)) edge.lastUtc = lastUtc
  for (const [node, other] of [
    [left, right],
    [right, left],
  ] as const) {
    weights.set(node, (weights.get(node) ?? 0) + count)
    let neighbours = near.get(node)
    if (!neighbours) {
      neighbours = new Map()
      near.set(node, neighbours)
    }
    neighbours.set(other, (neighbours.get(other) ?? 0) + count)
  }
}

/** Neighbours of a node, with weights; none for a node that is not there. */
export const neighboursOf = ({ near }: Links, node: string): ReadonlyMap<string, number> =>
  near.get(node) ?? new Map()
