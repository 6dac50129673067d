// RowBatch: what a parse worker posts to the writer. Columns in typed arrays and texts end to end in one string each, so
// that it crosses threads as a few blocks of memory, not as a hundred thousand objects.
// `ordinal` is the position of an item (observation or issue) among all the artifact gave for the file, from 0.

import type { Issue } from '@manumit/base'
import type { Observation, Scope } from '@manumit/model'

/**
 * What encode-items.ts exports: pure, for a parse worker. The items are consecutive, the first one being the artifact's
 * item number `firstOrdinal`. `transferables(batch)` lists the buffers to hand to postMessage.
 */
export type EncodeItems = (
  items: readonly (Observation | Issue)[],
  context: { readonly scope: Scope; readonly firstOrdinal: number },
) => RowBatch

export interface RowBatch {
  readonly firstOrdinal: number
  /** Items it accounts for: observations kept, observations out of scope, issues. */
  readonly items: number
  readonly observations: ObservationColumns
  readonly issues: IssueColumns
  readonly mentions: MentionColumns
  /** Observations left out by the scope, by kind. */
  readonly outOfScope: Readonly<Record<string, number>>
}

export interface ObservationColumns {
  readonly count: number
  readonly ordinals: Uint32Array
  /** Microseconds; NaN where there is no UTC. */
  readonly utc: Float64Array
  /** Index into `kinds`. */
  readonly kind: Uint8Array
  readonly kinds: readonly string[]
  /** 0 no row state (a range of bytes), 1 live, 2 superseded. */
  readonly state: Uint8Array
  /** Stored JSON of the records, end to end; `recordEnds[i]` is the end of the i-th in UTF-16 units. */
  readonly records: string
  readonly recordEnds: Uint32Array
  /** Texts full-text search reads, likewise. */
  readonly searchTexts: string
  readonly searchEnds: Uint32Array
}

export interface IssueColumns {
  readonly count: number
  readonly ordinals: Uint32Array
  readonly codes: readonly string[]
  readonly severities: readonly string[]
  /** Stored JSON of place and data. */
  readonly records: readonly string[]
}

/** Which record names which party identifier, in which field. */
export interface MentionColumns {
  readonly count: number
  /** Index of the observation in the batch. */
  readonly observation: Uint32Array
  /** Index into `parties`. */
  readonly party: Uint32Array
  readonly parties: readonly string[]
  /** Index into `roles`. */
  readonly role: Uint8Array
  readonly roles: readonly string[]
}
