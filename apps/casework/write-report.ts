// Writes a report of a workspace: one printable HTML file, CSV or lines of JSON in a folder with a manifest, or CASE/UCO.
// A file appears under its name only when it is whole; the log gets the digests of what was written.

import { createHash } from 'node:crypto'
import { ok, type Result, type Utc } from '@manumit/base'
import type { REPORT_FORMATS } from '@manumit/contract'
import { caseReport, renderCase, renderHtml } from '@manumit/report'
import type { ObservationFilter, Workspace } from '@manumit/store'
import { flatFiles } from './flat-report.ts'
import { type GatheredReport, gatherReport } from './gather-report.ts'
import { localZone } from './local-zone.ts'
import { type FileToWrite, outputPlace, type WholeFile, writeWholeFiles } from './whole-files.ts'

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

export type WrittenFile = WholeFile

export interface WrittenReport {
  readonly files: readonly WrittenFile[]
  readonly counts: Readonly<Record<string, number>>
}

/**
 * Logged as `report.<format>` with the digests of what was written. Refusals: E_PATH_EMPTY, E_OUTPUT_EXISTS,
 * E_OUTPUT_FAILED, E_ZONE_UNKNOWN, E_STOPPED, and those of the store; a refused report leaves no file.
 */
export async function writeReport(request: ReportRequest): Promise<Result<WrittenReport>> {
  const { workspace, format, filter, target, powers, signal } = request
  const place = outputPlace(target, { isOneFile: format === 'html' || format === 'case' })
  if (!place.ok) return place
  const zone = request.zone === undefined ? ok(null) : localZone(request.zone)
  if (!zone.ok) return zone
  const isStopped = (): boolean => signal?.aborted === true
  const counts = await workspace.observations.countByKind(filter)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const tell = (stage: ReportProgress['stage']) => (done: number) =>
    request.onProgress?.({ stage, done, total })
  const gathered = await gatherReport({
    workspace,
    filter,
    zone: zone.value,
    title: request.title ?? workspace.info.name,
    producedAt: powers.now(),
    producedBy: powers.actor,
    onCounted: tell('counting'),
    isStopped,
  })
  if (!gathered.ok) return gathered
  const files = FORMATS[format](withProgress(gathered.value, tell('writing')), place.value.fileName)
  const written = await writeWholeFiles(files, { folder: place.value.folder, isStopped })
  if (!written.ok) return written
  await workspace.audit.append(`report.${format}`, target, {
    files: written.value.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 })),
    filter: { ...filter },
    records: total,
  })
  return ok({ files: written.value, counts })
}

type FilesOf = (
  facts: GatheredReport,
  fileName?: string,
) => Iterable<FileToWrite> | AsyncIterable<FileToWrite>

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest()

const FORMATS: Readonly<Record<ReportFormat, FilesOf>> = {
  html: (facts, name = 'report.html') => [{ name, pieces: () => renderHtml(caseReport(facts), { sha256 }) }],
  csv: (facts) => flatFiles(facts, 'csv'),
  jsonl: (facts) => flatFiles(facts, 'jsonl'),
  case: (facts, name = 'case.jsonld') => [{ name, pieces: () => renderCase(facts, { sha1 }) }],
}

/** Tells of each thousandth record as it goes by. */
function withProgress(facts: GatheredReport, tell: (done: number) => void): GatheredReport {
  let done = 0
  return {
    ...facts,
    async *records(kind) {
      for await (const record of facts.records(kind)) {
        yield record
        if (++done % 1_000 === 0) tell(done)
      }
    },
  }
}
