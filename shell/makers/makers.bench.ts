// Prints how long the demonstration case and the bulk databases take to write. Run: node shell/makers/makers.bench.ts

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemoCase, makeMessageDatabase } from './index.ts'

const ROWS = Number(process.env.ROWS ?? 200_000)
const REPEATS = 3
const folder = mkdtempSync(join(tmpdir(), 'manumit-makers-bench-'))

async function medianSeconds(work: () => unknown): Promise<number> {
  const seconds: number[] = []
  for (let run = 0; run < REPEATS; run++) {
    const started = performance.now()
    await work()
    seconds.push((performance.now() - started) / 1000)
  }
  return seconds.sort((a, b) => a - b)[Math.floor(REPEATS / 2)]!
}

console.log(
  `machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}; rows ${ROWS}, seed bench`,
)
const demo = await medianSeconds(() => makeDemoCase(join(folder, 'demo')))
console.log(`demo case: ${demo.toFixed(1)} s (target under 8)`)
for (const kind of ['ios', 'android'] as const) {
  const path = join(folder, `${kind}.db`)
  const seconds = await medianSeconds(() => makeMessageDatabase(path, { rows: ROWS, kind, seed: 'bench' }))
  const perMillion = (seconds * 1e6) / ROWS
  console.log(
    `message database ${kind}: ${perMillion.toFixed(1)} s per million rows (target under 20), ${Math.round(statSync(path).size / ROWS)} bytes a row`,
  )
}
rmSync(folder, { recursive: true })
