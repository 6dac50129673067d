// RowBatch: what a parse worker posts to the writer. Columns in typed arrays, texts end to end as UTF-8, so that it crosses
// threads as a few blocks of memory that move, not as a hundred thousand objects that are copied.
// `ordinal` is the position of an item (observation or issue) among all the artifact gave for the file, from 0.

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
  /** Index into `shapes`, the texts of what record-shape.ts calls a shape. */
  readonly shape: Uint32Array
  readonly shapes: readonly string[]
  /** The records as record-shape.ts stores them, as UTF-8, end to end; `recordEnds[i]` is where the i-th ends. */
  readonly records: Uint8Array
  readonly recordEnds: Uint32Array
  /** Texts that full-text search reads, likewise; empty where a record has none. */
  readonly searchTexts: Uint8Array
  readonly searchEnds: Uint32Array
  /** Index into `threads`, plus one; 0 where a record names no thread. */
  readonly thread: Uint32Array
  readonly threads: readonly string[]
  /** Rows whose record states coordinates, ascending. */
  readonly placed: Uint32Array
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
