// How records are linked: identifiers written as they are read out, lists derived from them as a whole.

import type { Result, Utc } from '@manumit/base'
import type { Observation } from '@manumit/model'
import type { JsonValue } from './page.ts'

export interface LinkProgress {
  /** Items of complete sources dealt with, and those not yet. */
  readonly linked: number
  readonly pending: number
}

/** What linking reads of a record. */
export interface LinkRecord {
  readonly id: number
  readonly sourceId: number
  readonly kind: string
  readonly utc: Utc | null
  readonly fields: Observation['fields']
}

/** Records not yet linked, in the order of reading. */
export interface LinkWork {
  /** Items [from, to) of each unit that this work deals with. */
  readonly parts: readonly { readonly unitId: number; readonly from: number; readonly to: number }[]
  readonly records: readonly LinkRecord[]
}

/** One place of one record that names an identifier. */
export interface NamedIdentifier {
  /** Kind and normal form, by which spellings are one. */
  readonly key: string
  readonly kind: string
  readonly text: string
  /** As recorded. */
  readonly spelling: string
  /** The name that stands beside it. */
  readonly name?: string
  /** An account of the phone that was read. */
  readonly isDevice?: boolean
  readonly field: string
  readonly role: string
  /** UTF-16 span in the field's text; null where the field itself is the identifier. */
  readonly start: number | null
  readonly end: number | null
}

/** The role of a mention inside a text: it names an identifier, and makes nobody its holder. */
export const TEXT_ROLE = 'text'
/** The role of an identifier that an address-book entry lists. */
export const ENTRY_ROLE = 'entry'
/** `namedBy` of what the holder of the device named. */
export const BY_DEVICE = 'device'

/** What one record names. */
export interface RecordMentions {
  readonly observationId: number
  readonly kind: string
  readonly utc: Utc | null
  readonly mentions: readonly NamedIdentifier[]
  /** How the names of the net in it were reached, as recorded; absent where it has none. */
  readonly reached?: string
  /** Who named them: the key of an identifier, BY_DEVICE, or nobody that the record states. */
  readonly namedBy?: string
}

/** What one source's records say of one identifier in parties and entries; mentions inside texts stay out. */
export interface NamedInSource {
  readonly sourceId: number
  readonly key: string
  readonly records: number
  /** The first of them in the order of reading, at most MENTION_SAMPLE. */
  readonly observationIds: readonly number[]
  /** Sorted. */
  readonly names: readonly string[]
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  readonly isDevice: boolean
  readonly entries: readonly { readonly observationId: number; readonly name: string | null }[]
}

/** What the sources' records say of one identifier, wherever they name it. */
export interface IdentifierFacts {
  readonly key: string
  readonly kind: string
  readonly text: string
  /** As recorded, most often first, at most 5. */
  readonly spellings: readonly string[]
  /** Sorted. */
  readonly names: readonly string[]
  /** Sorted. */
  readonly sourceIds: readonly number[]
  readonly records: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

/** A record that names a domain, an invite link or an app. */
export interface NameSeen {
  readonly key: string
  readonly kind: string
  readonly text: string
  readonly sourceId: number
  readonly observationId: number
  readonly utc: Utc | null
  readonly reached: string
  /** As RecordMentions.namedBy. */
  readonly namedBy: string | null
}

/** A derived row: what it is known by, and whatever its maker wants back, as JSON. */
export interface DerivedLists {
  /** In the order of their keys. */
  readonly identifiers: readonly (IdentifierFacts & { readonly details: JsonValue })[]
  readonly persons: readonly { readonly id: string; readonly details: JsonValue }[]
  /** In the order they are listed. */
  readonly candidates: readonly {
    readonly id: string
    readonly left: string
    readonly right: string
    /** Identifiers of both, by which it is found. */
    readonly keys: readonly string[]
    readonly details: JsonValue
  }[]
  /** In the order they are listed. */
  readonly names: readonly { readonly isNew: boolean; readonly details: JsonValue }[]
}

/**
 * How records are linked: identifiers are read out of them in batches, as words are indexed, and lists are derived from what
 * was read. Killed at any moment, it goes on from its last batch; the derived lists change as a whole or not at all.
 */
export interface LinkingStore {
  progress(): Promise<LinkProgress>
  /** The next items of complete sources, at most so many; null where all are linked. */
  pending(limit: number): Promise<LinkWork | null>
  /** One transaction: what the work's records name, and how far its units are. Refuses E_LINK_GAP, E_WORKSPACE_READ_ONLY. */
  commit(work: LinkWork, records: readonly RecordMentions[]): Promise<Result<void>>
  /**
   * A name for each source that does not depend on the order of adding: `make` gives it from the source's name and the
   * digests of its files, sorted; given once, it stays.
   */
  tokens(make: (parts: readonly string[]) => string): Promise<ReadonlyMap<number, string>>
  /** A text that changes when more or other records are linked. */
  state(): Promise<string>
  /** By source and key. */
  namedInSources(): Promise<readonly NamedInSource[]>
  /** By key. */
  identifiers(): Promise<readonly IdentifierFacts[]>
  /** Grouped by identifier, in the order of keys; within one, in the order of reading. */
  namesSeen(): AsyncIterable<readonly NameSeen[]>
  /** What the current lists were made from; null where there are none. */
  derivedFrom(): Promise<string | null>
  /** Puts new lists in the place of the old, in short transactions; what is read meanwhile are the old ones. */
  replaceDerived(lists: DerivedLists, madeFrom: string): Promise<Result<void>>
}
