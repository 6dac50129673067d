// A report of many records: seconds, and how much memory it needs beyond what reading them takes. Run: node write-report.bench.ts
// [records] (default 100,000). The peer is the flat export of the same records.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Utc } from '@manumit/base'
import { REPORT_FORMATS } from '@manumit/contract'
import { makeMessageDatabase } from '@manumit/makers'
import { openWorkspace } from '@manumit/store'
import { addEvidence, exportRecords, writeReport } from './index.ts'

const rows = Number(process.argv[2] ?? 100_000)
const root = mkdtempSync(join(tmpdir(), 'manumit-report-bench-'))
const folder = join(root, 'workspace')
const path = join(root, 'sms.db')
const powers = { now: () => 0 as Utc, actor: 'bench', randomId: () => 'bench' }
console.log(`machine: ${cpus().length} × ${cpus()[0]?.model}; ${rows} messages; seed fixed`)

makeMessageDatabase(path, { rows, kind: 'ios' })
const opened = await openWorkspace({ folder, create: { kind: 'case', name: 'bench' }, powers })
if (!opened.ok) throw new Error(opened.error.code)
const workspace = opened.value
const declaration = { name: 'bench', authority: null, holderRole: 'unknown', scope: {} } as const
await addEvidence({ workspace, folder, path, declaration, onProgress: () => {} })

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

async function measure(
  run: (target: string) => Promise<unknown>,
): Promise<{ seconds: number; megabytes: number }> {
  const seconds: number[] = []
  let peak = 0
  for (let i = 0; i < 3; i++) {
    const target = join(root, `out-${Math.random()}`)
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const from = performance.now()
    await run(target)
    seconds.push((performance.now() - from) / 1000)
    clearInterval(timer)
    if (i === 0 && statSync(target).isFile())
      console.log(`  ${(statSync(target).size / 1e6).toFixed(1)} MB written`)
    rmSync(target, { recursive: true })
  }
  return { seconds: median(seconds), megabytes: peak / 1e6 }
}

const peer = await measure((to) =>
  exportRecords({ workspace, format: 'json', filter: {}, to, onProgress: () => {} }),
)
console.log(`export json: ${peer.seconds.toFixed(1)} s, ${peer.megabytes.toFixed(0)} MB resident`)
for (const format of REPORT_FORMATS) {
  const { seconds, megabytes } = await measure((target) =>
    writeReport({ workspace, folder, format, filter: {}, target, powers }),
  )
  console.log(
    `report ${format}: ${seconds.toFixed(1)} s (${(seconds / peer.seconds).toFixed(1)} × export), ${megabytes.toFixed(0)} MB resident`,
  )
}
await workspace.close()
rmSync(root, { recursive: true })
