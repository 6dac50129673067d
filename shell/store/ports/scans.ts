// Scans of files against a bank, and what came near.

import type { Digests, Result, Sha256, Utc } from '@manumit/base'
import type { FileRef } from '@manumit/model'
import type { Page } from './page.ts'

export interface ScanDeclaration {
  readonly paths: readonly string[]
  readonly bank: string
  /** Greatest distance that counts, per hash kind, and who says so. */
  readonly thresholds: Readonly<Record<string, { readonly distance: number; readonly source: string }>>
}

export interface Scan extends ScanDeclaration {
  readonly id: number
  readonly bankDigest: Sha256
  readonly startedAt: Utc
  readonly finishedAt: Utc | null
  readonly files: number
  readonly matches: number
}

/** A file's distance to an entry of a bank, as measured. Never an identity. */
export interface ScanMatch {
  readonly file: FileRef & { readonly digests: Digests }
  readonly kind: string
  readonly hash: string
  readonly bank: string
  readonly entry: number
  readonly distance: number
  readonly threshold: number
  readonly thresholdSource: string
  /** Which of the eight orientations of the picture came nearest; null for digests. */
  readonly orientation: string | null
  /** 0–100 where the hash kind has one. */
  readonly quality: number | null
}

export interface StoredMatch extends ScanMatch {
  readonly id: number
  readonly scanId: number
}

/** One file scanned: what it is and what it came near to. An empty list is a result too. */
export interface ScannedFile {
  readonly path: string
  readonly sha256: Sha256
  readonly matches: readonly ScanMatch[]
}

/** A bank as it was when a scan found a file near to it. */
export interface NearBank {
  readonly scanId: number
  readonly bank: string
  readonly bankDigest: Sha256
}

export interface ScanStore {
  /**
   * Opens a scan, or finds the unfinished one with the same paths, thresholds and bank content. Logged as `scan.started`
   * or `scan.resumed`. Refuses E_BANK_UNKNOWN, E_WORKSPACE_READ_ONLY.
   */
  start(declaration: ScanDeclaration): Promise<Result<Scan>>
  /** Has this scan dealt with this file (same path, same content)? */
  has(scanId: number, file: { readonly path: string; readonly sha256: Sha256 }): Promise<boolean>
  /** Files and their matches in one transaction; a file recorded before is passed over. */
  record(scanId: number, files: readonly ScannedFile[]): Promise<Result<void>>
  /** Logged as `scan.finished` with the counts. */
  finish(scanId: number): Promise<Result<Scan>>
  list(): Promise<readonly Scan[]>
  match(id: number): Promise<StoredMatch | null>
  /** Files of a scan with these bytes, by path: one look decides them all. One pass over the scan's files. */
  filesWith(scanId: number, digests: readonly Sha256[]): Promise<ReadonlyMap<Sha256, readonly string[]>>
  /** Which banks the files with these bytes came near to, in any scan. */
  banksNear(digests: readonly Sha256[]): Promise<ReadonlyMap<Sha256, readonly NearBank[]>>
  /** Matches on which no judgement stands. */
  countUndecided(): Promise<number>
  /** By distance, then path. `isDecided` keeps those on which a judgement stands, or none does. */
  matches(query: {
    readonly scanId?: number
    readonly isDecided?: boolean
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredMatch>>>
}
