// Exports records as lines of JSON or as CSV, with the digest of what was written, and logs it. A file appears under its
// name only when it is whole.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ok, type Result, refuse } from '@manumit/base'
import { printCsvRow } from '@manumit/formats'
import { observationKind, observationKinds } from '@manumit/model'
import { columnsOf, type ReportRecord, recordObject } from '@manumit/report'
import type { ObservationFilter, Workspace } from '@manumit/store'
import { eachRecord } from './records.ts'

export type ExportFormat = 'json' | 'csv'

export interface ExportRequest {
  readonly workspace: Workspace
  readonly format: ExportFormat
  readonly filter: ObservationFilter
  /** A file to make, or a stream that is already open. */
  readonly to: string | Writable
  onProgress(records: number): void
}

export interface Exported {
  readonly records: number
  readonly bytes: number
  readonly sha256: string
}

/** Refusals: E_PATH_EMPTY, E_OUTPUT_EXISTS, E_OUTPUT_FAILED, and those of the store. */
export async function exportRecords(request: ExportRequest): Promise<Result<Exported>> {
  const { to } = request
  if (typeof to !== 'string') return writeRecords(request, to)
  if (to === '') return refuse('E_PATH_EMPTY')
  if (existsSync(to)) return refuse('E_OUTPUT_EXISTS', { path: to })
  const partial = `${to}.partial`
  const stream = createWriteStream(partial, { flags: 'wx', mode: 0o600 })
  // A disk that fills up says so while nobody waits; it is told when the next piece is written, or at the end.
  const failed: { error?: NodeJS.ErrnoException } = {}
  stream.on('error', (error) => {
    failed.error ??= error
  })
  const couldNot = (error: NodeJS.ErrnoException): Result<never> =>
    refuse('E_OUTPUT_FAILED', { path: to, reason: error.code ?? 'unknown' })
  try {
    await once(stream, 'open')
  } catch (error) {
    return couldNot(error as NodeJS.ErrnoException)
  }
  let isWhole = false
  try {
    const written = await writeRecords(request, stream)
    stream.end()
    await finished(stream)
    isWhole = written.ok
    return written
  } catch (error) {
    if (!failed.error) throw error
    return couldNot(failed.error)
  } finally {
    if (isWhole) renameSync(partial, to)
    else {
      stream.destroy()
      rmSync(partial, { force: true })
    }
  }
}

async function writeRecords(
  { workspace, format, filter, to, onProgress }: ExportRequest,
  stream: Writable,
): Promise<Result<Exported>> {
  const digest = createHash('sha256')
  let bytes = 0
  let records = 0
  const write = async (text: string): Promise<void> => {
    const chunk = Buffer.from(text)
    digest.update(chunk)
    bytes += chunk.length
    if (stream.errored) throw stream.errored
    if (!stream.write(chunk)) await once(stream, 'drain')
  }
  const form = format === 'json' ? jsonLines : csvLines(filter)
  if (form.head !== '') await write(form.head)
  const all = await eachRecord(workspace, filter, async (record) => {
    await write(form.line(record))
    records++
    if (records % 1_000 === 0) onProgress(records)
  })
  if (!all.ok) return all
  const exported = { records, bytes, sha256: digest.digest('hex') }
  const subject = typeof to === 'string' ? to : 'standard output'
  await workspace.audit.append(`export.${format}`, subject, { ...exported, filter: { ...filter } })
  return ok(exported)
}

interface Form {
  readonly head: string
  line(record: ReportRecord): string
}

const jsonLines: Form = { head: '', line: (record) => `${JSON.stringify(recordObject(record))}\n` }

function csvLines({ kinds }: ObservationFilter): Form {
  const wanted = kinds ? kinds.map(observationKind).filter((kind) => kind !== undefined) : observationKinds
  const columns = columnsOf(wanted)
  return {
    // A byte-order mark: without it spreadsheet programs read UTF-8 as something else.
    head: `\ufeff${printCsvRow(columns.map((column) => column.head))}`,
    line: (record) => printCsvRow(columns.map((column) => column.cell(record))),
  }
}
