// A graph as three flat arrays (compressed sparse rows): what the layout computes on and what a worker can be sent without
// copying. Nodes are numbers from 0; what they stand for is the graph model's business.

/** Neighbours of node i are `targets[offsets[i] … offsets[i + 1])`, each link listed from both of its ends. */
export interface Csr {
  readonly count: number
  readonly offsets: Uint32Array
  readonly targets: Uint32Array
  /** Above 0; how strongly a link draws. */
  readonly weights: Float32Array
}

/** A link between two nodes, by number. */
export interface Link {
  readonly left: number
  readonly right: number
  readonly weight: number
}

/** Links as rows. A link of a node with itself says nothing about its place and is left out. */
export function csrOf(count: number, links: readonly Link[]): Csr {
  const offsets = new Uint32Array(count + 1)
  const drawn = links.filter((link) => link.left !== link.right)
  for (const { left, right } of drawn) {
    offsets[left + 1]! += 1
    offsets[right + 1]! += 1
  }
  for (let node = 0; node < count; node++) offsets[node + 1]! += offsets[node]!
  const next = offsets.slice()
  const targets = new Uint32Array(drawn.length * 2)
  const weights = new Float32Array(drawn.length * 2)
  for (const { left, right, weight } of drawn) {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      const at = next[from]!
      next[from] = at + 1
      targets[at] = to
      weights[at] = weight
    }
  }
  return { count, offsets, targets, weights }
}

/** Nodes that hang together, as lists of node numbers; the largest first, equals by their first node. */
export function componentsOf(csr: Csr): readonly Uint32Array[] {
  const seen = new Uint8Array(csr.count)
  const queue = new Uint32Array(csr.count)
  const components: Uint32Array[] = []
  for (let root = 0; root < csr.count; root++) {
    if (seen[root] === 1) continue
    seen[root] = 1
    queue[0] = root
    let length = 1
    for (let at = 0; at < length; at++) {
      const node = queue[at]!
      for (let link = csr.offsets[node]!; link < csr.offsets[node + 1]!; link++) {
        const target = csr.targets[link]!
        if (seen[target] === 1) continue
        seen[target] = 1
        queue[length++] = target
      }
    }
    components.push(queue.slice(0, length).sort())
  }
  return components.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
}

/** The part of a graph that some nodes make, renumbered in their order. */
export function partOf(csr: Csr, nodes: Uint32Array): Csr {
  const numberOf = new Int32Array(csr.count).fill(-1)
  for (const [number, node] of nodes.entries()) numberOf[node] = number
  const offsets = new Uint32Array(nodes.length + 1)
  const targets: number[] = []
  const weights: number[] = []
  for (const [number, node] of nodes.entries()) {
    for (let link = csr.offsets[node]!; link < csr.offsets[node + 1]!; link++) {
      const target = numberOf[csr.targets[link]!]!
      if (target < 0) continue
      targets.push(target)
      weights.push(csr.weights[link]!)
    }
    offsets[number + 1] = targets.length
  }
  return {
    count: nodes.length,
    offsets,
    targets: Uint32Array.from(targets),
    weights: Float32Array.from(weights),
  }
}

/** Steps from one node to each other, by fewest links; −1 where there is no way. */
export function stepsFrom(csr: Csr, root: number): Int32Array {
  const steps = new Int32Array(csr.count).fill(-1)
  const queue = new Uint32Array(csr.count)
  steps[root] = 0
  queue[0] = root
  let length = 1
  for (let at = 0; at < length; at++) {
    const node = queue[at]!
    for (let link = csr.offsets[node]!; link < csr.offsets[node + 1]!; link++) {
      const target = csr.targets[link]!
      if (steps[target] !== -1) continue
      steps[target] = steps[node]! + 1
      queue[length++] = target
    }
  }
  return steps
}
