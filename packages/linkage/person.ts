import type { Utc } from '@manumit/base'

/** What one source's records say of one identifier, in parties and entries; mentions inside texts stay out. */
export interface SourceIdentifier {
  readonly sourceId: string
  readonly key: string
  /** Records of the source that name it. */
  readonly records: number
  /** Some of their ids, for the reasons; at most 20 are kept. */
  readonly recordIds: readonly string[]
  /** Names that stand beside it in parties. */
  readonly names: readonly string[]
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** An account of the phone that was read. */
  readonly isDevice: boolean
  /** Address-book entries that list it: entry's record id and name. */
  readonly entries: readonly { readonly id: string; readonly name: string | null }[]
}

/** A time and a place that a record states of somebody. */
export interface Whereabouts {
  readonly utc: Utc
  readonly latitude: number
  readonly longitude: number
  readonly recordId: string
}

/** The accounts that one source puts together: an entry's, the device's own, or one alone. Not yet anybody. */
export interface Person {
  /** Stable while the group holds the same identifiers; `known` keeps it when some are added. */
  readonly id: string
  readonly sourceId: string
  readonly label: string
  /** Sorted. */
  readonly keys: readonly string[]
  /** As recorded, distinct, sorted. */
  readonly names: readonly string[]
  readonly isDevice: boolean
  readonly records: number
  readonly recordIds: readonly string[]
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Supplied by the caller where known. */
  readonly whereabouts?: readonly Whereabouts[]
}

export interface PersonOptions {
  /** A digest of a text in hexadecimal, handed in; its first 24 characters make the id. */
  readonly digest: (text: string) => string
  /** Persons of an earlier run, whose ids are kept where a group still holds one of their identifiers. */
  readonly known?: readonly Pick<Person, 'id' | 'sourceId' | 'keys'>[]
}

/** Groups each source's identifiers into persons. Any order of rows gives the same persons, sorted by id. */
export function personsOf(_identifiers: readonly SourceIdentifier[], _options: PersonOptions): Person[] {
  return []
}
