// Observation: what a parser read in evidence, with its place and its raw values; and the contract of the kinds of
// observation. A kind is a declared value: field names, types, titles and units, from which column heads, search text and
// captions are derived. Its TypeScript type follows from the declaration.

import type { Moment, RawValue } from '@manumit/base'
import type { Where } from './where.ts'

/**
 * An account as a record names it: a number, an address, a handle. Never a person: linking the two is judged later.
 * `device` marks the account on the phone that was read, where the record does not spell it.
 */
export interface Party {
  readonly id: string | null
  readonly device?: true
  /** A name standing beside the id in the same record, as stored. */
  readonly name?: string
}

/** A place a record states, in degrees (WGS 84 unless the record says otherwise): a record in a file, not where a person was. */
export interface Coordinates {
  readonly latitude: number
  readonly longitude: number
  readonly altitudeMetres?: number
}

/** A file a record points to. `sha256` is there when that file was found in the same source. */
export interface Attachment {
  readonly path: string | null
  readonly mimeType?: string
  readonly sizeBytes?: number
  readonly sha256?: string
}

export type FieldType = keyof FieldValues
export interface FieldValues {
  text: string
  label: string
  number: number
  flag: boolean
  moment: Moment
  party: Party
  parties: readonly Party[]
  identifiers: readonly string[]
  attachments: readonly Attachment[]
  coordinates: Coordinates
}

export interface FieldDeclaration<T extends FieldType = FieldType> {
  readonly type: T
  /** Column head. Says what was read, not what happened. */
  readonly title: string
  /** Unit of a number: `seconds`, `bytes`, `count`, or `none` with a reason in the title. */
  readonly unit?: string
  /** Full-text search reads this field. */
  readonly search?: true
  /** The values a label may take; their sentences are in the locale files. */
  readonly labels?: readonly string[]
}

export interface ObservationKind<
  Id extends string = string,
  F extends FieldDeclarations = FieldDeclarations,
> {
  readonly id: Id
  readonly title: string
  readonly fields: F
  /** The fields that make its one-line caption, in order. */
  readonly caption: readonly string[]
}

export type FieldDeclarations = Readonly<Record<string, FieldDeclaration>>

/** Values of a kind's fields. A field is absent where the record does not state it: never a default. */
export type FieldsOf<K extends ObservationKind> = {
  readonly [N in keyof K['fields']]?: FieldValues[K['fields'][N]['type']] | undefined
}

export interface Observation<K extends ObservationKind = ObservationKind> {
  readonly kind: K['id']
  /** The moment it is sorted under on a timeline. */
  readonly at: Moment
  readonly where: Where
  readonly fields: FieldsOf<K>
  /** Values as stored, by column (`column`, or `table.column` where joined). */
  readonly raw: Readonly<Record<string, RawValue>>
}

/** Declares a kind; the compiler checks that each name in its caption is one of its fields. */
export const defineObservationKind = <const Id extends string, const F extends FieldDeclarations>(
  kind: ObservationKind<Id, F> & { readonly caption: readonly (keyof F & string)[] },
): ObservationKind<Id, F> => kind
