// The read-only tree every form of evidence is presented as, and the powers its caller hands over. A tree has no method
// to write; names are mapped, never written out. Types only.

import type { ByteSource, Issue, Result, Utc } from '@manumit/base'

export type TreeKind = 'folder' | 'zip' | 'tar' | 'ios-backup' | 'android-backup' | 'file'

/** Where a file lies on the phone. */
export interface LogicalPlace {
  /** iOS backup domain, where known: `HomeDomain`, `AppDomain-<bundle>`, `AppDomainGroup-<group>`. */
  readonly domain?: string
  /** Path with `/` and without leading slash, inside the domain or on the phone: see `logicalPlaceOf`. */
  readonly path: string
}

/** One file of the tree. Folders are not listed; links are listed as issues, not followed. */
export interface TreeEntry {
  /**
   * Path inside the evidence, as found: backslashes, leading slashes and prefixes kept. Unique in its tree: a second file
   * of the same name ends in `#2`. `x.zip!member` is a member of an archive inside the evidence.
   */
  readonly path: string
  /** The listing it stands in: '' at the top, `x.zip!` in an archive, a backup's folder. What lies beside it shares it. */
  readonly origin: string
  readonly logical: LogicalPlace
  /** Size as the listing or the archive's index declares it; the opened bytes say the real one. */
  readonly sizeBytes: number
  readonly modified?: Utc
  /**
   * Opens it for reading. Compressed members are inflated into the caller's spool, within its limits.
   * Issues: E_ENTRY_UNREADABLE, E_ENTRY_TOO_LARGE, E_ENTRY_BOMB, E_ENTRY_TORN, E_ENTRY_SIZE_DIFFERS, …
   */
  open(): Promise<OpenedEntry>
}

export interface OpenedEntry {
  /** null where nothing could be read. */
  readonly bytes: ByteSource | null
  readonly issues: readonly Issue[]
  /**
   * Releases the file descriptor or spooled bytes; `bytes` must not be read afterwards. Gives E_EVIDENCE_CHANGED when the
   * evidence changed while it was open.
   */
  close(): readonly Issue[]
}

/** What a phone or its backup says of itself, as found. Not checked, not interpreted. */
export interface DeviceFacts {
  /** The backup it stands in: `origin` of that backup's entries. */
  readonly origin: string
  /** By file and name: `Info.plist/Product Version`, `Manifest.plist/Lockdown/SerialNumber`, `Status.plist/BackupState`. */
  readonly facts: Readonly<Record<string, string>>
}

export interface EvidenceTree {
  readonly kind: TreeKind
  /** Why it was taken for this kind, for the record: `Manifest.db begins with the SQLite magic`. */
  readonly reason: string
  /** Files to read, in the order of their archive, or of their paths' code units. */
  readonly entries: readonly TreeEntry[]
  /** Packed files whose members stand in `entries`: hashed like any other file, not parsed again. */
  readonly containers: readonly TreeEntry[]
  readonly devices: readonly DeviceFacts[]
  /** What was found odd while listing: links, escapes, duplicates, names too long, bombs. */
  readonly issues: readonly Issue[]
  /** Releases whatever the tree itself holds open. Entries still open stay readable until they are closed. */
  close(): readonly Issue[]
}

/** Bytes that hold a descriptor, a temporary file or memory until they are closed. */
export interface HeldSource extends ByteSource {
  /** Releases it; E_EVIDENCE_CHANGED where the file behind it changed since it was opened. */
  close(): readonly Issue[]
}

/** A folder as its caller can list it. `shell/io` implements it; links are reported and not followed. */
export interface FolderListing {
  /** In the order of their paths' code units; `/` between segments, relative to the folder. */
  readonly files: readonly { readonly path: string; readonly sizeBytes: number; readonly modified?: Utc }[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
  readonly issues: readonly Issue[]
  /** Opens a listed file; refuses what the system does not let it read. */
  open(path: string): Result<HeldSource>
}

/** A file with what stands beside it, by name: the form a single database is handed over in. */
export interface FileInput {
  readonly file: ByteSource
  readonly name: string
  readonly modified?: Utc
  readonly beside?: { readonly wal?: ByteSource; readonly shm?: ByteSource; readonly journal?: ByteSource }
}

export interface FolderInput {
  readonly folder: FolderListing
  readonly name: string
}

/** What reading compressed or packed evidence needs from outside. */
export interface IntakePowers {
  /**
   * Raw deflate (RFC 1951), zlib (RFC 1950) or gzip (RFC 1952, members after one another included), streamed. The input
   * is pulled only as the output is. A torn stream ends with `{ torn: reason }`.
   */
  inflate(
    input: Iterable<Uint8Array>,
    wrapping: 'raw' | 'zlib' | 'gzip',
  ): AsyncIterable<Uint8Array | { readonly torn: string }>
  /** Takes bytes in and gives them back as a source that can be read at any offset; large ones go to a private file. */
  spool(): Spool
  readonly limits: IntakeLimits
}

export interface Spool {
  /** Copies the chunk. */
  write(chunk: Uint8Array): void
  /** Ends writing. The source lives until it is closed, at the latest until the caller's session ends. */
  finish(): HeldSource
}

export interface IntakeLimits {
  /** Bytes one compressed member may inflate to. */
  readonly entryBytes: number
  /** Ratio of inflated to packed size above which a member over `ratioFloorBytes` is taken for a bomb. */
  readonly ratio: number
  readonly ratioFloorBytes: number
  /** Files in one tree, nested archives included. */
  readonly entries: number
  /** Bytes of a name; longer ones are recorded and kept, not refused. */
  readonly nameBytes: number
  /** Archives inside one another, the outermost counted: 2 opens a zip inside a zip, not one inside that. */
  readonly depth: number
}
