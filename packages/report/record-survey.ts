// The first pass over the records of a report: how many, of which kinds, on which days, in which conversations. It keeps
// counts and record numbers, never records.

import { type Utc, utcOf } from '@manumit/base'
import type { Observation, Party } from '@manumit/model'
import { partyText } from './field-text.ts'
import type { ReportRecord } from './record.ts'

export interface RecordSurvey {
  readonly total: number
  readonly byKind: Readonly<Record<string, number>>
  readonly superseded: number
  readonly untimed: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Day since 1970 (UTC) → records by kind. */
  readonly days: ReadonlyMap<number, Readonly<Record<string, number>>>
  /** `id version` of artifacts → records. */
  readonly byArtifact: ReadonlyMap<string, number>
  /** In the order of their first records. */
  readonly conversations: readonly SurveyedConversation[]
}

export interface SurveyedConversation {
  readonly source: { readonly id: number; readonly name: string }
  /** Identifier of the thread as recorded; null where records name none, and are put together by their parties. */
  readonly thread: string | null
  /** Who is named beside the device, the first met first, at most 8; and how many there are. */
  readonly parties: readonly string[]
  readonly partyCount: number
  readonly superseded: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Record numbers in timeline order. */
  readonly ids: readonly number[]
}

const DAY_MICROS = 86_400_000_000
const PARTIES_NAMED = 8

/** Takes records one by one; `result` is what was counted so far. */
export function makeRecordSurvey(): { take(record: ReportRecord): void; result(): RecordSurvey } {
  const byKind: Record<string, number> = {}
  const byArtifact = new Map<string, number>()
  const days = new Map<number, Record<string, number>>()
  const conversations = new Map<string, Growing>()
  let total = 0
  let superseded = 0
  let untimed = 0
  let firstUtc: Utc | null = null
  let lastUtc: Utc | null = null
  return {
    take(record) {
      const { observation, artifact } = record
      const { kind, where, at } = observation
      const utc = utcOf(at)
      total++
      byKind[kind] = (byKind[kind] ?? 0) + 1
      const reader = `${artifact.id} ${artifact.version}`
      byArtifact.set(reader, (byArtifact.get(reader) ?? 0) + 1)
      if ('state' in where.place && where.place.state === 'superseded') superseded++
      if (utc === null) untimed++
      else {
        if (firstUtc === null || utc < firstUtc) firstUtc = utc
        if (lastUtc === null || utc > lastUtc) lastUtc = utc
        const day = Math.floor(utc / DAY_MICROS)
        const counts = days.get(day) ?? {}
        counts[kind] = (counts[kind] ?? 0) + 1
        days.set(day, counts)
      }
      if (kind === 'message') join(conversations, record, utc)
    },
    result: () => ({
      total,
      byKind,
      superseded,
      untimed,
      firstUtc,
      lastUtc,
      days,
      byArtifact,
      conversations: [...conversations.values()].map(({ parties, ...rest }) => ({
        ...rest,
        parties: [...parties].slice(0, PARTIES_NAMED),
        partyCount: parties.size,
      })),
    }),
  }
}

interface Growing {
  readonly source: ReportRecord['source']
  readonly thread: string | null
  readonly parties: Set<string>
  superseded: number
  firstUtc: Utc | null
  lastUtc: Utc | null
  readonly ids: number[]
}

function join(conversations: Map<string, Growing>, record: ReportRecord, utc: Utc | null): void {
  const { id, source, observation } = record
  const { from, to, thread } = observation.fields as MessageFields
  const others = [...(from ? [from] : []), ...(to ?? [])].filter(
    (party) => !party.device && party.id !== null,
  )
  const named = others.map(partyText)
  const key = JSON.stringify([
    source.id,
    observation.where.file.path,
    thread === undefined ? others.map((party) => party.id).sort() : thread,
  ])
  let found = conversations.get(key)
  if (!found) {
    found = {
      source,
      thread: thread ?? null,
      parties: new Set(),
      superseded: 0,
      firstUtc: utc,
      lastUtc: utc,
      ids: [],
    }
    conversations.set(key, found)
  }
  for (const name of named) if (found.parties.size < 1_000) found.parties.add(name)
  if ('state' in observation.where.place && observation.where.place.state === 'superseded') found.superseded++
  if (utc !== null) {
    if (found.firstUtc === null || utc < found.firstUtc) found.firstUtc = utc
    if (found.lastUtc === null || utc > found.lastUtc) found.lastUtc = utc
  }
  found.ids.push(id)
}

interface MessageFields {
  readonly from?: Party
  readonly to?: readonly Party[]
  readonly thread?: string
}

/** The message fields of an observation that is one. */
export const messageFields = (observation: Observation) =>
  observation.fields as MessageFields & {
    readonly direction?: string
    readonly subject?: string
    readonly body?: string
    readonly event?: string
    readonly reaction?: string
  }
