// Layout of invented contact graphs in plain Node: `node apps/console/screens/graph/layout.bench.ts`.

import { cpus } from 'node:os'
import { csrOf, type Link } from './csr.ts'
import { type GraphModel, shownGraph } from './graph-model.ts'
import { layOut } from './layout.ts'
import { type Palette, sceneOf } from './scene.ts'

const SEED = 20261125
/** Time of the processor, so that what else runs on the machine does not count. */
const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
/** Phones with contacts of their own, some contacts shared: the shape that graph.expand gives. */
function inventedLinks(nodes: number, phones: number): readonly Link[] {
  let state = SEED
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const links: Link[] = []
  for (let node = phones; node < nodes; node++) {
    links.push({ left: next(phones), right: node, weight: 1 + Math.log2(1 + next(200)) })
    if (next(5) === 0) links.push({ left: next(phones), right: node, weight: 1 })
    if (next(3) === 0) links.push({ left: node, right: phones + next(nodes - phones), weight: 1 })
  }
  return links
}

console.log(`machine: ${cpus()[0]?.model}, Node ${process.version}; seed ${SEED}; median of 3`)
for (const [nodes, phones] of [
  [300, 2],
  [2000, 6],
  [10_000, 20],
] as const) {
  const links = inventedLinks(nodes, phones)
  const times = [0, 1, 2].map(() => {
    const start = processorMilliseconds()
    layOut({ csr: csrOf(nodes, links) })
    return processorMilliseconds() - start
  })
  const median = times.sort((a, b) => a - b)[1]!
  const target = nodes === 10_000 ? ' (target below 3000 ms)' : ''
  console.log(`layout of ${nodes} nodes, ${links.length} links: ${median.toFixed(0)} ms${target}`)
}

// What our own script does on the page's thread when such a graph is shown: filter it, at once; compute the scene and hand it
// over to WebGL, in slices of at most 5 ms a frame (picture.ts). Moving the view calls none of this.
const NODES = 10_000
const links = inventedLinks(NODES, 20)
const model: GraphModel = {
  nodes: Array.from({ length: NODES }, (_, number) => ({
    key: `phone:${number}`,
    label: `Account ${number}`,
    kind: 'phone',
    deviceOf: number < 20 ? number : null,
    records: 1 + (number % 50),
    sources: [number % 20],
    isHub: number % 1000 === 999,
    more: 0,
  })),
  edges: links.map(({ left, right }) => ({
    left: `phone:${left}`,
    right: `phone:${right}`,
    reasons: { message: 3, call: 1 },
    firstUtc: null,
    lastUtc: null,
  })),
}
const numberOf = new Map(model.nodes.map(({ key }, number) => [key, number]))
const places = new Float32Array(2 * NODES)
const palette = Object.fromEntries(
  ['node', 'device', 'hub', 'other', 'edge', 'judged', 'candidate', 'ink', 'surface'].map((name) => [
    name,
    '#000',
  ]),
) as unknown as Palette
const none: ReadonlySet<string> = new Set()
const measured = Array.from({ length: 9 }, () => {
  const start = processorMilliseconds()
  const shown = shownGraph(model, { off: none, hidden: none, hidesHubs: false })
  const middle = processorMilliseconds()
  sceneOf({ shown, numberOf, places, pinned: none, palette })
  return [middle - start, processorMilliseconds() - middle] as const
})
const medianOf = (part: 0 | 1): number => measured.map((times) => times[part]).sort((a, b) => a - b)[4]!
console.log(
  `filter of ${NODES} nodes, ${links.length} links: ${medianOf(0).toFixed(1)} ms, once a change of the filter`,
)
console.log(
  `scene of ${NODES} nodes, ${links.length} links: ${medianOf(1).toFixed(1)} ms together, made and handed over in slices (target: 8 ms a frame)`,
)
