// The whole line at size: a made database of a million messages from its file into the store with the timeline's indexes,
// then full text; and how long a reader on another connection is held up meanwhile. Options: --rows 200000, --kind android.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Utc } from '@manumit/base'
import { makeMessageDatabase } from '@manumit/makers'
import { openWorkspace } from '@manumit/store'
import { addEvidence } from './add-evidence.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, kind: { type: 'string' } },
})
const rows = Number(values.rows)
const kinds = values.kind === undefined ? (['ios', 'android'] as const) : [values.kind as 'ios' | 'android']
const powers = { now: () => (Date.now() * 1000) as Utc, actor: 'bench', randomId: randomUUID }

for (const kind of kinds) {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
  try {
    await run(kind, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function run(kind: 'ios' | 'android', folder: string): Promise<void> {
  const path = join(folder, kind === 'ios' ? 'sms.db' : 'mmssms.db')
  await makeMessageDatabase(path, { rows, kind, seed: 'bench' })
  const size = statSync(path).size
  console.log(
    `${kind}: ${rows.toLocaleString('en-GB')} messages made with seed “bench”, ${(size / 1e6).toFixed(0)} MB`,
  )
  const opened = await openWorkspace({
    folder: join(folder, 'case'),
    create: { kind: 'case', name: 'bench' },
    powers,
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const reader = await openWorkspace({ folder: join(folder, 'case'), access: 'read', powers })
  if (!reader.ok) throw new Error(reader.error.code)

  let peak = 0
  let longest = 0
  let isReading = true
  const watch = (async () => {
    while (isReading) {
      const asked = performance.now()
      await reader.value.observations.page({ limit: 50 })
      longest = Math.max(longest, performance.now() - asked)
      peak = Math.max(peak, process.memoryUsage.rss())
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()

  const started = performance.now()
  let hashed = 0
  let stored = 0
  const added = await addEvidence({
    workspace: opened.value,
    folder: join(folder, 'case'),
    path,
    declaration: { name: kind, authority: null, holderRole: 'unknown', scope: {} },
    onProgress: ({ stage }) => {
      if (stage === 'parsing' && hashed === 0) hashed = performance.now()
      if (stage === 'indexing' && stored === 0) stored = performance.now()
    },
  })
  const ended = performance.now()
  isReading = false
  await watch
  if (!added.ok) throw new Error(added.error.code)
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2)
  const kept = added.value.source.counts.observations.message
  console.log(`  ${kind}, hashing and the first batch: ${seconds(started, hashed)} s`)
  console.log(
    `  ${kind}, file to store with the timeline's indexes: ${seconds(started, stored)} s for ${kept} records (target under 10 for 1,000,000)`,
  )
  console.log(`  ${kind}, full text after that: ${seconds(stored, ended)} s (target under 10 for 1,000,000)`)
  console.log(
    `  ${kind}, longest wait of a reader in the writer's own thread: ${longest.toFixed(0)} ms (target under 100)`,
  )
  console.log(`  ${kind}, peak resident memory, both threads: ${(peak / 1e6).toFixed(0)} MB`)
  await reader.value.close()
  await opened.value.close()
}
