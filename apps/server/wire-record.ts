// A stored record as the contract has it. Texts of any length come out of evidence: a line of a list and a field of a record
// are cut, and say so; the record keeps all of it.

import { utcOf } from '@manumit/base'
import type { OutputOf, RecordRow } from '@manumit/contract'
import {
  type Attachment,
  type Coordinates,
  isRowPlace,
  type Observation,
  observationKind,
  type Party,
} from '@manumit/model'
import { captionOf, fieldText, jsonRaw, momentText } from '@manumit/report'
import type { StoredObservation } from '@manumit/store'

type WireMessage = OutputOf<'conversations.messages'>['rows'][number]
type WirePlace = OutputOf<'places.list'>['places'][number]
type WireFields = Pick<OutputOf<'records.get'>, 'kindTitle' | 'fields' | 'raw'>

/** UTF-16 units of a line in a list, and of a field. */
const CAPTION_UNITS = 500
const FIELD_UNITS = 50_000

export function recordRow({ id, sourceId, observation }: StoredObservation): RecordRow {
  const { place } = observation.where
  const row = isRowPlace(place) ? place : null
  return {
    id,
    kind: observation.kind,
    sourceId,
    utc: utcOf(observation.at),
    time: cut(momentText(observation.at), CAPTION_UNITS) || 'no time recorded',
    state: row?.state ?? null,
    via: row?.via ?? null,
    caption: cut(captionOf(observation), CAPTION_UNITS),
  }
}

/** A text, or its beginning and how much there is of it; never cut through a character. */
export function cut(text: string, most = FIELD_UNITS): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  const end = last >= 0xd800 && last < 0xdc00 ? most - 1 : most
  return `${text.slice(0, end)}… (${text.length} characters in all)`
}

/** Fields by name, of whatever kind: a newer version may have written kinds that this one does not declare. */
type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (observation: Observation): Fields => observation.fields as Fields

const textOf = (fields: Fields, name: string): string | null =>
  typeof fields[name] === 'string' ? cut(fields[name]) : null

/** What is said of edits, retraction and reading stands in the fields that are moments. */
const isNote = (name: string): boolean => name !== 'sentAt'

export function messageRow(stored: StoredObservation): WireMessage {
  const { observation } = stored
  const fields = fieldsOf(observation)
  const declared = Object.entries(observationKind(observation.kind)?.fields ?? {})
  const notes = declared
    .filter(([name, field]) => field.type === 'moment' && isNote(name) && fields[name] !== undefined)
    .map(([name, field]) => ({ title: field.title, text: cut(fieldText(field, fields[name])) }))
    .filter(({ text }) => text !== '')
  const from = fields.from as Party | undefined
  return {
    ...recordRow(stored),
    direction: textOf(fields, 'direction'),
    from: from ? partyOf(from) : null,
    subject: textOf(fields, 'subject'),
    body: textOf(fields, 'body'),
    event: textOf(fields, 'event'),
    reaction: textOf(fields, 'reaction'),
    attachments: ((fields.attachments ?? []) as readonly Attachment[]).map(
      ({ path, mimeType = null, sha256 = null }) => ({ path, mimeType, sha256 }),
    ),
    notes,
  }
}

const partyOf = ({ id, device, name }: Party) => ({
  id: id === null ? null : cut(id),
  ...(device && { device }),
  ...(name !== undefined && { name: cut(name) }),
})

/** Fields as their kind declares them, those that are stated; values as stored. */
export function recordFields({ observation }: StoredObservation): WireFields {
  const kind = observationKind(observation.kind)
  const stated = fieldsOf(observation)
  const fields = Object.entries(kind?.fields ?? {})
    .filter(([name]) => stated[name] !== undefined && stated[name] !== null)
    .map(([name, field]) => ({
      name,
      title: field.unit && field.unit !== 'none' ? `${field.title} (${field.unit})` : field.title,
      type: field.type,
      text: cut(fieldText(field, stated[name])),
    }))
  const raw = Object.fromEntries(
    Object.entries(observation.raw).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value) : jsonRaw(value),
    ]),
  )
  return { kindTitle: kind?.title ?? observation.kind, fields, raw }
}

/** The first field that states coordinates; null where none does. */
export function placeRow(stored: StoredObservation): WirePlace | null {
  const { observation, artifact } = stored
  const fields = fieldsOf(observation)
  const found = Object.entries(observationKind(observation.kind)?.fields ?? {}).find(
    ([name, field]) => field.type === 'coordinates' && fields[name] !== undefined,
  )
  if (!found) return null
  const [name, { title }] = found
  const { latitude, longitude } = fields[name] as Coordinates
  const { accuracyMetres } = fields
  return {
    record: recordRow(stored),
    latitude,
    longitude,
    accuracyMetres: typeof accuracyMetres === 'number' ? accuracyMetres : null,
    statedBy: `${title} (${artifact.id})`,
  }
}
