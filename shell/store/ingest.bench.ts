// How fast a million message records go into a workspace: encoding (a parse worker's share), writing (this thread's), the
// timeline's indexes, full text, and how long a reader waits meanwhile. Invented records, made outside the clock.
//     node shell/store/ingest.bench.ts [rows] [runs]

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { inventedClock, inventedFile, inventedMessage } from '../../testing/invented-messages.ts'
import { encodeItems, openWorkspace, type RowBatch, transferables, type Workspace } from './index.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const runs = Number(process.argv[3] ?? 3)
const BATCH = 20_000
const file = inventedFile('HomeDomain/Library/SMS/sms.db')

interface Figures {
  encode: number
  encodeCpu: number
  write: number
  writeCpu: number
  index: number
  fullText: number
  readerWait: number
  ownWait: number
  peer: number
  peakMegabytes: number
  fileMegabytes: number
}

/** Reads a page of the timeline ten times a second on a connection of its own, and remembers the longest read. */
const READER = `
const { parentPort, workerData } = require('node:worker_threads')
const { DatabaseSync } = require('node:sqlite')
const db = new DatabaseSync(workerData.path, { readOnly: true })
const page = db.prepare('select id, utc, record from observation where utc > ? order by utc, id limit 50')
let longest = 0
setInterval(() => {
  const start = performance.now()
  page.all(1.7e15)
  longest = Math.max(longest, performance.now() - start)
}, 100)
parentPort.on('message', () => parentPort.postMessage(longest / 1e3))
parentPort.postMessage('ready')
`

const results: Figures[] = []
for (let run = 0; run < runs; run++) results.push(await measure())
console.log(
  `machine: ${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}; ${rows} rows, batches of ${BATCH}, median of ${runs}`,
)
const perSecond = (name: keyof Figures): string => Math.round(rows / median(name)).toLocaleString('en')
const seconds = (name: keyof Figures): string => median(name).toFixed(2)
console.log(
  `make and encode: ${perSecond('encode')} rows/s (${seconds('encode')} s, ${seconds('encodeCpu')} s cpu)`,
)
console.log(
  `write: ${perSecond('write')} rows/s (${seconds('write')} s, ${seconds('writeCpu')} s cpu; target 4 s per million)`,
)
console.log(
  `bare insert of the same texts: ${seconds('peer')} s; ratio ${(median('write') / median('peer')).toFixed(2)}`,
)
console.log(`timeline indexes: ${seconds('index')} s (target 1.5 s per million)`)
console.log(`full text: ${perSecond('fullText')} rows/s (${seconds('fullText')} s; target 10 s per million)`)
console.log(
  `longest wait of a reader on its own connection: ${(median('readerWait') * 1e3).toFixed(0)} ms (target 100 ms)`,
)
console.log(
  `longest wait of a reader on the writer's thread: ${(median('ownWait') * 1e3).toFixed(0)} ms (target 100 ms)`,
)
console.log(
  `peak resident: ${median('peakMegabytes').toFixed(0)} MB; workspace: ${median('fileMegabytes').toFixed(0)} MB`,
)

async function measure(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
  try {
    const opened = await openWorkspace({
      folder: join(folder, 'w'),
      create: { kind: 'case', name: 'bench' },
      powers: { now: inventedClock(), actor: 'bench', randomId: () => 'bench' },
    })
    if (!opened.ok) throw new Error(opened.error.code)
    const workspace = opened.value
    const times = await ingest(workspace)
    const search = await fullText(workspace, join(folder, 'w', 'workspace.db'))
    await workspace.close()
    const peer = bareInsert(join(folder, 'peer.db'))
    return {
      ...times,
      ...search,
      peer,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
      fileMegabytes: statSync(join(folder, 'w', 'workspace.db')).size / 1e6,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function* batches(): Iterable<{
  readonly batch: RowBatch
  readonly encodeSeconds: number
  readonly encodeCpuSeconds: number
}> {
  for (let first = 0; first < rows; first += BATCH) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    const batch = encodeItems(messages(first, Math.min(BATCH, rows - first)), {
      scope: {},
      firstOrdinal: first,
    })
    const encodeSeconds = (performance.now() - start) / 1e3
    const used = process.cpuUsage(cpu)
    const encodeCpuSeconds = (used.user + used.system) / 1e6
    // As a worker would post it, outside the writer's clock.
    yield {
      batch: structuredClone(batch, { transfer: transferables(batch) }),
      encodeSeconds,
      encodeCpuSeconds,
    }
  }
}

function* messages(first: number, count: number) {
  for (let i = first; i < first + count; i++) yield inventedMessage(i, file)
}

async function ingest(workspace: Workspace) {
  const facts = { path: '/invented', treeKind: 'folder', reason: 'invented', toolVersion: 'bench' }
  const declaration = { name: 'bench', authority: null, holderRole: 'unknown', scope: {} } as const
  must(await workspace.sources.add(declaration, facts))
  const recognised = { type: 'sqlite', reason: 'invented' }
  must(
    await workspace.files.record(1, [
      { path: file.path, logical: { path: file.path }, sizeBytes: file.sizeBytes, digests: null, recognised },
    ]),
  )
  must(await workspace.ingest.startSource(1))
  const artifact = { id: 'ios.sms', version: 1 }
  const { unitId } = must(await workspace.ingest.begin({ sourceId: 1, path: file.path, artifact }))
  let encode = 0
  let encodeCpu = 0
  let write = 0
  let writeCpu = 0
  for (const { batch, encodeSeconds, encodeCpuSeconds } of batches()) {
    encode += encodeSeconds
    encodeCpu += encodeCpuSeconds
    const start = performance.now()
    const cpu = process.cpuUsage()
    must(await workspace.ingest.commit(unitId, batch))
    write += (performance.now() - start) / 1e3
    const used = process.cpuUsage(cpu)
    writeCpu += (used.user + used.system) / 1e6
  }
  must(await workspace.ingest.finish(unitId, { items: rows }))
  const start = performance.now()
  must(await workspace.ingest.finishSource(1))
  return { encode, encodeCpu, write, writeCpu, index: (performance.now() - start) / 1e3 }
}

async function fullText(workspace: Workspace, path: string) {
  const reader = new Worker(READER, { eval: true, workerData: { path } })
  await new Promise((resolve) => reader.once('message', resolve))
  let ownWait = 0
  let isRunning = true
  const own = (async () => {
    while (isRunning) {
      const start = performance.now()
      must(await workspace.observations.page({ limit: 50 }))
      ownWait = Math.max(ownWait, (performance.now() - start) / 1e3)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  const start = performance.now()
  await workspace.search!.indexPending()
  const took = (performance.now() - start) / 1e3
  isRunning = false
  await own
  const longest = new Promise<number>((resolve) => reader.once('message', resolve))
  reader.postMessage('end')
  const readerWait = await longest
  await reader.terminate()
  const found = must(await workspace.search!.query('"number 99"', { limit: 5 }))
  if (found.rows.length === 0) throw new Error('The index holds nothing.')
  return { fullText: took, readerWait, ownWait }
}

/** The peer: node:sqlite inserting the same record and search texts in one table, with the same safety. */
function bareInsert(path: string): number {
  const db = new DatabaseSync(path)
  db.exec('pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full')
  db.exec('create table row (id integer primary key, utc integer, record text, search text)')
  const insert = db.prepare('insert into row values (?, ?, cast(? as text), cast(? as text))')
  let took = 0
  for (const { batch } of batches()) {
    const { count, utc, records, recordEnds, searchTexts, searchEnds } = batch.observations
    const start = performance.now()
    db.exec('begin')
    for (let i = 0; i < count; i++)
      insert.run(
        batch.firstOrdinal + i,
        utc[i]!,
        records.subarray(recordEnds[i - 1] ?? 0, recordEnds[i]!),
        searchTexts.subarray(searchEnds[i - 1] ?? 0, searchEnds[i]!),
      )
    db.exec('commit')
    took += (performance.now() - start) / 1e3
  }
  db.close()
  return took
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function median(name: keyof Figures): number {
  const sorted = results.map((figures) => figures[name]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
