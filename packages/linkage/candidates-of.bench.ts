// npm run bench candidates: 100,000 persons of ten sources with hubs and namesakes → candidates; and entities from judgements.
// Everything is invented; the seed is fixed.

import { createHash } from 'node:crypto'
import type { Utc } from '@manumit/base'
import {
  candidatesOf,
  type NameSighting,
  newNames,
  personsOf,
  project,
  type SourceIdentifier,
} from './index.ts'

const ROUNDS = 3
const SOURCES = 10
const PER_SOURCE = 10_000
const SEED = 20_261_125

let state = SEED
const below = (limit: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
const syllables = 'an be co du el fi go hu in ja ka le mo nu or pe qui ro su ta ul vi wo xe ya zo'.split(' ')
const word = (): string =>
  Array.from({ length: 2 + below(2) }, () => syllables[below(syllables.length)]).join('')
const names = Array.from({ length: 30_000 }, () => `${word()} ${word()}`)

const rows: SourceIdentifier[] = []
for (let source = 0; source < SOURCES; source += 1)
  for (let at = 0; at < PER_SOURCE; at += 1) {
    // One in five is known to several sources, and three numbers to nearly everybody.
    const who = below(5) === 0 ? below(20_000) : 20_000 + source * PER_SOURCE + at
    const entry = { id: `s${source}-c${at}`, name: names[who % names.length]! }
    const identifiers = [
      `phone:+1555${String(1_000_000 + who)}`,
      ...(below(3) === 0 ? [`email:p${who}@example.org`] : []),
    ]
    if (below(50) === 0) identifiers.push(`phone:+15550${100 + below(3)}`)
    for (const key of identifiers)
      rows.push({
        sourceId: `s${source}`,
        key,
        records: 1 + below(40),
        recordIds: [`s${source}-r${at}`],
        names: [],
        firstUtc: at as Utc,
        lastUtc: (at + 1) as Utc,
        isDevice: false,
        entries: [entry],
      })
  }

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
/** Processor time, since others may share the machine; wall time beside it. */
function timed<T>(run: () => T): { cpu: number; wall: number; value: T } {
  const [cpus, walls]: [number[], number[]] = [[], []]
  let value: T | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const [started, before] = [performance.now(), process.cpuUsage()]
    value = run()
    const { user, system } = process.cpuUsage(before)
    cpus.push((user + system) / 1000)
    walls.push(performance.now() - started)
  }
  return { cpu: median(cpus), wall: median(walls), value: value! }
}
const line = (name: string, { cpu, wall }: { cpu: number; wall: number }, note: string): void =>
  console.log(`${name}: ${Math.round(cpu)} ms of processor, ${Math.round(wall)} ms in all (${note})`)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const grouped = timed(() => personsOf(rows, { digest }))
line('persons of sources', grouped, `${rows.length} rows → ${grouped.value.length} persons, seed ${SEED}`)

const linked = timed(() => candidatesOf({ persons: grouped.value }))
const { candidates, hubs, pairsCompared } = linked.value
line(
  'candidates',
  linked,
  `${pairsCompared} pairs compared, ${candidates.length} given, ${hubs.size} hubs; target under 5,000`,
)

const judgements = candidates.slice(0, 10_000).map(({ id }, at) => ({
  subject: `candidate:${id}`,
  decision: at % 3 === 0 ? 'reject' : 'accept',
  reason: 'bench',
  author: 'bench',
  at: at as Utc,
}))
const entities = timed(() => project({ persons: grouped.value, candidates, judgements }))
line('entities', entities, `${judgements.length} judgements → ${entities.value.entities.length} entities`)

const sightings = Array.from(
  { length: 500_000 },
  (_, at): NameSighting => ({
    kind: 'domain',
    name: `site${below(20_000)}.test`,
    sourceId: `s${at % SOURCES}`,
    personId: `p${below(1000)}`,
    utc: at as Utc,
    reached: 'link',
    recordId: `r${at}`,
  }),
)
const baseline = {
  title: 'bench',
  date: '2026-01-31',
  names: Array.from({ length: 300 }, (_, at) => `known${at}.test`),
}
const named = timed(() => newNames(sightings, baseline))
line('new names', named, `${sightings.length} sightings → ${named.value.length} names`)
