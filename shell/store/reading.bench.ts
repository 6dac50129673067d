// How fast a workspace of a million records answers: pages and histograms under three filters, entering the timeline at any
// record, conversations, full text with common words, places. The records are invented: three kinds, two sources, two years,
// a few parties who wrote much and many who wrote little. Each figure is over many seeded questions.
//     node shell/store/reading.bench.ts [records] [questions] [folder to keep the workspace in]

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Utc } from '@manumit/base'
import { inventedClock } from '../../testing/invented-messages.ts'
import { inventedRecord, RECORD_KINDS, RECORDS_START, RECORDS_STEP } from '../../testing/invented-records.ts'
import { encodeItems, type ObservationFilter, openWorkspace, type Workspace } from './index.ts'

const records = Number(process.argv[2] ?? 1_000_000)
const questions = Number(process.argv[3] ?? 60)
const kept = process.argv[4]
const BATCH = 8192
const DAY = 86_400_000_000

const parent = kept ?? mkdtempSync(join(tmpdir(), 'manumit-bench-'))
const folder = join(parent, 'w')
const isMade = existsSync(join(folder, 'workspace.db'))
const opened = await openWorkspace({
  folder,
  ...(isMade ? {} : { create: { kind: 'case', name: 'bench' } }),
  powers: { now: inventedClock(), actor: 'bench', randomId: () => 'bench' },
})
const workspace = must(opened)
if (!isMade) await fill(workspace)
const peer = new DatabaseSync(join(folder, 'workspace.db'), { readOnly: true })
console.log(
  `machine: ${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}; ${records} records, ${questions} questions each, seed 1`,
)

const random = seeded(1)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const END = RECORDS_START + records * RECORDS_STEP
const moment = (): number => Math.floor(RECORDS_START + random() * (END - RECORDS_START))
/** From a day to the whole time, evenly in its logarithm. */
function range(): { from: Utc; to: Utc } {
  const from = moment()
  const width = DAY * ((END - RECORDS_START) / DAY) ** random()
  return { from: from as Utc, to: Math.floor(from + width) as Utc }
}
const kinds = (): string[] => RECORD_KINDS.filter(() => random() < 0.6)
const party = (): string => `+1555555${String(Math.floor(4000 * random() ** 6)).padStart(4, '0')}`
const PARTS = ['lantern', 'bridge', 'ette', 'no such text', 'kettle 7', 'the']

const byTime = (): ObservationFilter => ({ kinds: kinds(), sourceId: pick([1, 2]), ...range() })
const byParty = (): ObservationFilter => ({ kinds: kinds(), party: party(), ...range() })
const byText = (): ObservationFilter => ({ kinds: kinds(), ...range(), text: pick(PARTS) })
const FILTERS = {
  'kinds + source + time': byTime,
  'kinds + party + time': byParty,
  'kinds + time + text': byText,
}

for (const [name, filter] of Object.entries(FILTERS)) {
  await figure(`page, ${name}`, 100, async () => {
    must(await workspace.observations.page({ ...filter(), limit: 100 }))
  })
  await figure(`page at a record, ${name}`, 100, async () => {
    const asked = filter()
    const skip = Math.floor(random() * 100_000)
    must(await workspace.observations.page({ ...asked, start: { utc: asked.from!, skip }, limit: 100 }))
  })
  await figure(`histogram, ${name}`, 100, () => workspace.observations.histogram({ ...filter(), spans: 200 }))
}
await figure('page at a record, no filter', 100, async () => {
  const skip = Math.floor(random() * records)
  must(await workspace.observations.page({ start: { utc: RECORDS_START as Utc, skip }, limit: 100 }))
})
await figure('page, one rare kind', 100, async () => {
  must(await workspace.observations.page({ kinds: ['picture'], limit: 100 }))
})
await figure('histogram, whole time', 100, () => workspace.observations.histogram({ spans: 200 }))
await figure('peer: the same histogram by counting rows', null, async () => {
  peer
    .prepare(
      `select kind, (utc - ${RECORDS_START}) / ${4 * DAY} as span, count(*) from observation group by 1, 2`,
    )
    .all()
})
await figure('histogram, the party with most records', 100, () =>
  workspace.observations.histogram({ party: '+15555550000', spans: 200 }),
)
await figure('conversations', 100, async () => {
  must(await workspace.conversations.page({ limit: 50 }))
})
const listed = must(await workspace.conversations.page({ limit: 50 })).rows
await figure('messages of a conversation', 100, async () => {
  const { sourceId, fileId, thread } = pick(listed)
  const direction = pick(['older', 'newer'] as const)
  must(await workspace.conversations.messages({ sourceId, fileId, thread, direction, limit: 100 }))
})
await figure('places', 100, () => workspace.observations.places({ limit: 1000 }))
for (const [name, words] of Object.entries({
  'a rare word': ['zanzibar', '77777', '424242'],
  'a common word': ['the', 'bridge', 'number'],
  'two common words': ['the bridge', 'number lantern', 'teapot garden'],
  'a phrase of common words': ['"about the"', '"the bridge"'],
  'a prefix': ['lan*', '77*', 'b*', '1*'],
})) {
  await figure(`full text, ${name}`, 150, async () => {
    must(await workspace.search!.query(pick(words), { limit: 50 }))
  })
  await figure(`full text, ${name}, kinds + source + time`, 150, async () => {
    const { from, to } = range()
    must(await workspace.search!.query(pick(words), { kinds: kinds(), sourceId: 2, from, to, limit: 50 }))
  })
}
peer.close()
await workspace.close()
if (!kept) rmSync(parent, { recursive: true })

async function figure(name: string, target: number | null, ask: () => Promise<unknown>): Promise<void> {
  const took: number[] = []
  const cpu: number[] = []
  for (let i = 0; i < (target === null ? 3 : questions); i++) {
    const start = performance.now()
    const before = process.cpuUsage()
    await ask()
    const { user, system } = process.cpuUsage(before)
    took.push(performance.now() - start)
    cpu.push((user + system) / 1e3)
  }
  const at = (list: number[], part: number): string =>
    list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))]!.toFixed(1)
  console.log(
    `${name}: p50 ${at(took, 0.5)} ms, p95 ${at(took, 0.95)} ms (processor ${at(cpu, 0.95)} ms), longest ${at(took, 1)} ms${target === null ? '' : ` (target p95 ${target} ms)`}`,
  )
}

async function fill(into: Workspace): Promise<void> {
  const facts = { path: '/invented', treeKind: 'folder', reason: 'invented', toolVersion: 'bench' }
  const start = performance.now()
  for (const sourceId of [1, 2]) {
    const declaration = {
      name: `bench ${sourceId}`,
      authority: null,
      holderRole: 'unknown',
      scope: {},
    } as const
    must(await into.sources.add(declaration, facts))
    const file = { path: `${sourceId}.db`, logical: { path: `${sourceId}.db` }, sizeBytes: 1, digests: null }
    must(await into.files.record(sourceId, [{ ...file, recognised: null }]))
    must(await into.ingest.startSource(sourceId))
    const artifact = { id: 'bench', version: 1 }
    const { unitId } = must(await into.ingest.begin({ sourceId, path: file.path, artifact }))
    const ref = { sha256: '0'.repeat(64), path: file.path, sizeBytes: 1 } as never
    let items = 0
    while (items < records / 2) {
      const part = Array.from({ length: Math.min(BATCH, records / 2 - items) }, (_, i) =>
        inventedRecord(2 * (items + i) + sourceId - 1, ref),
      )
      must(await into.ingest.commit(unitId, encodeItems(part, { scope: {}, firstOrdinal: items })))
      items += part.length
    }
    must(await into.ingest.finish(unitId, { items }))
    must(await into.ingest.finishSource(sourceId))
  }
  await into.search!.indexPending()
  console.log(`made in ${((performance.now() - start) / 1e3).toFixed(0)} s`)
}

/** xorshift32: the same questions in each run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
