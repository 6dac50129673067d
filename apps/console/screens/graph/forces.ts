// Rounds of ForceAtlas2 on flat arrays: nodes push each other away, links draw, a weak pull to the middle holds the rest.
// Nodes far off push as one (Barnes–Hut), so a round of 10,000 nodes takes a few hundredths of a second.
// Source: M. Jacomy et al., "ForceAtlas2" (PLoS ONE 2014), with its adaptive speed.

import type { Csr } from './csr.ts'
import { fillQuadTree, makeQuadTree, type QuadTree } from './quad-tree.ts'

/** A cell pushes as one when its side is less than this part of its distance. */
const OPENING = 1.2
const REPULSION = 2
const GRAVITY = 0.4

/** Moves `places` (x, y, x, y, …) in place by so many rounds. Nodes with `pinned[i] = 1` stay. */
export function applyForces(options: {
  readonly csr: Csr
  readonly places: Float32Array
  readonly rounds: number
  readonly pinned?: Uint8Array
}): void {
  const { csr, places, rounds, pinned } = options
  const masses = Float32Array.from({ length: csr.count }, (_, node) => degreeOf(csr, node) + 1)
  const force = new Float32Array(csr.count * 2)
  const before = new Float32Array(csr.count * 2)
  const tree = makeQuadTree(csr.count)
  let speed = 1
  for (let round = 0; round < rounds; round++) {
    force.fill(0)
    fillQuadTree(tree, places, masses)
    repel(tree, places, masses, force)
    attract(csr, places, force)
    pullToMiddle(places, masses, force)
    speed = step({ places, masses, force, before, pinned, speed })
    before.set(force)
  }
}

const degreeOf = (csr: Csr, node: number): number => csr.offsets[node + 1]! - csr.offsets[node]!

function repel(tree: QuadTree, places: Float32Array, masses: Float32Array, force: Float32Array): void {
  const { children, mass, centreX, centreY, side } = tree
  const stack = new Int32Array(256)
  for (let node = 0; node < masses.length; node++) {
    const x = places[2 * node]!
    const y = places[2 * node + 1]!
    const strength = REPULSION * masses[node]!
    let forceX = 0
    let forceY = 0
    let depth = 0
    stack[depth++] = 0
    while (depth > 0) {
      const cell = stack[--depth]!
      const awayX = x - centreX[cell]!
      const awayY = y - centreY[cell]!
      const squared = awayX * awayX + awayY * awayY
      if (squared > 0 && side[cell]! * side[cell]! < OPENING * OPENING * squared) {
        const push = (strength * mass[cell]!) / squared
        forceX += awayX * push
        forceY += awayY * push
        continue
      }
      for (let quarter = 0; quarter < 4; quarter++) {
        const child = children[4 * cell + quarter]!
        if (child > 0) stack[depth++] = child
        else if (child < 0) {
          const other = -child - 1
          const offX = x - places[2 * other]!
          const offY = y - places[2 * other + 1]!
          const apart = offX * offX + offY * offY
          if (apart === 0) continue
          const push = (strength * masses[other]!) / apart
          forceX += offX * push
          forceY += offY * push
        }
      }
    }
    force[2 * node]! += forceX
    force[2 * node + 1]! += forceY
  }
}

function attract(csr: Csr, places: Float32Array, force: Float32Array): void {
  for (let node = 0; node < csr.count; node++) {
    for (let link = csr.offsets[node]!; link < csr.offsets[node + 1]!; link++) {
      const target = csr.targets[link]!
      const weight = csr.weights[link]!
      force[2 * node]! += weight * (places[2 * target]! - places[2 * node]!)
      force[2 * node + 1]! += weight * (places[2 * target + 1]! - places[2 * node + 1]!)
    }
  }
}

function pullToMiddle(places: Float32Array, masses: Float32Array, force: Float32Array): void {
  for (let node = 0; node < masses.length; node++) {
    force[2 * node]! -= GRAVITY * masses[node]! * places[2 * node]!
    force[2 * node + 1]! -= GRAVITY * masses[node]! * places[2 * node + 1]!
  }
}

/** Nodes whose force keeps turning are slowed, the whole is sped up while it agrees with itself. Gives the next speed. */
function step(options: {
  readonly places: Float32Array
  readonly masses: Float32Array
  readonly force: Float32Array
  readonly before: Float32Array
  readonly pinned: Uint8Array | undefined
  readonly speed: number
}): number {
  const { places, masses, force, before, pinned } = options
  let swings = 0
  let pulls = 0
  for (let node = 0; node < masses.length; node++) {
    swings += masses[node]! * swingOf(force, before, node)
    pulls +=
      0.5 *
      masses[node]! *
      Math.hypot(force[2 * node]! + before[2 * node]!, force[2 * node + 1]! + before[2 * node + 1]!)
  }
  const speed = Math.min(pulls / Math.max(swings, 1e-9), options.speed * 1.5)
  for (let node = 0; node < masses.length; node++) {
    if (pinned?.[node] === 1) continue
    const factor = speed / (1 + speed * Math.sqrt(swingOf(force, before, node))) / masses[node]!
    const x = force[2 * node]! * factor
    const y = force[2 * node + 1]! * factor
    // No node leaps: an odd start cannot throw one out of the picture.
    const leap = Math.max(1, Math.hypot(x, y) / 10)
    places[2 * node]! += x / leap
    places[2 * node + 1]! += y / leap
  }
  return speed
}

const swingOf = (force: Float32Array, before: Float32Array, node: number): number =>
  Math.hypot(force[2 * node]! - before[2 * node]!, force[2 * node + 1]! - before[2 * node + 1]!)
