// How fast a million message records are linked, how long a batch holds its thread meanwhile, and how fast the lists and the
// graph are then read. Records are those an artifact reads in a database of invented messages; ingest is outside the clock.
//     node apps/casework/link-records.bench.ts [rows] [runs]

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import type { Utc } from '@manumit/base'
import { makeMessageDatabase } from '@manumit/makers'
import type { Observation, Party } from '@manumit/model'
import { encodeItems, openWorkspace, type Workspace } from '@manumit/store'
import { inventedFile, inventedMessage } from '../../testing/invented-messages.ts'
import { addEvidence, contactGraph, identifierPage, linkPending, namePage } from './index.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const runs = Number(process.argv[3] ?? 3)
const SEED = 'bench'
/** Reads of one kind; the 95th of a hundred is printed. */
const READS = 20
/** People of the second source, for a graph as large as one may be drawn. */
const CROWD = 10_000

const folder = mkdtempSync(join(tmpdir(), 'manumit-link-'))
const evidence = join(folder, 'messages', 'mmssms.db')
makeMessageDatabase(evidence, { rows, kind: 'android', seed: SEED })
const workspace = await ingested()
console.log(
  `machine: ${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}; ${rows} android rows, seed ${SEED}, median of ${runs}`,
)
const seconds: number[] = []
const cpuSeconds: number[] = []
const holds: number[] = []
for (let run = 0; run < runs; run++) {
  forget()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const cpu = process.threadCpuUsage()
  must(await linkPending(workspace))
  seconds.push((performance.now() - start) / 1000)
  const used = process.threadCpuUsage(cpu)
  cpuSeconds.push((used.user + used.system) / 1e6)
  delay.disable()
  holds.push(delay.max / 1e6)
}
console.log(
  `linking: ${Math.round(rows / median(seconds)).toLocaleString('en')} records/s (${median(seconds).toFixed(2)} s, ${median(cpuSeconds).toFixed(2)} s of processor; target 50,000/s)`,
)
console.log(`longest hold of the thread: ${median(holds).toFixed(0)} ms (target 100 ms)`)
console.log(`workspace: ${(statSync(join(folder, 'w', 'workspace.db')).size / 1e6).toFixed(0)} MB`)
await read('identifiers.page, 100 by records', 100, () =>
  identifierPage(workspace, { order: 'records', limit: 100 }),
)
await read('identifiers.page, 100 by last seen, with text', 100, () =>
  identifierPage(workspace, { order: 'last', limit: 100, text: '900' }),
)
await read('names.page, 100', 100, () => namePage(workspace, { limit: 100 }))
const whole = { steps: 1, filter: {}, limit: 10_000 }
await read('graph.expand, 10,000 nodes', 1000, () => contactGraph(workspace, whole))
const from = (Date.parse('2024-06-01T00:00:00Z') * 1000) as Utc
const to = (Date.parse('2024-07-01T00:00:00Z') * 1000) as Utc
await read('graph.expand, 10,000 nodes, records of a month', 1000, () =>
  contactGraph(workspace, { ...whole, filter: { from, to } }),
)
await addCrowd()
must(await linkPending(workspace))
await read(`identifiers.page, 100 by records, beside ${CROWD} more`, 100, () =>
  identifierPage(workspace, { order: 'records', limit: 100 }),
)
await read(`identifiers.page with text, beside ${CROWD} more`, 100, () =>
  identifierPage(workspace, { order: 'last', limit: 100, text: '77' }),
)
await read(`graph.expand, 10,000 nodes of ${CROWD}`, 1000, () => contactGraph(workspace, whole))
await read(`graph.expand, 3 steps from one of ${CROWD}`, 1000, () =>
  contactGraph(workspace, { ...whole, seeds: ['email:person.7@example.org'], steps: 3 }),
)
await workspace.close()
rmSync(folder, { recursive: true })

/** A second source: many people, each of whom wrote three messages to two others. */
async function addCrowd(): Promise<void> {
  const declaration = { name: 'crowd', authority: null, holderRole: 'unknown', scope: {} } as const
  const facts = { path: '/invented/crowd', treeKind: 'folder', reason: 'invented', toolVersion: '0' }
  const source = must(await workspace.sources.add(declaration, facts))
  must(await workspace.ingest.startSource(source.id))
  const unit = { sourceId: source.id, path: null, artifact: { id: 'invented', version: 1 } }
  const { unitId } = must(await workspace.ingest.begin(unit))
  const file = inventedFile('crowd')
  const address = (i: number): Party => ({ id: `person.${((i % CROWD) + CROWD) % CROWD}@example.org` })
  const messages = Array.from({ length: 3 * CROWD }, (_, i): Observation => {
    const message = inventedMessage(i, file)
    const fields = { ...message.fields, from: address(i), to: [address(i * 7 + 1), address(i * 13 + 2)] }
    return { ...message, fields }
  })
  must(await workspace.ingest.commit(unitId, encodeItems(messages, { scope: {}, firstOrdinal: 0 })))
  must(await workspace.ingest.finish(unitId, { items: messages.length }))
  must(await workspace.ingest.finishSource(source.id))
}

async function ingested(): Promise<Workspace> {
  const powers = { now: () => 0 as Utc, actor: 'bench', randomId: randomUUID }
  const create = { kind: 'case', name: 'bench' } as const
  const opened = must(await openWorkspace({ folder: join(folder, 'w'), create, powers }))
  const declaration = { name: 'bench', authority: null, holderRole: 'unknown', scope: {} } as const
  const stopped = new AbortController()
  const added = await addEvidence({
    workspace: opened,
    folder: join(folder, 'w'),
    path: evidence,
    declaration,
    signal: stopped.signal,
    // Words are no part of this, and linking is what the clock is for.
    onProgress: ({ stage }) => stage === 'indexing' && stopped.abort(),
  })
  must(added)
  return opened
}

/** Linked rows taken away, past the ports, so that each run has the same to do. */
function forget(): void {
  const database = new DatabaseSync(join(folder, 'w', 'workspace.db'))
  for (const table of ['mention', 'seen', 'records', 'spelling', 'entry', 'pair'])
    database.exec(`delete from identifier_${table}`)
  database.exec('delete from name_sighting; update unit set linked = 0')
  database.exec(`update link_run set made_from = ''`)
  database.close()
}

async function read(name: string, targetMs: number, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < READS; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  const p95 = times.sort((a, b) => a - b)[Math.ceil(READS * 0.95) - 1]!
  console.log(
    `${name}: p95 ${p95.toFixed(1)} ms, median ${median(times).toFixed(1)} ms (target ${targetMs} ms)`,
  )
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
