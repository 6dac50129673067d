// Writes a report of a workspace: one printable HTML file, CSV or lines of JSON in a folder with a manifest, or CASE/UCO.
// A file appears under its name only when it is whole; the log gets the digests of what was written.

import { type Result, refuse, type Utc } from '@manumit/base'
import type { ObservationFilter, Workspace } from '@manumit/store'

export const REPORT_FORMATS = ['html', 'csv', 'jsonl', 'case'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface ReportRequest {
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  readonly format: ReportFormat
  /** Which records; matches, candidates and judgements are not narrowed by it. */
  readonly filter: ObservationFilter
  /** IANA zone in which local times stand beside UTC; absent: UTC only. */
  readonly zone?: string
  readonly title?: string
  /**
   * A folder that is there: the files are put into it under their own names. Else `html` and `case` make a file of this
   * name, `csv` and `jsonl` a folder.
   */
  readonly target: string
  onProgress?(progress: ReportProgress): void
  readonly signal?: AbortSignal
  readonly powers: ReportPowers
}

export interface ReportPowers {
  now(): Utc
  /** Who asks for the report, as its cover says it. */
  readonly actor: string
}

export interface ReportProgress {
  readonly stage: 'counting' | 'writing'
  /** Records done, of so many. */
  readonly done: number
  readonly total: number
}

export interface WrittenFile {
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
}

export interface WrittenReport {
  readonly files: readonly WrittenFile[]
  readonly counts: Readonly<Record<string, number>>
}

/** Refusals: E_PATH_EMPTY, E_OUTPUT_EXISTS, E_OUTPUT_FAILED, E_ZONE_UNKNOWN, E_STOPPED, and those of the store. */
export async function writeReport(request: ReportRequest): Promise<Result<WrittenReport>> {
  return refuse('E_OUTPUT_FAILED', { path: request.target, reason: 'this format is not written yet' })
}
