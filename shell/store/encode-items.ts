// What an artifact gave → the columns the writer takes. Pure, so that a parse worker does it; what lies outside the
// source's scope is counted here and goes no further.

import { type Issue, isIssue, utcOf } from '@manumit/base'
import { isInScope, isRowPlace, type Observation, observationKind, type Scope } from '@manumit/model'
import { bytesColumn, doublesColumn, integersColumn } from './number-column.ts'
import { makeRecordEncoder } from './record-encoder.ts'
import type { IssueColumns, MentionColumns, ObservationColumns, RowBatch } from './row-batch.ts'
import { searchTextOf } from './search-text.ts'
import { toStoredJson } from './stored-json.ts'
import { TextColumn } from './text-column.ts'

/** Bytes to begin with: many a batch is one picture's record, and a long one grows soon enough. */
const RECORDS_CAPACITY = 1 << 14

/** Row states as `ObservationColumns.state` numbers them. */
export const ROW_STATES = [null, 'live', 'superseded'] as const

/** What a batch is encoded under. */
export interface BatchContext {
  /** What may enter, as UnitProgress gives it. */
  readonly scope: Scope
  /** Position of the batch's first item among all the artifact gives for the file. */
  readonly firstOrdinal: number
}

/**
 * Encodes items one by one, so that a worker need not keep them: add what the artifact gives, in its order, and finish
 * when `items()` is as many as a batch shall have (20,000 is a good number).
 */
export interface BatchEncoder {
  add(item: Observation | Issue): void
  items(): number
  finish(): RowBatch
}

export function makeBatchEncoder({ scope, firstOrdinal }: BatchContext): BatchEncoder {
  const observations = makeObservationColumns()
  const issues = makeIssueColumns()
  const mentions = makeMentionColumns()
  const readsByKind = new Map<string, ReadFields>()
  const outOfScope: Record<string, number> = {}
  let items = 0

  function addObservation(item: Observation, ordinal: number): void {
    const utc = utcOf(item.at)
    if (!isInScope(scope, item.kind, utc)) {
      outOfScope[item.kind] = (outOfScope[item.kind] ?? 0) + 1
      return
    }
    let reads = readsByKind.get(item.kind)
    if (!reads) {
      reads = readFields(item.kind)
      readsByKind.set(item.kind, reads)
    }
    mentions.add(observations.add(item, { ordinal, utc, reads }), item, reads)
  }

  return {
    add(item) {
      const ordinal = firstOrdinal + items++
      if (isIssue(item)) issues.add(item, ordinal)
      else addObservation(item, ordinal)
    },
    items: () => items,
    finish: () => ({
      firstOrdinal,
      items,
      observations: observations.finish(),
      issues: issues.finish(),
      mentions: mentions.finish(),
      outOfScope,
    }),
  }
}

/** A batch of consecutive items at once. */
export function encodeItems(items: Iterable<Observation | Issue>, context: BatchContext): RowBatch {
  const encoder = makeBatchEncoder(context)
  for (const item of items) encoder.add(item)
  return encoder.finish()
}

/** The batch's buffers, for the transfer list of postMessage: they then move instead of being copied. */
export const transferables = (batch: RowBatch): ArrayBuffer[] =>
  [
    batch.observations.ordinals,
    batch.observations.utc,
    batch.observations.kind,
    batch.observations.state,
    batch.observations.shape,
    batch.observations.records,
    batch.observations.recordEnds,
    batch.observations.searchTexts,
    batch.observations.searchEnds,
    batch.observations.thread,
    batch.observations.placed,
    batch.issues.ordinals,
    batch.mentions.observation,
    batch.mentions.party,
    batch.mentions.role,
  ].map((column) => column.buffer as ArrayBuffer)

/** The fields of a kind that the store reads besides keeping them: searched, naming parties, a thread, a place. */
interface ReadFields {
  readonly searched: readonly string[]
  readonly hasThread: boolean
  readonly placing: readonly string[]
  readonly naming: readonly { readonly field: string; readonly type: string }[]
}

function readFields(kindId: string): ReadFields {
  const fields = Object.entries(observationKind(kindId)?.fields ?? {})
  return {
    searched: fields.filter(([, field]) => field.search).map(([name]) => name),
    hasThread: fields.some(([name, { type }]) => name === 'thread' && type === 'text'),
    placing: fields.filter(([, { type }]) => type === 'coordinates').map(([name]) => name),
    naming: fields
      .filter(([, { type }]) => type === 'party' || type === 'parties' || type === 'identifiers')
      .map(([field, { type }]) => ({ field, type })),
  }
}

function makeObservationColumns() {
  const ordinals = integersColumn()
  const utcs = doublesColumn()
  const kind = bytesColumn()
  const kinds: string[] = []
  const state = bytesColumn()
  const shape = integersColumn()
  const records = new TextColumn(RECORDS_CAPACITY)
  const encoder = makeRecordEncoder(records)
  const searchTexts = new TextColumn()
  const thread = integersColumn()
  const threadIndex = new Map<string, number>()
  const placed = integersColumn()

  /** The position of the record's thread, plus one; 0 for none. */
  function threadOf(item: Observation): number {
    const { thread: name } = item.fields as { readonly thread?: unknown }
    if (typeof name !== 'string' || name === '') return 0
    const known = threadIndex.get(name)
    if (known !== undefined) return known
    threadIndex.set(name, threadIndex.size + 1)
    return threadIndex.size
  }

  return {
    /** Gives the row's number in the batch. */
    add(
      item: Observation,
      {
        ordinal,
        utc,
        reads,
      }: { readonly ordinal: number; readonly utc: number | null; readonly reads: ReadFields },
    ): number {
      const { place } = item.where
      ordinals.push(ordinal)
      utcs.push(utc ?? Number.NaN)
      kind.push(indexIn(kinds, item.kind))
      state.push(isRowPlace(place) ? ROW_STATES.indexOf(place.state) : 0)
      shape.push(encoder.write(item))
      records.end()
      searchTexts.text(searchTextOf(item.fields, reads.searched))
      searchTexts.end()
      thread.push(reads.hasThread ? threadOf(item) : 0)
      for (const name of reads.placing)
        if ((item.fields as Readonly<Record<string, unknown>>)[name] !== undefined) {
          placed.push(ordinals.count - 1)
          break
        }
      return ordinals.count - 1
    },
    finish(): ObservationColumns {
      const record = records.finish()
      const search = searchTexts.finish()
      return {
        count: ordinals.count,
        ordinals: ordinals.finish(),
        utc: utcs.finish(),
        kind: kind.finish(),
        kinds,
        state: state.finish(),
        shape: shape.finish(),
        shapes: encoder.shapes,
        records: record.texts,
        recordEnds: record.ends,
        searchTexts: search.texts,
        searchEnds: search.ends,
        thread: thread.finish(),
        threads: [...threadIndex.keys()],
        placed: placed.finish(),
      }
    },
  }
}

function makeIssueColumns() {
  const ordinals: number[] = []
  const codes: string[] = []
  const severities: string[] = []
  const records: string[] = []
  return {
    add(item: Issue, ordinal: number): void {
      ordinals.push(ordinal)
      codes.push(item.code)
      severities.push(item.severity)
      records.push(toStoredJson({ at: item.at, data: item.data }))
    },
    finish: (): IssueColumns => ({
      count: ordinals.length,
      ordinals: new Uint32Array(ordinals),
      codes,
      severities,
      records,
    }),
  }
}

function makeMentionColumns() {
  const observation = integersColumn()
  const party = integersColumn()
  const role = bytesColumn()
  const partyIndex = new Map<string, number>()
  const roles: string[] = []
  const mention = (row: number, identifier: unknown, roleIndex: number): void => {
    if (typeof identifier !== 'string' || identifier === '') return
    let index = partyIndex.get(identifier)
    if (index === undefined) {
      index = partyIndex.size
      partyIndex.set(identifier, index)
    }
    // A record that names a party twice in one field mentions it once.
    for (let i = observation.count - 1; i >= 0 && observation.at(i) === row; i--)
      if (party.at(i) === index && role.at(i) === roleIndex) return
    observation.push(row)
    party.push(index)
    role.push(roleIndex)
  }
  return {
    add(row: number, item: Observation, { naming }: ReadFields): void {
      for (const { field, type } of naming) {
        const value = (item.fields as Record<string, unknown>)[field]
        if (value === undefined || value === null) continue
        const roleIndex = indexIn(roles, field)
        if (type === 'party') mention(row, (value as { id: unknown }).id, roleIndex)
        else
          for (const each of value as readonly unknown[])
            mention(row, type === 'parties' ? (each as { id: unknown }).id : each, roleIndex)
      }
    },
    finish: (): MentionColumns => ({
      count: observation.count,
      observation: observation.finish(),
      party: party.finish(),
      parties: [...partyIndex.keys()],
      role: role.finish(),
      roles,
    }),
  }
}

/** Position of a name in a short list, adding it where new. */
function indexIn(names: string[], name: string): number {
  const index = names.indexOf(name)
  return index >= 0 ? index : names.push(name) - 1
}
