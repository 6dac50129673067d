// The world's draws from raw tables: what is shipped is made once by this.   node packages/importers/footprint/draw-world.bench.ts [draws]

import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { baselineV1, drawWorld } from '@manumit/footprint'
import { readWorldTables } from '../index.ts'

const count = Number(process.argv[2] ?? 10_000)
const folder = new URL('../../../data/footprint/world/', import.meta.url)
const start = performance.now()
const { tables } = readWorldTables((file) => readFileSync(new URL(file, folder)))
const read = performance.now()
const { closureError } = drawWorld(tables, baselineV1, { seed: 'bench', count })
const drawn = performance.now()
console.log(`machine: ${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}; seed “bench”`)
console.log(`reading the tables: ${((read - start) / 1e3).toFixed(2)} s`)
console.log(
  `${count} draws of the world: ${((drawn - read) / 1e3).toFixed(2)} s (target 20 s for 10,000, reading included); largest closure error ${closureError.toExponential(1)}`,
)
