// Records read back: the timeline, its counts, places and parties.

import type { Result, Utc } from '@manumit/base'
import type { Observation, RowState } from '@manumit/model'
import type { Page } from './page.ts'

export interface StoredObservation {
  readonly id: number
  readonly sourceId: number
  readonly fileId: number | null
  readonly artifact: { readonly id: string; readonly version: number }
  /** Position among the items its artifact gave for the file, from 0. */
  readonly ordinal: number
  readonly observation: Observation
}

export interface ObservationFilter {
  readonly kinds?: readonly string[]
  readonly sourceId?: number
  /** Inclusive; a record without UTC is outside any range that is set. */
  readonly from?: Utc
  readonly to?: Utc
  /** An identifier exactly as recorded. */
  readonly party?: string
  readonly state?: RowState
  /** Part of the record's search text, in any case (plain scan; for words and prefixes use search). */
  readonly text?: string
}

/** The record number `skip` (from 0) of those at or after `utc`; with `utc` null, of those without a UTC. */
export interface PageStart {
  readonly utc: Utc | null
  readonly skip: number
}

export interface Histogram {
  /** Records with and without UTC. */
  readonly total: number
  readonly untimed: number
  /** Start of the first span; null where no record has a UTC. */
  readonly firstUtc: Utc | null
  /** Whole minutes, hours or days, in microseconds; 0 where there are no spans. */
  readonly spanMicros: number
  /** Sorted; for each of them one number a span in `counts`. */
  readonly kinds: readonly string[]
  readonly counts: readonly (readonly number[])[]
  /** Under a `text`: as far as records were read, where that was not to the end; what lies behind it is not counted. */
  readonly scannedTo: Utc | null
}

export interface PlacedRecords {
  readonly rows: readonly StoredObservation[]
  /** Records under the filter, its text left aside, that state no coordinates. */
  readonly without: number
  /** Are there more than the limit let through? */
  readonly isCut: boolean
}

/** A party identifier as one source's records name it, with how often and when. */
export interface PartySeen {
  readonly party: string
  readonly sourceId: number
  readonly kind: string
  /** The field that named it: `from`, `to`, `numbers`, … */
  readonly role: string
  readonly count: number
  /** null where none of these records has a UTC. */
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

export interface ObservationStore {
  /**
   * Timeline order: by UTC, those without one last; then by unit (source, file, artifact) and ordinal. Under a `text` a page
   * may hold fewer records than asked for, even none, and yet go on: a look reads a bounded number of records.
   * Refuses E_CURSOR for an `after` it did not give out.
   */
  page(
    query: ObservationFilter & {
      readonly after?: string
      /** Where there is no `after`: which record to begin with. */
      readonly start?: PageStart
      readonly limit: number
    },
  ): Promise<Result<Page<StoredObservation>>>
  /** How many records fall into each of at most so many equal spans of time, by kind. */
  histogram(query: ObservationFilter & { readonly spans: number }): Promise<Histogram>
  /** First and last moment of the records under a filter (its text apart); null where none has a UTC. */
  extent(filter?: ObservationFilter): Promise<{ readonly firstUtc: Utc | null; readonly lastUtc: Utc | null }>
  /** Records that state coordinates, in timeline order. */
  places(query: ObservationFilter & { readonly limit: number }): Promise<PlacedRecords>
  get(id: number): Promise<StoredObservation | null>
  /** Observations by kind, under the same filters. */
  countByKind(filter?: ObservationFilter): Promise<Readonly<Record<string, number>>>
  /** Identifiers named in records, most often first. */
  parties(query?: { readonly sourceId?: number; readonly limit?: number }): Promise<readonly PartySeen[]>
}
