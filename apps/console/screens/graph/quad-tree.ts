// Squares in squares over the nodes of a layout, each with the mass and the middle of mass of what lies in it. Kept in flat
// arrays and filled anew each round.

/** Depth at which nodes so close together are no longer told apart; they still weigh. */
const DEEPEST = 28

export interface QuadTree {
  /** Four for each cell: above 0 a cell, below 0 the node −n − 1, 0 nothing. Cell 0 is the whole. */
  readonly children: Int32Array
  readonly mass: Float32Array
  readonly centreX: Float32Array
  readonly centreY: Float32Array
  readonly side: Float32Array
}

/** An empty tree with room for so many nodes. */
export function makeQuadTree(nodes: number): QuadTree {
  const cells = 8 * nodes + 64
  return {
    children: new Int32Array(4 * cells),
    mass: new Float32Array(cells),
    centreX: new Float32Array(cells),
    centreY: new Float32Array(cells),
    side: new Float32Array(cells),
  }
}

/** Puts nodes at `places` (x, y, x, y, …) with their masses into the tree, in place of what it held. */
export function fillQuadTree(tree: QuadTree, places: Float32Array, masses: Float32Array): void {
  const box = boxOf(places)
  // While filling, the centres hold sums of mass times place.
  let cells = 1
  clearCell(tree, 0, box.side)
  for (let node = 0; node < masses.length; node++) {
    let cell = 0
    let { left, top, side } = box
    for (let depth = 0; ; depth++) {
      weigh(tree, cell, node, places, masses)
      side /= 2
      const right = places[2 * node]! >= left + side
      const below = places[2 * node + 1]! >= top + side
      const slot = 4 * cell + (right ? 1 : 0) + (below ? 2 : 0)
      const child = tree.children[slot]!
      if (child === 0) {
        tree.children[slot] = -node - 1
        break
      }
      if (right) left += side
      if (below) top += side
      if (child > 0) {
        cell = child
        continue
      }
      if (depth >= DEEPEST || cells === tree.mass.length) break
      // Another node holds the place: a cell takes it over, and both go down into it.
      const made = cells++
      clearCell(tree, made, side)
      tree.children[slot] = made
      const other = -child - 1
      weigh(tree, made, other, places, masses)
      const otherRight = places[2 * other]! >= left + side / 2
      const otherBelow = places[2 * other + 1]! >= top + side / 2
      tree.children[4 * made + (otherRight ? 1 : 0) + (otherBelow ? 2 : 0)] = child
      cell = made
    }
  }
  for (let cell = 0; cell < cells; cell++) {
    tree.centreX[cell]! /= tree.mass[cell]!
    tree.centreY[cell]! /= tree.mass[cell]!
  }
}

function clearCell(tree: QuadTree, cell: number, side: number): void {
  tree.children.fill(0, 4 * cell, 4 * cell + 4)
  tree.mass[cell] = 0
  tree.centreX[cell] = 0
  tree.centreY[cell] = 0
  tree.side[cell] = side
}

function weigh(tree: QuadTree, cell: number, node: number, places: Float32Array, masses: Float32Array): void {
  const mass = masses[node]!
  tree.mass[cell]! += mass
  tree.centreX[cell]! += mass * places[2 * node]!
  tree.centreY[cell]! += mass * places[2 * node + 1]!
}

/** The square around the places. */
function boxOf(places: Float32Array): { readonly left: number; readonly top: number; readonly side: number } {
  let left = Number.POSITIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (let at = 0; at < places.length; at += 2) {
    left = Math.min(left, places[at]!)
    right = Math.max(right, places[at]!)
    top = Math.min(top, places[at + 1]!)
    bottom = Math.max(bottom, places[at + 1]!)
  }
  return { left, top, side: Math.max(right - left, bottom - top, 1e-6) * 1.0001 }
}
