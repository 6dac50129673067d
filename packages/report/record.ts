// A stored observation with the names a reader outside needs, and its two flat forms: a JSON object and a row of cells.
// Both say where the record was read and how it was had; neither drops a raw value.

import { isoOfUtc, type Moment, type RawValue, utcOf } from '@manumit/base'
import {
  isRowPlace,
  type Observation,
  type ObservationKind,
  observationKind,
  type Where,
} from '@manumit/model'
import { fieldText, momentText } from './field-text.ts'

export interface ReportRecord {
  readonly id: number
  /** The source's id and name. */
  readonly source: { readonly id: number; readonly name: string }
  readonly artifact: { readonly id: string; readonly version: number }
  readonly observation: Observation
}

/** JSON has no integers past 2^53 and no bytes: the first as decimal text under `integer`, the second as `hex`. */
export type JsonRaw =
  | null
  | number
  | string
  | { readonly integer: string }
  | { readonly hex: string }
  | { readonly blobBytes: number }

/** A raw value in JSON, without loss: infinities and NaN, which no record of ours holds, would be text. */
export function jsonRaw(raw: RawValue): JsonRaw {
  if (typeof raw === 'bigint') return { integer: raw.toString() }
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : String(raw)
  if (raw instanceof Uint8Array) return { hex: hexOf(raw) }
  return raw
}

/** One record as a plain object for a line of JSON. Keys are in a fixed order, so the same record gives the same bytes. */
export function recordObject({ id, source, artifact, observation }: ReportRecord): Record<string, unknown> {
  const utc = utcOf(observation.at)
  return {
    id,
    kind: observation.kind,
    utc: utc === null ? null : isoOfUtc(utc),
    at: jsonMoment(observation.at),
    fields: Object.fromEntries(
      Object.entries(observation.fields)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [
          name,
          isMoment(observation.kind, name) ? jsonMoment(value as Moment) : value,
        ]),
    ),
    raw: Object.fromEntries(Object.entries(observation.raw).map(([name, raw]) => [name, jsonRaw(raw)])),
    where: { ...whereObject(observation.where), artifact: artifact.id, artifactVersion: artifact.version },
    source,
  }
}

const isMoment = (kind: string, field: string): boolean =>
  observationKind(kind)?.fields[field]?.type === 'moment'

function jsonMoment(moment: Moment): Record<string, unknown> {
  const { raw, ...rest } = moment
  return { ...rest, ...('utc' in moment ? { utc: isoOfUtc(moment.utc) } : {}), raw: jsonRaw(raw) }
}

function whereObject({ file, place }: Where): Record<string, unknown> {
  const { rowid, ...row } = isRowPlace(place) ? place : { ...place, rowid: null }
  return {
    path: file.path,
    ...(file.logical && { onPhone: file.logical }),
    sha256: file.sha256,
    ...row,
    ...(rowid === null ? {} : { rowid: typeof rowid === 'bigint' ? rowid.toString() : rowid }),
  }
}

/** A place as one line: `message row 12 (live)`, or `bytes 36–911`. */
export function placeText({ place }: Where): string {
  if (!isRowPlace(place)) return `bytes ${place.offset}–${place.offset + place.length - 1}`
  const how = place.state === 'live' ? 'live' : `${place.state}, seen in ${place.via}`
  return `${place.table} row ${place.rowid} (${how})`
}

/** Where the file lay on the phone, domain first; empty where its path says it. */
export function phonePlaceText({ file: { logical } }: Where): string {
  if (!logical) return ''
  return logical.domain === undefined ? logical.path : `${logical.domain} ${logical.path}`
}

export interface Column {
  readonly head: string
  cell(record: ReportRecord): string
}

const COMMON: readonly Column[] = [
  { head: 'Record', cell: ({ id }) => String(id) },
  { head: 'Kind', cell: ({ observation }) => observation.kind },
  { head: 'Time (UTC)', cell: ({ observation }) => momentText(observation.at) },
  { head: 'Time as stored', cell: ({ observation }) => rawText(observation.at.raw) },
]

const PLACE: readonly Column[] = [
  { head: 'Source', cell: ({ source }) => source.name },
  { head: 'File', cell: ({ observation }) => observation.where.file.path },
  { head: 'Place on the phone', cell: ({ observation }) => phonePlaceText(observation.where) },
  { head: 'File SHA-256', cell: ({ observation }) => observation.where.file.sha256 },
  { head: 'Place in file', cell: ({ observation }) => placeText(observation.where) },
  { head: 'Read by', cell: ({ artifact }) => `${artifact.id} v${artifact.version}` },
  {
    head: 'Values as stored',
    cell: ({ observation }) =>
      JSON.stringify(
        Object.fromEntries(Object.entries(observation.raw).map(([name, raw]) => [name, jsonRaw(raw)])),
      ),
  },
]

/**
 * Columns for records of these kinds: what they share, the fields of each kind, then place and stored values. With several
 * kinds a field's head names its kind.
 */
export function columnsOf(kinds: readonly ObservationKind[]): Column[] {
  const fields = kinds.flatMap((kind) =>
    Object.entries(kind.fields).map(([name, field]) => ({
      head: `${kinds.length > 1 ? `${kind.id}: ` : ''}${field.title}${field.unit && field.unit !== 'none' ? ` (${field.unit})` : ''}`,
      cell: ({ observation }: ReportRecord) =>
        observation.kind === kind.id
          ? fieldText(field, (observation.fields as Readonly<Record<string, unknown>>)[name])
          : '',
    })),
  )
  return [...COMMON, ...fields, ...PLACE]
}

/** A raw value as text: bytes as hexadecimal, a long blob by its length. */
export function rawText(raw: RawValue): string {
  if (raw === null) return ''
  if (raw instanceof Uint8Array) return hexOf(raw)
  if (typeof raw === 'object') return `blob of ${raw.blobBytes} bytes`
  return String(raw)
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
