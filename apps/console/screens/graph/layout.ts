// Where the nodes of a graph are drawn. Each connected part is laid out by itself and the parts are set side by side, the
// largest first; with earlier places given, everything stays about where it was and only what is new finds a place.
// No chance and no clock: the same graph is drawn the same, on a fast machine and on a slow one.

import { type Csr, componentsOf, partOf } from './csr.ts'
import { applyForces } from './forces.ts'
import { pivotStart } from './pivot-start.ts'

/** Width of the whole against its height, as most screens have it. */
const ASPECT = 1.6
/** Side of the room that a part gets around it, in units of the layout. */
const MARGIN = 6
const ALONE_APART = 4
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

interface Part {
  readonly nodes: Uint32Array
  readonly places: Float32Array
}

export interface LayoutRequest {
  readonly csr: Csr
  /** Earlier places, x, y, x, y, …; NaN for a node that has none yet. */
  readonly before?: Float32Array
  /** 1 for a node that stays where `before` has it. */
  readonly pinned?: Uint8Array
}

/** Places as x, y, x, y, …, each finite. */
export function layOut(request: LayoutRequest): Float32Array {
  const { csr, before, pinned } = request
  if (before?.some((value) => !Number.isNaN(value))) {
    const places = nearNeighbours(csr, before)
    applyForces({ csr, places, rounds: 40, ...(pinned === undefined ? {} : { pinned }) })
    return places
  }
  const components = componentsOf(csr)
  const linked = components.filter((nodes) => nodes.length > 1)
  const alone = Uint32Array.from(components.slice(linked.length), (nodes) => nodes[0]!)
  const parts = linked.map((nodes) => {
    const part = partOf(csr, nodes)
    const places = pivotStart(part)
    applyForces({ csr: part, places, rounds: roundsFor(part.count) })
    return { nodes, places }
  })
  return sideBySide(csr.count, alone.length === 0 ? parts : [...parts, inSquare(alone)])
}

/** Small graphs get as many rounds as they can use; large ones as many as fit into the time a person waits. */
const roundsFor = (nodes: number): number => Math.round(Math.min(400, Math.max(80, 600_000 / nodes)))

/** Nodes without links, in rows. */
function inSquare(nodes: Uint32Array): Part {
  const columns = Math.ceil(Math.sqrt(nodes.length * ASPECT))
  const places = Float32Array.from({ length: 2 * nodes.length }, (_, at) => {
    const index = at >> 1
    return ALONE_APART * (at % 2 === 0 ? index % columns : Math.floor(index / columns))
  })
  return { nodes, places }
}

/** Earlier places as they are; a new node begins beside its first placed neighbour, or at the rim. */
function nearNeighbours(csr: Csr, before: Float32Array): Float32Array {
  const places = before.slice()
  let rim = 1
  for (const value of before) if (Math.abs(value) > rim) rim = Math.abs(value)
  for (let node = 0; node < csr.count; node++) {
    if (!Number.isNaN(before[2 * node]!)) continue
    const neighbours = csr.targets.subarray(csr.offsets[node], csr.offsets[node + 1])
    const placed = neighbours.find((neighbour) => !Number.isNaN(before[2 * neighbour]!))
    const distance = placed === undefined ? rim : 2 + Math.sqrt(node % 64)
    places[2 * node] =
      (placed === undefined ? 0 : before[2 * placed]!) + distance * Math.cos(node * GOLDEN_ANGLE)
    places[2 * node + 1] =
      (placed === undefined ? 0 : before[2 * placed + 1]!) + distance * Math.sin(node * GOLDEN_ANGLE)
  }
  return places
}

/** Parts in rows, the tallest first, as wide as makes the whole fit a screen; then moved so that the middle is 0, 0. */
function sideBySide(count: number, parts: readonly Part[]): Float32Array {
  const boxes = parts.map((part) => ({ part, box: boxOf(part.places) }))
  boxes.sort((a, b) => b.box.height - a.box.height || b.part.nodes.length - a.part.nodes.length)
  const area = boxes.reduce((sum, { box }) => sum + (box.width + MARGIN) * (box.height + MARGIN), 0)
  const rowWidth = Math.max(
    Math.sqrt(area * ASPECT),
    ...boxes.slice(0, 1).map(({ box }) => box.width + MARGIN),
  )
  const places = new Float32Array(count * 2)
  let x = 0
  let y = 0
  let rowHeight = 0
  for (const { part, box } of boxes) {
    if (x > 0 && x + box.width + MARGIN > rowWidth) {
      x = 0
      y += rowHeight
      rowHeight = 0
    }
    for (const [index, node] of part.nodes.entries()) {
      places[2 * node] = part.places[2 * index]! - box.left + x
      places[2 * node + 1] = part.places[2 * index + 1]! - box.top + y
    }
    x += box.width + MARGIN
    rowHeight = Math.max(rowHeight, box.height + MARGIN)
  }
  const whole = boxOf(places)
  for (let at = 0; at < places.length; at += 2) {
    places[at]! -= whole.left + whole.width / 2
    places[at + 1]! -= whole.top + whole.height / 2
  }
  return places
}

function boxOf(places: Float32Array): {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
} {
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
  if (left > right) return { left: 0, top: 0, width: 0, height: 0 }
  return { left, top, width: right - left, height: bottom - top }
}
