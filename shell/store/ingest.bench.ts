// How fast a million message records go into a workspace: encoding (a parse worker's share), writing with the timeline's
// indexes (this thread's), full text, and how long a reader waits meanwhile. The records are those that an artifact reads in a
// database of invented messages, made outside the clock.
//     node shell/store/ingest.bench.ts [rows] [runs] [ios|android]

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { artifact } from '@manumit/artifacts'
import type { Issue, Sha256 } from '@manumit/base'
import type { FileRef, Observation } from '@manumit/model'
import { inventedClock } from '../../testing/invented-messages.ts'
import { fileSource } from '../io/index.ts'
import { makeMessageDatabase } from '../makers/index.ts'
import { makeBatchEncoder, openWorkspace, type RowBatch, transferables, type Workspace } from './index.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const runs = Number(process.argv[3] ?? 3)
const kind = process.argv[4] === 'android' ? 'android' : 'ios'
const ARTIFACTS = { ios: 'ios.sms', android: 'android.sms-mms' } as const
/** As an ingest cuts them. */
const BATCH = 8192
const folderOfEvidence = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
const evidence = join(folderOfEvidence, 'messages.db')
await makeMessageDatabase(evidence, { rows, kind, seed: 'bench' })
const file: FileRef = {
  sha256: '0'.repeat(64) as Sha256,
  path: 'messages.db',
  sizeBytes: statSync(evidence).size,
}

interface Figures {
  parse: number
  parseCpu: number
  encode: number
  encodeCpu: number
  recordBytes: number
  write: number
  writeCpu: number
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
rmSync(folderOfEvidence, { recursive: true })
console.log(
  `machine: ${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}; ${rows} ${kind} rows, batches of ${BATCH}, median of ${runs}`,
)
const perSecond = (name: keyof Figures): string => Math.round(rows / median(name)).toLocaleString('en')
const seconds = (name: keyof Figures): string => median(name).toFixed(2)
console.log(
  `parse ${kind}: ${seconds('parse')} s (${seconds('parseCpu')} s cpu, the collector's threads included)`,
)
console.log(
  `encode: ${seconds('encode')} s (${seconds('encodeCpu')} s cpu; parsing and encoding, less parsing; target 2.5 s per million)`,
)
console.log(`a record: ${median('recordBytes').toFixed(0)} bytes (target 450)`)
console.log(
  `write with the timeline's indexes: ${perSecond('write')} rows/s (${seconds('write')} s, ${seconds('writeCpu')} s cpu; target 4 s per million)`,
)
console.log(
  `bare insert of the same texts: ${seconds('peer')} s; ratio ${(median('write') / median('peer')).toFixed(2)}`,
)
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
    const parsed = parsing()
    const times = await ingest(workspace)
    const search = await fullText(workspace, join(folder, 'w', 'workspace.db'))
    await workspace.close()
    const peer = bareInsert(join(folder, 'peer.db'))
    return {
      ...parsed,
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

function* items(): Iterable<Observation | Issue> {
  const opened = must(fileSource(evidence))
  yield* artifact(ARTIFACTS[kind])!.parse({ main: { ref: file, bytes: opened }, lookup: () => undefined })
  opened.close()
}

/** Batches as a worker would post them: their memory moved. */
function* batches(): Iterable<RowBatch> {
  let firstOrdinal = 0
  let encoder = makeBatchEncoder({ scope: {}, firstOrdinal })
  const finish = (): RowBatch => {
    const batch = encoder.finish()
    firstOrdinal += batch.items
    encoder = makeBatchEncoder({ scope: {}, firstOrdinal })
    return structuredClone(batch, { transfer: transferables(batch) })
  }
  for (const item of items()) {
    encoder.add(item)
    if (encoder.items() === BATCH) yield finish()
  }
  yield finish()
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function parsing(): Pick<Figures, 'parse' | 'parseCpu' | 'encode' | 'encodeCpu' | 'recordBytes'> {
  let count = 0
  let bytes = 0
  const [parse, parseCpu] = timed(() => {
    for (const _ of items()) count++
  })
  const [both, bothCpu] = timed(() => {
    for (const { observations } of batches()) bytes += observations.records.length
  })
  return {
    parse,
    parseCpu,
    encode: both - parse,
    encodeCpu: bothCpu - parseCpu,
    recordBytes: bytes / count,
  }
}

/** Seconds that the work took, by the clock and of processor time. */
function timed(work: () => void): readonly [wall: number, cpu: number] {
  const start = performance.now()
  const cpu = cpuSeconds()
  work()
  return [(performance.now() - start) / 1e3, cpuSeconds() - cpu]
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
  const { unitId } = must(
    await workspace.ingest.begin({
      sourceId: 1,
      path: file.path,
      artifact: { id: ARTIFACTS[kind], version: 1 },
    }),
  )
  let items = 0
  let write = 0
  let writeCpu = 0
  for (const batch of batches()) {
    items += batch.items
    const start = performance.now()
    const cpu = cpuSeconds()
    must(await workspace.ingest.commit(unitId, batch))
    write += (performance.now() - start) / 1e3
    writeCpu += cpuSeconds() - cpu
  }
  must(await workspace.ingest.finish(unitId, { items }))
  must(await workspace.ingest.finishSource(1))
  return { write, writeCpu }
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
  const found = must(await workspace.search!.query('1*', { limit: 5 }))
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
  for (const batch of batches()) {
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
