// What was linked and derived, read back.

import type { Result, Utc } from '@manumit/base'
import type { StoredJudgement } from './judgements.ts'
import type { IdentifierFacts } from './linking.ts'
import type { ObservationFilter, PartySeen } from './observations.ts'
import type { JsonValue, Page } from './page.ts'

export interface IdentifierRow extends IdentifierFacts {
  readonly details: JsonValue
}

export interface IdentifierQuery {
  /** Part of key, spelling or name, in any case. */
  readonly text?: string
  readonly kind?: string
  readonly sourceId?: number
  /** records, sources, last: the most, the latest first. first: the earliest first. */
  readonly order: 'records' | 'sources' | 'first' | 'last'
  readonly after?: string
  readonly limit: number
}

export interface IdentifierMention {
  readonly observationId: number
  readonly field: string
  readonly role: string
  readonly start: number
  readonly end: number
}

export interface CandidateRow {
  readonly id: string
  readonly left: JsonValue
  readonly right: JsonValue
  readonly details: JsonValue
}

/** Records that name two identifiers, or one whose source's device took part. Keys; `left` < `right`. */
export interface PairSeen {
  readonly left: string
  readonly right: string
  readonly kind: string
  readonly count: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

/** An identifier in the parties or entries of a source's records. */
export interface DevicePairSeen {
  readonly sourceId: number
  readonly key: string
  readonly kind: string
  readonly count: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

export interface ContactPairs {
  readonly pairs: readonly PairSeen[]
  readonly devicePairs: readonly DevicePairSeen[]
}

/** What was linked and derived, read back. Empty before the first linking. */
export interface PeopleStore {
  /** Refuses E_CURSOR. */
  identifiers(query: IdentifierQuery): Promise<Result<Page<IdentifierRow>>>
  /** By key, in any order; those that are not there are left out. */
  identifiersOf(keys: readonly string[]): Promise<readonly IdentifierRow[]>
  /** How often the sources' records name an identifier, by source, kind of record and role. */
  seen(key: string): Promise<readonly Omit<PartySeen, 'party'>[]>
  /** Where texts name it, in the order of time; at most so many. */
  mentionsInTexts(key: string, limit: number): Promise<readonly IdentifierMention[]>
  /** Ids of candidates one of whose persons has this identifier, in their order. */
  candidatesWith(key: string): Promise<readonly string[]>
  /** In their order; `ids` keeps these, `not` leaves these out. Refuses E_CURSOR. */
  candidates(query: {
    readonly ids?: readonly string[]
    readonly not?: readonly string[]
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<CandidateRow>>>
  /** Refuses E_CURSOR. */
  names(query: {
    readonly isNew?: boolean
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<JsonValue>>>
  /** Distinct identifiers by kind; `details` as they were derived. */
  eachOfKinds(kinds: readonly string[]): AsyncIterable<readonly IdentifierRow[]>
  /** Accounts of the phones that were read, by source and key. */
  devices(): Promise<readonly { readonly sourceId: number; readonly key: string }[]>
  /** Judgements on candidates, the oldest first. */
  judgements(): Promise<readonly StoredJudgement[]>
  /** Who is named together, under a filter, in no order. Without times, state, party and text it is answered from counts. */
  contactPairs(filter?: ObservationFilter): Promise<ContactPairs>
}
