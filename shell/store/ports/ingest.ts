// How what is read gets in: unit by unit, so that it may be killed anywhere.

import type { Result } from '@manumit/base'
import type { Scope } from '@manumit/model'
import type { RowBatch } from '../row-batch.ts'
import type { Source } from './sources.ts'

/** What is read in one go: one artifact over one file. `path` null: the source as a whole (intake's own issues). */
export interface IngestUnit {
  readonly sourceId: number
  readonly path: string | null
  readonly artifact: { readonly id: string; readonly version: number }
}

export interface UnitProgress {
  readonly unitId: number
  /** Items (observations, those out of scope included, and issues) already safe on disk: skip as many and go on. */
  readonly committed: number
  /** True: this unit needs no reading. */
  readonly done: boolean
  /** The scope it has to be encoded under. */
  readonly scope: Scope
}

export interface UnitTotals {
  /** Items the artifact gave, from its first. */
  readonly items: number
}

/** A unit read whole, small enough to be written in a transaction with others. */
export interface WholeUnit {
  readonly unit: IngestUnit
  /** Encoded under the source's scope with firstOrdinal 0. */
  readonly batch: RowBatch
}

export interface SourceProgress {
  readonly source: Source
  /** True where an earlier ingest of this source was begun and not finished. */
  readonly resumed: boolean
}

/**
 * Crash-safe ingest. The caller goes through the units of a source in a fixed order and, per unit, through the artifact's
 * items in their order. Kill it anywhere, run it again from startSource: the dump is the one of an uninterrupted run.
 *
 *     startSource → for each unit: begin → commit … commit → finish  (or commitWhole for many small ones) → finishSource
 */
export interface IngestStore {
  /** Logged as `ingest.started` or `ingest.resumed`. Refuses E_SOURCE_UNKNOWN, E_WORKSPACE_READ_ONLY. */
  startSource(sourceId: number): Promise<Result<SourceProgress>>
  /**
   * Opens a unit, or finds where it stood. A newer version of an artifact takes the place of what its older version read
   * in the same file (`ingest.replaced` in the log). Refuses E_SOURCE_UNKNOWN, E_FILE_UNKNOWN, E_WORKSPACE_READ_ONLY.
   */
  begin(unit: IngestUnit): Promise<Result<UnitProgress>>
  /**
   * One transaction: rows and progress. Resolved means durable. The batch must start where the unit stands
   * (`firstOrdinal` = committed): refuses E_INGEST_GAP otherwise, and writes nothing.
   */
  commit(unitId: number, batch: RowBatch): Promise<Result<void>>
  /** Refuses E_INGEST_COUNT where the artifact's items and the items committed differ. */
  finish(unitId: number, totals: UnitTotals): Promise<Result<void>>
  /** begin, commit and finish of many small units in one transaction; those already done are passed over. */
  commitWhole(units: readonly WholeUnit[]): Promise<Result<void>>
  /** Logged as `ingest.finished` with the counts. Refuses E_INGEST_OPEN. */
  finishSource(sourceId: number): Promise<Result<Source>>
}
