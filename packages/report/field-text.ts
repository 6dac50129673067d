// The values of an observation's fields as one line of text each, for tables and captions. What is absent is empty text in
// a cell and left out of a caption; nothing is filled in.

import { isoOfUtc, type Moment } from '@manumit/base'
import {
  type Attachment,
  type Coordinates,
  type FieldDeclaration,
  type FieldValues,
  type Observation,
  observationKind,
  type Party,
} from '@manumit/model'

/** A moment as text: UTC as ISO 8601; a time without a zone says so; unset and impossible say so, with the raw value. */
export function momentText(moment: Moment): string {
  if ('utc' in moment) return isoOfUtc(moment.utc)
  if ('local' in moment) return `${moment.local} (no zone recorded)`
  return 'unset' in moment ? '' : `not a time: ${String(moment.raw)}`
}

/** A party as recorded: its id, with a name of the same record in parentheses; the device's own account as such. */
export function partyText(party: Party): string {
  const id = party.id ?? (party.device ? 'this device' : 'not recorded')
  return party.name ? `${id} (${party.name})` : id
}

/** Degrees with the digits as recorded, latitude first. */
export const coordinatesText = ({ latitude, longitude }: Coordinates): string => `${latitude}, ${longitude}`

const attachmentText = ({ path, mimeType, sha256 }: Attachment): string =>
  [path ?? 'no path recorded', mimeType, sha256 && `sha256 ${sha256}`].filter(Boolean).join(', ')

const TEXT: { readonly [T in keyof FieldValues]: (value: FieldValues[T]) => string } = {
  text: (value) => value,
  label: (value) => value,
  number: (value) => String(value),
  flag: (value) => (value ? 'yes' : 'no'),
  moment: momentText,
  party: partyText,
  parties: (value) => value.map(partyText).join('; '),
  identifiers: (value) => value.join('; '),
  attachments: (value) => value.map(attachmentText).join('; '),
  coordinates: coordinatesText,
}

/** One field as text; empty where the record does not state it. */
export function fieldText(field: FieldDeclaration, value: unknown): string {
  if (value === undefined || value === null) return ''
  return (TEXT[field.type] as (value: unknown) => string)(value)
}

/** The caption its kind declares: the named fields that are there, in order. */
export function captionOf(observation: Observation): string {
  const kind = observationKind(observation.kind)
  if (!kind) return observation.kind
  const fields = observation.fields as Readonly<Record<string, unknown>>
  return kind.caption
    .map((name) => [kind.fields[name]!, fields[name]] as const)
    .map(([field, value]) => {
      const text = fieldText(field, value)
      return text && field.unit && field.unit !== 'none' ? `${text} ${field.unit}` : text
    })
    .filter((text) => text !== '')
    .join(' · ')
}
