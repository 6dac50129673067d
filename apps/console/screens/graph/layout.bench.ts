// Layout of invented contact graphs in plain Node: `node apps/console/screens/graph/layout.bench.ts`.

import { cpus } from 'node:os'
import { csrOf, type Link } from './csr.ts'
import { layOut } from './layout.ts'

const SEED = 20261125
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
    const start = performance.now()
    layOut({ csr: csrOf(nodes, links) })
    return performance.now() - start
  })
  const median = times.sort((a, b) => a - b)[1]!
  const target = nodes === 10_000 ? ' (target below 3000 ms)' : ''
  console.log(`layout of ${nodes} nodes, ${links.length} links: ${median.toFixed(0)} ms${target}`)
}
