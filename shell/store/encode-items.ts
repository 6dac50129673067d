// What an artifact gave → the columns the writer takes. Pure, so that a parse worker does it; what lies outside the
// source's scope is counted here and goes no further.

import { type Issue, isIssue, utcOf } from '@manumit/base'
import { isInScope, isRowPlace, type Observation, observationKind, type Scope } from '@manumit/model'
import type { IssueColumns, MentionColumns, ObservationColumns, RowBatch } from './row-batch.ts'
import { searchTextOf } from './search-text.ts'
import { makeJsonWriter } from './stored-json.ts'

/** Row states as `ObservationColumns.state` numbers them. */
export const ROW_STATES = [null, 'live', 'superseded'] as const

/**
 * Encodes consecutive items of one artifact over one file.
 *
 * @param items                 in the artifact's order
 * @param context.scope         what may enter, as UnitProgress gives it
 * @param context.firstOrdinal  position of the first item among all of the artifact's items for the file
 */
export function encodeItems(
  items: readonly (Observation | Issue)[],
  { scope, firstOrdinal }: { readonly scope: Scope; readonly firstOrdinal: number },
): RowBatch {
  const write = makeJsonWriter()
  const observations = makeObservationColumns(items.length)
  const mentions = makeMentionColumns()
  const readsByKind = new Map<string, ReadFields>()
  const issues: { ordinals: number[]; codes: string[]; severities: string[]; records: string[] } = {
    ordinals: [],
    codes: [],
    severities: [],
    records: [],
  }
  const outOfScope: Record<string, number> = {}
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    if (isIssue(item)) {
      issues.ordinals.push(firstOrdinal + i)
      issues.codes.push(item.code)
      issues.severities.push(item.severity)
      issues.records.push(write({ at: item.at, data: item.data }))
      continue
    }
    const utc = utcOf(item.at)
    if (!isInScope(scope, item.kind, utc)) {
      outOfScope[item.kind] = (outOfScope[item.kind] ?? 0) + 1
      continue
    }
    const reads = readsByKind.get(item.kind) ?? readFields(item.kind)
    readsByKind.set(item.kind, reads)
    const row = observations.add(item, { ordinal: firstOrdinal + i, utc, reads, write })
    mentions.add(row, item, reads)
  }
  return {
    firstOrdinal,
    items: items.length,
    observations: observations.finish(),
    issues: finishIssues(issues),
    mentions: mentions.finish(),
    outOfScope,
  }
}

/** The batch's buffers, for the transfer list of postMessage: they then move instead of being copied. */
export const transferables = (batch: RowBatch): ArrayBuffer[] =>
  [
    batch.observations.ordinals,
    batch.observations.utc,
    batch.observations.kind,
    batch.observations.state,
    batch.observations.recordEnds,
    batch.observations.searchEnds,
    batch.issues.ordinals,
    batch.mentions.observation,
    batch.mentions.party,
    batch.mentions.role,
  ].map((column) => column.buffer as ArrayBuffer)

/** The fields of a kind that the store reads besides keeping them: those searched, and those that name parties. */
interface ReadFields {
  readonly searched: readonly string[]
  readonly naming: readonly { readonly field: string; readonly type: string }[]
}

function readFields(kindId: string): ReadFields {
  const fields = Object.entries(observationKind(kindId)?.fields ?? {})
  return {
    searched: fields.filter(([, field]) => field.search).map(([name]) => name),
    naming: fields
      .filter(([, { type }]) => type === 'party' || type === 'parties' || type === 'identifiers')
      .map(([field, { type }]) => ({ field, type })),
  }
}

function makeObservationColumns(capacity: number) {
  const ordinals = new Uint32Array(capacity)
  const utcs = new Float64Array(capacity)
  const kind = new Uint8Array(capacity)
  const state = new Uint8Array(capacity)
  const recordEnds = new Uint32Array(capacity)
  const searchEnds = new Uint32Array(capacity)
  const kinds: string[] = []
  let records = ''
  let searchTexts = ''
  let count = 0
  return {
    add(
      item: Observation,
      {
        ordinal,
        utc,
        reads,
        write,
      }: { ordinal: number; utc: number | null; reads: ReadFields; write: (value: unknown) => string },
    ): number {
      const { place } = item.where
      ordinals[count] = ordinal
      utcs[count] = utc ?? Number.NaN
      kind[count] = indexIn(kinds, item.kind)
      state[count] = isRowPlace(place) ? ROW_STATES.indexOf(place.state) : 0
      records += `{"at":${write(item.at)},"place":${write(place)},"fields":${write(item.fields)},"raw":${write(item.raw)}}`
      recordEnds[count] = records.length
      searchTexts += searchTextOf(item.fields, reads.searched)
      searchEnds[count] = searchTexts.length
      return count++
    },
    finish: (): ObservationColumns => ({
      count,
      ordinals: ordinals.slice(0, count),
      utc: utcs.slice(0, count),
      kind: kind.slice(0, count),
      kinds,
      state: state.slice(0, count),
      records,
      recordEnds: recordEnds.slice(0, count),
      searchTexts,
      searchEnds: searchEnds.slice(0, count),
    }),
  }
}

function makeMentionColumns() {
  const observation: number[] = []
  const party: number[] = []
  const role: number[] = []
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
    for (let i = observation.length - 1; i >= 0 && observation[i] === row; i--)
      if (party[i] === index && role[i] === roleIndex) return
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
      count: observation.length,
      observation: Uint32Array.from(observation),
      party: Uint32Array.from(party),
      parties: [...partyIndex.keys()],
      role: Uint8Array.from(role),
      roles,
    }),
  }
}

function finishIssues(issues: {
  readonly ordinals: readonly number[]
  readonly codes: readonly string[]
  readonly severities: readonly string[]
  readonly records: readonly string[]
}): IssueColumns {
  return { ...issues, count: issues.ordinals.length, ordinals: Uint32Array.from(issues.ordinals) }
}

/** Position of a name in a short list, adding it where new. */
function indexIn(names: string[], name: string): number {
  const index = names.indexOf(name)
  return index >= 0 ? index : names.push(name) - 1
}
