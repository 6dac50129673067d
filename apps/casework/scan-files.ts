// Scans folders and files against a bank: each file's digests, and the hash of each picture in all eight orientations.
// Finds and explains; moves, changes and decides nothing. Stopped or killed, it goes on with the files it had not reached.

import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { type Issue, ok, type Refusal, type Result, refuse } from '@manumit/base'
import { hashKinds, pdq } from '@manumit/hashing'
import { makePictureDecoder } from '@manumit/io'
import { makePdqKernel } from '@manumit/kernels'
import { type Match, matchDigest, matchPicture, type Threshold } from '@manumit/matching'
import type { Bank, Scan, ScanMatch, Workspace } from '@manumit/store'
import { type BankIndex, bankIndex } from './bank-index.ts'
import { filesUnder, type NamedFile, type NamedFiles } from './files-under.ts'
import { inOrder } from './in-order.ts'
import { type ScannedContent, scannedContent } from './scanned-content.ts'

const FILES_TOGETHER = 64

export interface ScanProgress {
  readonly files: number
  readonly total: number
  readonly matches: number
}

export interface ScanRequest {
  readonly workspace: Workspace
  readonly folder: string
  readonly paths: readonly string[]
  readonly bank: string
  /** Greatest distance of picture hashes; the hash kind's own where absent. */
  readonly distance?: number
  readonly signal?: AbortSignal
  onProgress(progress: ScanProgress): void
  /** Each file's matches as they are found, in the order of the files; also files and folders that could not be read. */
  onFile(file: FileResult): Promise<void>
}

export interface FileResult {
  readonly path: string
  readonly matches: readonly ScanMatch[]
  readonly issues: readonly Issue[]
  readonly refusal?: Refusal
}

export interface ScanResult {
  readonly scan: Scan
  readonly bank: Bank
  /** Files of this run; those of an interrupted one before it are in the scan's own counts. */
  readonly files: number
  readonly pictures: number
  readonly unread: number
  readonly matches: number
}

interface Compared {
  readonly content: Omit<ScannedContent, 'pixels'>
  readonly isPicture: boolean
  readonly matches: readonly ScanMatch[]
}

/** Refusals: E_BANK_UNKNOWN, E_STOPPED, and those of filesUnder and the store. */
export async function scanFiles(request: ScanRequest): Promise<Result<ScanResult>> {
  const { workspace, bank: name, signal, onProgress, onFile } = request
  const index = await bankIndex({ ...request, name })
  if (!index.ok) return index
  // An empty name stays empty, to be refused.
  const paths = request.paths.map((path) => path && resolve(path))
  const listed = namedFiles(paths)
  if (!listed.ok) return listed
  const { files, issues } = listed.value
  const threshold = thresholdOf(request)
  const scan = await workspace.scans.start({ paths, bank: name, thresholds: { pdq: threshold } })
  if (!scan.ok) return scan

  const counts = { files: 0, pictures: 0, unread: 0, matches: 0 }
  let waiting: Pick<Compared, 'content' | 'matches'>[] = []
  const flush = async (): Promise<Result<void>> => {
    const files = waiting.map(({ content, matches }) => ({
      path: content.path,
      sha256: content.digests.sha256,
      matches,
    }))
    waiting = []
    return workspace.scans.record(scan.value.id, files)
  }

  const decode = makePictureDecoder()
  const look = lookerFor(index.value, threshold)
  for (const issue of issues) await onFile({ path: issue.at?.path ?? '', matches: [], issues: [issue] })
  // Compared as soon as it is decoded: pixels wait for no other file.
  const compared = async (file: NamedFile): Promise<{ path: string; read: Result<Compared> }> => {
    const read = await scannedContent(file, decode)
    if (!read.ok) return { path: file.path, read }
    const { pixels, ...content } = read.value
    return { path: file.path, read: ok({ content, isPicture: pixels !== null, matches: look(read.value) }) }
  }
  for await (const { path, read } of inOrder(files, { atOnce: availableParallelism() * 2 }, compared)) {
    counts.files++
    if (!read.ok) {
      counts.unread++
      await onFile({ path, matches: [], issues: [], refusal: read.error })
    } else {
      const { content, isPicture, matches } = read.value
      if (isPicture) counts.pictures++
      counts.matches += matches.length
      waiting.push({ content, matches })
      await onFile({ path, matches, issues: content.issues })
    }
    onProgress({ files: counts.files, total: files.length, matches: counts.matches })
    if (waiting.length >= FILES_TOGETHER || signal?.aborted) {
      const flushed = await flush()
      if (!flushed.ok) return flushed
    }
    if (signal?.aborted) return refuse('E_STOPPED')
  }
  const flushed = await flush()
  if (!flushed.ok) return flushed
  const finished = await workspace.scans.finish(scan.value.id)
  return finished.ok ? ok({ scan: finished.value, bank: index.value.bank, ...counts }) : finished
}

function thresholdOf({ distance }: ScanRequest): Threshold {
  return distance === undefined || distance === pdq.defaultThreshold
    ? { distance: pdq.defaultThreshold, source: pdq.thresholdSource }
    : { distance, source: 'set for this scan' }
}

/** Files in the order of the paths given, then of their own paths. */
function namedFiles(paths: readonly string[]): Result<NamedFiles> {
  const files: NamedFile[] = []
  const issues: Issue[] = []
  for (const path of paths) {
    const under = filesUnder(path)
    if (!under.ok) return under
    files.push(...under.value.files)
    issues.push(...under.value.issues)
  }
  return ok({ files, issues })
}

/** The function that compares one file with the bank. */
function lookerFor(
  { bank, pictures, digests }: BankIndex,
  threshold: Threshold,
): (file: ScannedContent) => ScanMatch[] {
  const kernel = makePdqKernel()
  const digestKinds = hashKinds.filter((kind) => kind.content === 'bytes')
  return (file) => {
    const found: { readonly match: Match; readonly hash: string }[] = []
    for (const kind of digestKinds) {
      const hash = file.digests[kind.id as keyof typeof file.digests]
      const index = digests.get(kind.id)
      if (!index) continue
      const { matches } = matchDigest({ kind, hash }, [{ bank: bank.name, index }])
      found.push(...matches.map((match) => ({ match, hash })))
    }
    if (file.pixels && pictures.size > 0) {
      const { hashes, quality } = kernel.dihedral(file.pixels)
      const { matches } = matchPicture({ kind: pdq, hashes, quality }, [
        { bank: bank.name, index: pictures, threshold },
      ])
      found.push(...matches.map((match) => ({ match, hash: hashes.original })))
    }
    return found.map(({ match, hash }) => ({
      file: {
        path: file.path,
        sha256: file.digests.sha256,
        sizeBytes: file.sizeBytes,
        digests: file.digests,
      },
      kind: match.kind,
      hash,
      bank: match.bank,
      entry: match.entry,
      distance: match.distance,
      threshold: match.threshold.distance,
      thresholdSource: match.threshold.source,
      orientation: match.variant,
      quality: match.quality,
    }))
  }
}
