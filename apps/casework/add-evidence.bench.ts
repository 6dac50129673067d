// The whole line at size: a made database of a million messages from its file into the store with the timeline's indexes,
// then full text; and for how long at a stretch the writer's thread is held. Options: --rows 200000, --kind android.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Utc } from '@manumit/base'
import { openWorkspace } from '@manumit/store'
import { addEvidence } from './add-evidence.ts'

const WATCH_MS = 5

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, kind: { type: 'string' } },
})
const rows = Number(values.rows)
const kinds = values.kind === undefined ? (['ios', 'android'] as const) : [values.kind as 'ios' | 'android']
const powers = { now: () => (Date.now() * 1000) as Utc, actor: 'bench', randomId: randomUUID }

for (const kind of kinds) {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
  try {
    await makeElsewhere(kind, join(folder, 'evidence.db'))
    await run(kind, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In a process of its own, so that its memory and its leavings are not counted here. */
async function makeElsewhere(kind: 'ios' | 'android', path: string): Promise<void> {
  const { spawnSync } = await import('node:child_process')
  const program = `import { makeMessageDatabase } from '@manumit/makers'
    await makeMessageDatabase(${JSON.stringify(path)}, { rows: ${rows}, kind: '${kind}', seed: 'bench' })`
  spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  })
}

async function run(kind: 'ios' | 'android', folder: string): Promise<void> {
  const path = join(folder, 'evidence.db')
  const size = (statSync(path).size / 1e6).toFixed(0)
  console.log(`${kind}: ${rows.toLocaleString('en-GB')} messages made with seed “bench”, ${size} MB`)
  const at = join(folder, 'case')
  const opened = await openWorkspace({ folder: at, create: { kind: 'case', name: 'bench' }, powers })
  if (!opened.ok) throw new Error(opened.error.code)

  // What a reader in the writer's own thread would wait. One in another thread or process has its own connection and,
  // under a write-ahead log, waits for nobody.
  const longest = { rows: 0, text: 0, links: 0 }
  let peak = 0
  let hashed = 0
  let stored = 0
  let indexed = 0
  let last = performance.now()
  const watch = setInterval(() => {
    const now = performance.now()
    const phase = stored === 0 ? 'rows' : indexed === 0 ? 'text' : 'links'
    longest[phase] = Math.max(longest[phase], now - last - WATCH_MS)
    last = now
    peak = Math.max(peak, process.memoryUsage.rss())
  }, WATCH_MS)

  const started = performance.now()
  const used = process.cpuUsage()
  const added = await addEvidence({
    workspace: opened.value,
    folder: at,
    path,
    declaration: { name: kind, authority: null, holderRole: 'unknown', scope: {} },
    onProgress: ({ stage }) => {
      if (stage === 'parsing' && hashed === 0) hashed = performance.now()
      if (stage === 'indexing' && stored === 0) stored = performance.now()
      if (stage === 'linking' && indexed === 0) indexed = performance.now()
    },
  })
  const ended = performance.now()
  const { user, system } = process.cpuUsage(used)
  clearInterval(watch)
  if (!added.ok) throw new Error(added.error.code)
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(2)} s`
  console.log(`  ${kind}, hashing and the first batch: ${seconds(started, hashed)}`)
  console.log(
    `  ${kind}, file to store with the timeline's indexes: ${seconds(started, stored)} (target under 10 s for 1,000,000)`,
  )
  console.log(
    `  ${kind}, full text after that: ${seconds(stored, indexed)} (target under 10 s for 1,000,000)`,
  )
  console.log(`  ${kind}, identifiers and candidates after that: ${seconds(indexed, ended)}`)
  console.log(`  ${kind}, processor time of both threads, all of it: ${((user + system) / 1e6).toFixed(1)} s`)
  console.log(
    `  ${kind}, longest hold of the writer's thread: ${longest.rows.toFixed(0)} ms for rows and their indexes, ${longest.text.toFixed(0)} ms for full text, ${longest.links.toFixed(0)} ms for links (target under 100)`,
  )
  console.log(`  ${kind}, peak resident memory, both threads: ${(peak / 1e6).toFixed(0)} MB`)
  await opened.value.close()
}
