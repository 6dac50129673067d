// The contract of an artifact: what it reads, what it needs, what it emits and where its limits are; and a pure function
// from opened files to observations and issues. It lives here, not in artifacts, because intake's callers and the
// conformance suite speak it too.

import type { ByteSource, Issue } from '@manumit/base'
import type { Observation, ObservationKind } from './observation.ts'
import type { FileRef } from './where.ts'

/** A place where phones keep the file: an iOS backup domain and path, or the tail of a full-file-system path. */
export interface ReadPattern {
  /** iOS backup domain (`HomeDomain`); absent on Android and for free-standing files. */
  readonly domain?: string
  /**
   * Path inside the domain, or the end of a file-system path (`data/com.android.providers.telephony/databases/mmssms.db`).
   * `*` stands for one path segment.
   */
  readonly path: string
}

/** A file of evidence, opened for reading only. */
export interface EvidenceFile {
  readonly ref: FileRef
  readonly bytes: ByteSource
}

/** What an artifact is given: the file, what stands beside it, and a way to name other files of the same source. */
export interface ArtifactFiles {
  readonly main: EvidenceFile
  /** `<main>-wal` and `<main>-journal`, where they exist. */
  readonly wal?: EvidenceFile
  readonly journal?: EvidenceFile
  /**
   * Another file of the same source by the path a record gives (`~/Library/SMS/Attachments/…`, `/data/user/0/…`), tried as
   * domain and path and as a tail of the file-system path; undefined when the source has none.
   */
  lookup(path: string): FileRef | undefined
}

export interface Artifact<K extends ObservationKind = ObservationKind> {
  readonly id: string
  /** Raised whenever its output for the same input changes. */
  readonly version: number
  /** What is read, not what happened. */
  readonly title: string
  readonly reads: readonly ReadPattern[]
  /**
   * Tables and columns without which it cannot work. A SQLite file that has them is offered to the artifact wherever it
   * lies and whatever its name. Absent: the artifact reads other formats and names them in `formats`.
   */
  readonly requires?: Readonly<Record<string, readonly string[]>>
  /** Recognised file types it reads when it does not read SQLite: `jpeg`, `heic`, … */
  readonly formats?: readonly string[]
  readonly emits: K
  readonly limits: readonly string[]
  readonly sources: readonly string[]
  readonly verifiedOn: readonly { readonly image: string; readonly rows: number }[]
  /**
   * Pure and lazy: same bytes in, same items out in the same order. Never throws on content. Rows read and not emitted are
   * issues, so that inputs = observations + issues.
   */
  parse(files: ArtifactFiles): Iterable<Observation<K> | Issue>
}

export const defineArtifact = <K extends ObservationKind>(artifact: Artifact<K>): Artifact<K> => artifact
