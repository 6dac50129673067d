// How long `npm start` takes until the first page is ready, once installed, with the demo case made and the console built:
// `node apps/cli/start.bench.ts`. The first run, which makes both, is not counted.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const TARGET_SECONDS = 2
const RUNS = 5
const port = 19_378
const home = mkdtempSync(join(tmpdir(), 'manumit-start-bench-'))

console.log(`machine: ${cpus().length} × ${cpus()[0]?.model}; median of ${RUNS}`)
try {
  await secondsToFirstPage()
  const runs: { readonly page: number; readonly bare: number }[] = []
  for (let i = 0; i < RUNS; i++) runs.push({ page: await secondsToFirstPage(), bare: await secondsOfNode() })
  const page = median(runs.map((run) => run.page))
  const bare = median(runs.map((run) => run.bare))
  console.log(
    `first page ready after: ${page.toFixed(2)} s (target < ${TARGET_SECONDS} s); Node alone ${bare.toFixed(2)} s, ratio ${(page / bare).toFixed(1)}`,
  )
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** From the start of the process to the last byte of the page and of what it loads at once. */
async function secondsToFirstPage(): Promise<number> {
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../../setup/run.mjs', import.meta.url)),
      'apps/cli/start.ts',
      '--port',
      String(port),
      '--no-open',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, XDG_DATA_HOME: home }, detached: true },
  )
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (piece) => {
      if (String(piece).includes('/enter#')) resolve()
    })
  })
  const page = await (await fetch(`http://localhost:${port}/`)).text()
  await Promise.all(
    [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(async ([, path]) =>
      (await fetch(`http://localhost:${port}${path}`)).arrayBuffer(),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
  return seconds
}

async function secondsOfNode(): Promise<number> {
  const started = performance.now()
  await new Promise((resolve) => spawn(process.execPath, ['-e', '']).once('close', resolve))
  return (performance.now() - started) / 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
