// What records name → the rows that linking writes: mentions, and per unit how often, when, how spelled, beside which name,
// together with what. Sums over units are left to whoever reads, so that a unit can be forgotten by its number.

import type { IdentifierMentionRows } from './engine.ts'
import { ENTRY_ROLE, type NamedIdentifier, type RecordMentions, TEXT_ROLE } from './ports/linking.ts'
import {
  type IdentifierEntryTable,
  type IdentifierPairTable,
  type IdentifierRecordsTable,
  type IdentifierSeenTable,
  type IdentifierSpellingTable,
  type NameSightingTable,
  ordinalOfId,
  unitOfId,
} from './schema.ts'
import { toStoredText } from './stored-text.ts'
import { MENTION_SAMPLE } from './tally.ts'

/** A spelling or name longer than this stays in its record alone. */
const MAX_SPELLING_CHARS = 300
/** Identifiers of one record that are paired with each other; of a longer list, only with the first of them. */
export const MAX_PAIRED = 40
/** Kinds that are names of the net; their records are kept with how they were reached. */
const NAME_KINDS = new Set(['domain', 'invite', 'app'])
/** Kinds that pair with nothing: an address's domain does. */
const UNPAIRED_KINDS = new Set(['url'])

export interface IdentifierRows {
  readonly mentions: IdentifierMentionRows
  readonly seen: readonly IdentifierSeenTable[]
  readonly records: readonly IdentifierRecordsTable[]
  readonly spellings: readonly IdentifierSpellingTable[]
  readonly entries: readonly IdentifierEntryTable[]
  readonly pairs: readonly IdentifierPairTable[]
  readonly sightings: readonly NameSightingTable[]
}

/** `numberOf` gives an identifier's number by its key. */
export function identifierRows(
  records: readonly RecordMentions[],
  numberOf: (key: string) => number,
): IdentifierRows {
  const mentions = makeMentionRows()
  const seen = new Map<string, IdentifierSeenTable>()
  const counted = new Map<string, IdentifierRecordsTable>()
  const spellings = new Map<string, IdentifierSpellingTable>()
  const entries = new Map<string, IdentifierEntryTable>()
  const pairs = new Map<string, IdentifierPairTable>()
  const sightings: NameSightingTable[] = []

  function addSpelling(unitId: number, id: number, what: 'as' | 'name', spelling: string | undefined): void {
    if (spelling === undefined || spelling === '' || spelling.length > MAX_SPELLING_CHARS) return
    const key = `${unitId} ${id} ${what} ${spelling}`
    const row = spellings.get(key)
    if (row) row.count++
    else
      spellings.set(key, {
        unit_id: unitId,
        identifier_id: id,
        what,
        spelling: toStoredText(spelling),
        count: 1,
      })
  }

  for (const record of records) {
    if (record.mentions.length === 0) continue
    const { observationId, kind, utc } = record
    const unitId = unitOfId(observationId)
    const ofRecord = distinctIn(record.mentions, numberOf)
    for (const { mention, id } of ofRecord.mentions) {
      mentions.add({ observationId, id, mention, utc })
      addSpelling(unitId, id, 'as', mention.spelling)
      if (mention.role === ENTRY_ROLE)
        entries.set(`${id} ${observationId}`, {
          unit_id: unitId,
          identifier_id: id,
          observation_id: observationId,
          name: mention.name === undefined ? null : toStoredText(mention.name.slice(0, MAX_SPELLING_CHARS)),
        })
      else addSpelling(unitId, id, 'name', mention.name)
    }
    for (const { id, roles, isNamed, isDevice, kind: identifierKind } of ofRecord.identifiers) {
      const owner = { unit_id: unitId, identifier_id: id }
      const times = { first_utc: utc, last_utc: utc }
      for (const role of roles)
        addCount(seen, `${unitId} ${id} ${kind} ${role}`, utc, () => ({
          ...owner,
          kind,
          role,
          count: 0,
          ...times,
        }))
      const row = addCount(counted, `${unitId} ${id} ${kind}`, utc, () => ({
        ...owner,
        kind,
        count: 0,
        ...times,
        named: 0,
        named_first_utc: null,
        named_last_utc: null,
        sample: '',
        is_device: 0,
      }))
      if (isNamed) addNamed(row, observationId, utc)
      if (isDevice) row.is_device = 1
      if (NAME_KINDS.has(identifierKind))
        sightings.push({
          ...owner,
          observation_id: observationId,
          utc,
          reached: record.reached ?? 'unknown',
          named_by: record.namedBy === undefined ? null : toStoredText(record.namedBy),
        })
    }
    for (const [left, right] of pairsOf(ofRecord.identifiers))
      addCount(pairs, `${unitId} ${left} ${right} ${kind}`, utc, () => ({
        unit_id: unitId,
        left_id: left,
        right_id: right,
        kind,
        count: 0,
        first_utc: utc,
        last_utc: utc,
      }))
  }
  return {
    mentions: mentions.finish(),
    seen: [...seen.values()],
    records: [...counted.values()],
    spellings: [...spellings.values()],
    entries: [...entries.values()],
    pairs: [...pairs.values()],
    sightings,
  }
}

/** What pairing needs to know of an identifier in a record. */
export interface PairedIdentifier {
  readonly id: number
  readonly kind: string
}

/** The pairs that one record makes, each lower number first. */
export function* pairsOf(identifiers: readonly PairedIdentifier[]): Iterable<readonly [number, number]> {
  const paired = identifiers.filter(({ kind }) => !UNPAIRED_KINDS.has(kind))
  const firsts = paired.length <= MAX_PAIRED ? paired.length : 1
  for (let i = 0; i < firsts; i++)
    for (let k = i + 1; k < paired.length; k++) {
      const a = paired[i]!.id
      const b = paired[k]!.id
      yield a < b ? [a, b] : [b, a]
    }
}

interface InRecord {
  readonly id: number
  readonly kind: string
  readonly roles: string[]
  /** Named otherwise than inside a text. */
  isNamed: boolean
  isDevice: boolean
}

/** A record's mentions, each place once, and its identifiers, each once. */
function distinctIn(mentions: readonly NamedIdentifier[], numberOf: (key: string) => number) {
  const byId = new Map<number, InRecord>()
  const places = mentions.length > 1 ? new Set<string>() : null
  const kept: { readonly mention: NamedIdentifier; readonly id: number }[] = []
  for (const mention of mentions) {
    const id = numberOf(mention.key)
    const place = places && `${id} ${mention.start} ${mention.field}`
    if (places && place) {
      if (places.has(place)) continue
      places.add(place)
    }
    kept.push({ mention, id })
    let entry = byId.get(id)
    if (!entry) {
      entry = { id, kind: mention.kind, roles: [], isNamed: false, isDevice: false }
      byId.set(id, entry)
    }
    if (!entry.roles.includes(mention.role)) entry.roles.push(mention.role)
    if (mention.role !== TEXT_ROLE) entry.isNamed = true
    if (mention.isDevice) entry.isDevice = true
  }
  return { mentions: kept, identifiers: [...byId.values()] }
}

interface Counted {
  count: number
  first_utc: number | null
  last_utc: number | null
}

function addCount<Row extends Counted>(
  rows: Map<string, Row>,
  key: string,
  utc: number | null,
  make: () => Row,
): Row {
  let row = rows.get(key)
  if (!row) {
    row = make()
    rows.set(key, row)
  }
  row.count++
  if (utc !== null && (row.first_utc === null || utc < row.first_utc)) row.first_utc = utc
  if (utc !== null && (row.last_utc === null || utc > row.last_utc)) row.last_utc = utc
  return row
}

function addNamed(row: IdentifierRecordsTable, observationId: number, utc: number | null): void {
  if (row.named < MENTION_SAMPLE) row.sample += `${ordinalOfId(observationId)},`
  row.named++
  if (utc !== null && (row.named_first_utc === null || utc < row.named_first_utc)) row.named_first_utc = utc
  if (utc !== null && (row.named_last_utc === null || utc > row.named_last_utc)) row.named_last_utc = utc
}

function makeMentionRows() {
  const rows = {
    observationIds: [] as number[],
    identifierIds: [] as number[],
    fields: [] as string[],
    starts: [] as number[],
    ends: [] as number[],
    roles: [] as string[],
    utc: [] as (number | null)[],
  }
  return {
    add(row: { observationId: number; id: number; mention: NamedIdentifier; utc: number | null }): void {
      rows.observationIds.push(row.observationId)
      rows.identifierIds.push(row.id)
      rows.fields.push(row.mention.field)
      rows.starts.push(row.mention.start ?? -1)
      rows.ends.push(row.mention.end ?? -1)
      rows.roles.push(row.mention.role)
      rows.utc.push(row.utc)
    },
    finish: (): IdentifierMentionRows => rows,
  }
}
