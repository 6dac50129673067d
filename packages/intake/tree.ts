// The read-only tree every form of evidence is presented as, and the powers its caller hands over. A tree has no method
// to write; names are mapped, never written out.

import type { ByteSource, Digests, Issue, Utc } from '@manumit/base'

export type TreeKind = 'folder' | 'zip' | 'tar' | 'ios-backup' | 'android-backup' | 'file'

/** One file of the tree. Folders are not listed; links are listed as issues, not followed. */
export interface TreeEntry {
  /** Path inside the evidence, as found: backslashes, leading slashes and prefixes kept. Unique in its tree. */
  readonly path: string
  /** Where it lies on the phone: iOS backup domain where known, and the path with `/`, without leading slash. */
  readonly logical: { readonly domain?: string; readonly path: string }
  readonly sizeBytes: number
  readonly modified?: Utc
  /**
   * Opens it for reading. Compressed members are inflated into the caller's spool, within its limits.
   * Refusals are issues: E_ENTRY_TOO_LARGE, E_ENTRY_TORN, …
   */
  open(): Promise<OpenedEntry>
}

export interface OpenedEntry {
  /** null where nothing could be read. */
  readonly bytes: ByteSource | null
  readonly issues: readonly Issue[]
}

export interface EvidenceTree {
  readonly kind: TreeKind
  /** Why it was taken for this kind, for the record: `Manifest.db begins with the SQLite magic`. */
  readonly reason: string
  readonly entries: readonly TreeEntry[]
  /** What was found odd while listing: links, escapes, duplicates, names too long, bombs. */
  readonly issues: readonly Issue[]
}

/** A folder as its caller can list it. `shell/io` implements it; links are reported and not followed. */
export interface FolderListing {
  readonly files: readonly { readonly path: string; readonly sizeBytes: number; readonly modified?: Utc }[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
  readonly issues: readonly Issue[]
  open(path: string): ByteSource | null
}

/** What reading compressed or packed evidence needs from outside. */
export interface IntakePowers {
  /** Raw deflate (RFC 1951), zlib (RFC 1950) or gzip (RFC 1952), streamed. A torn stream ends with `torn: true`. */
  inflate(
    input: Iterable<Uint8Array>,
    wrapping: 'raw' | 'zlib' | 'gzip',
  ): AsyncIterable<Uint8Array | { readonly torn: string }>
  /** Takes bytes in and gives them back as a source that can be read at any offset; large ones go to a private file. */
  spool(): Spool
  readonly limits: IntakeLimits
}

export interface Spool {
  write(chunk: Uint8Array): void
  /** Ends writing. The source lives until the caller's session ends. */
  finish(): ByteSource
}

export interface IntakeLimits {
  /** Bytes one compressed member may inflate to. */
  readonly entryBytes: number
  /** Ratio of inflated to packed size above which a member over `ratioFloorBytes` is taken for a bomb. */
  readonly ratio: number
  readonly ratioFloorBytes: number
  readonly entries: number
  /** Bytes of a name; longer ones are recorded and shortened in messages, not refused. */
  readonly nameBytes: number
}

/** A file's digests and its type, as computed once while it is read. */
export interface FileFacts {
  readonly digests: Digests
  readonly sizeBytes: number
}
