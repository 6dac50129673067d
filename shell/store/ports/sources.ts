// Sources and their files.

import type { Digests, Result, Sha256, Utc } from '@manumit/base'
import type { Scope, SourceDeclaration } from '@manumit/model'
import type { Page } from './page.ts'

export interface SourceFacts {
  /** Where it was opened, as given. */
  readonly path: string
  /** `folder`, `ios-backup`, …: the tree it was presented as. */
  readonly treeKind: string
  /** Why it was taken for that. */
  readonly reason: string
  /** Tool and version that read it. */
  readonly toolVersion: string
}

export interface Source {
  readonly id: number
  readonly declaration: SourceDeclaration
  readonly facts: SourceFacts
  readonly addedAt: Utc
  readonly addedBy: string
  /** `complete` once everything its scope permits has been read; `reading` before, and again after a widening. */
  readonly state: 'reading' | 'complete'
  /** Starts at 1; each widening adds one. */
  readonly scopeRevision: number
  readonly counts: SourceCounts
}

export interface SourceCounts {
  readonly files: number
  readonly filesRead: number
  /** Observations kept, by kind. */
  readonly observations: Readonly<Record<string, number>>
  /** Issues, by code. */
  readonly issues: Readonly<Record<string, number>>
  /** Observations read and left out of the store by the source's scope, by kind. */
  readonly outOfScope: Readonly<Record<string, number>>
}

export interface SourceStore {
  /** Logged as `source.added`. */
  add(declaration: SourceDeclaration, facts: SourceFacts): Promise<Result<Source>>
  /** By id. */
  list(): Promise<readonly Source[]>
  /** Refuses E_SOURCE_UNKNOWN. */
  get(id: number): Promise<Result<Source>>
  /**
   * Permits more than before; logged as `source.widened` with the reason. The source is `reading` again: a further ingest
   * brings in what was out. Refuses E_SCOPE_NOT_WIDER for a scope that leaves out what the old one permits.
   */
  widen(id: number, scope: Scope, reason: string): Promise<Result<Source>>
  /** Corrects name, authority or holder's role; logged as `source.declared` with what stood before. */
  declare(
    id: number,
    change: Partial<Pick<SourceDeclaration, 'name' | 'authority' | 'holderRole'>>,
    reason: string,
  ): Promise<Result<Source>>
}

/** A file of a source as intake listed it. What could not be opened has null digests and no type. */
export interface FileFacts {
  /** Path inside the source, as found; unique in its source. */
  readonly path: string
  readonly logical: { readonly domain?: string; readonly path: string }
  readonly sizeBytes: number
  readonly digests: Digests | null
  readonly recognised: { readonly type: string; readonly reason: string } | null
}

export interface StoredFile extends FileFacts {
  readonly id: number
  readonly sourceId: number
  /** Ids of the artifacts that read it, sorted; empty where none did. */
  readonly readBy: readonly string[]
}

export interface FileStore {
  /** Adds or restates files of a source, in one transaction: the same list twice leaves the same rows. */
  record(sourceId: number, files: readonly FileFacts[]): Promise<Result<void>>
  /** By source, then in the order recorded. `read` keeps those that an artifact read (true) or none did (false). */
  page(query: {
    readonly sourceId?: number
    readonly read?: boolean
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredFile>>>
  /** The file of a source at this path; null where it lists none. */
  at(sourceId: number, path: string): Promise<StoredFile | null>
  /** Files with this SHA-256 in any source: the way back from a match to where the bytes lie. */
  withSha256(sha256: Sha256): Promise<readonly StoredFile[]>
}
