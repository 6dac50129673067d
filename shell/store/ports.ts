// What a workspace offers: the ports that apps are written against, with no engine in sight. A workspace is one matter's
// data. SQLite implements all of it; PGlite passes the same suite and offers no search yet.
// Times are integer microseconds (`Utc`); whatever may be refused is a `Result`, with a code from errors.ts.

import type { Digests, Issue, Result, Severity, Sha256, Utc } from '@manumit/base'
import type { BankReader } from '@manumit/matching'
import type { FileRef, Judgement, Observation, RowState, Scope, SourceDeclaration } from '@manumit/model'
import type { RowBatch } from './row-batch.ts'

/** What a workspace is about. Kinds never mix: a case's phones and an audit's ledgers do not meet in one file. */
export const WORKSPACE_KINDS = ['case', 'audit', 'directory'] as const
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number]

/** What the store needs from outside: the time, who is acting, and chance for the workspace's own id. */
export interface StorePowers {
  now(): Utc
  /** Who acts, as it shall stand in the log: a name or an account. */
  readonly actor: string
  /** A fresh, unguessable name, such as a UUID. It names the workspace and never enters the dump. */
  randomId(): string
}

export interface WorkspaceInfo {
  readonly id: string
  readonly kind: WorkspaceKind
  readonly name: string
  readonly createdAt: Utc
  readonly schemaVersion: number
  readonly engine: 'sqlite' | 'postgres'
  /** `read` takes no writer's lock: ingest, banks and scans refuse, judgements and the log still accept entries. */
  readonly access: WorkspaceAccess
}

export type WorkspaceAccess = 'write' | 'read'

export interface OpenRequest {
  /** The workspace's own folder, mode 0700; it holds `workspace.db`, mode 0600. */
  readonly folder: string
  /** Makes the workspace; absent: it must be there. Refuses E_WORKSPACE_EXISTS where one is. */
  readonly create?: { readonly kind: WorkspaceKind; readonly name: string }
  /** Refuses E_WORKSPACE_KIND where the workspace is of another kind. */
  readonly expect?: WorkspaceKind
  /** Default `write`. */
  readonly access?: WorkspaceAccess
  /** Another thread of this process holds the writer's lock, and answers for this connection. */
  readonly isLockHeld?: true
  readonly powers: StorePowers
}

/**
 * Opens or makes a workspace. Refusals: E_WORKSPACE_ABSENT, _EXISTS, _FORMAT (another kind of file), _DAMAGED, _NEWER (made
 * by a later version), _KIND, _LOCKED (another writer), _NOT_PRIVATE (others on this machine may read it).
 */
export type OpenWorkspace = (request: OpenRequest) => Promise<Result<Workspace>>

export interface Workspace {
  readonly info: WorkspaceInfo
  readonly sources: SourceStore
  readonly files: FileStore
  readonly ingest: IngestStore
  readonly observations: ObservationStore
  readonly conversations: ConversationStore
  readonly issues: IssueStore
  readonly judgements: JudgementLog
  readonly audit: AuditLog
  readonly banks: BankStore
  readonly scans: ScanStore
  /** null where the engine has no full text (PGlite so far). */
  readonly search: SearchPort | null
  readonly linking: LinkingStore
  readonly people: PeopleStore
  /** Sources, files, units, observations and issues as lines of JSON in the order of their keys; no clock, no chance. */
  dump(): AsyncIterable<string>
  /** The same workspace, acting in somebody's name: what is added, judged or logged through it carries that name. */
  asActor(actor: string): Workspace
  close(): Promise<void>
}

/** A page of an ordered list, and where the next one starts; `next` is null at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

// Sources and their files

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

// Ingest

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

// What was read

export interface StoredObservation {
  readonly id: number
  readonly sourceId: number
  readonly fileId: number | null
  readonly artifact: { readonly id: string; readonly version: number }
  /** Position among the items its artifact gave for the file, from 0. */
  readonly ordinal: number
  readonly observation: Observation
}

export interface ObservationFilter {
  readonly kinds?: readonly string[]
  readonly sourceId?: number
  /** Inclusive; a record without UTC is outside any range that is set. */
  readonly from?: Utc
  readonly to?: Utc
  /** An identifier exactly as recorded. */
  readonly party?: string
  readonly state?: RowState
  /** Part of the record's search text, in any case (plain scan; for words and prefixes use search). */
  readonly text?: string
}

/** The record number `skip` (from 0) of those at or after `utc`; with `utc` null, of those without a UTC. */
export interface PageStart {
  readonly utc: Utc | null
  readonly skip: number
}

export interface Histogram {
  /** Records with and without UTC. */
  readonly total: number
  readonly untimed: number
  /** Start of the first span; null where no record has a UTC. */
  readonly firstUtc: Utc | null
  /** Whole minutes, hours or days, in microseconds; 0 where there are no spans. */
  readonly spanMicros: number
  /** Sorted; for each of them one number a span in `counts`. */
  readonly kinds: readonly string[]
  readonly counts: readonly (readonly number[])[]
  /** Under a `text`: as far as records were read, where that was not to the end; what lies behind it is not counted. */
  readonly scannedTo: Utc | null
}

export interface PlacedRecords {
  readonly rows: readonly StoredObservation[]
  /** Records under the filter, its text left aside, that state no coordinates. */
  readonly without: number
  /** Are there more than the limit let through? */
  readonly isCut: boolean
}

/** A party identifier as one source's records name it, with how often and when. */
export interface PartySeen {
  readonly party: string
  readonly sourceId: number
  readonly kind: string
  /** The field that named it: `from`, `to`, `numbers`, … */
  readonly role: string
  readonly count: number
  /** null where none of these records has a UTC. */
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

export interface ObservationStore {
  /**
   * Timeline order: by UTC, those without one last; then by unit (source, file, artifact) and ordinal. Under a `text` a page
   * may hold fewer records than asked for, even none, and yet go on: a look reads a bounded number of records.
   * Refuses E_CURSOR for an `after` it did not give out.
   */
  page(
    query: ObservationFilter & {
      readonly after?: string
      /** Where there is no `after`: which record to begin with. */
      readonly start?: PageStart
      readonly limit: number
    },
  ): Promise<Result<Page<StoredObservation>>>
  /** How many records fall into each of at most so many equal spans of time, by kind. */
  histogram(query: ObservationFilter & { readonly spans: number }): Promise<Histogram>
  /** First and last moment of the records under a filter (its text apart); null where none has a UTC. */
  extent(filter?: ObservationFilter): Promise<{ readonly firstUtc: Utc | null; readonly lastUtc: Utc | null }>
  /** Records that state coordinates, in timeline order. */
  places(query: ObservationFilter & { readonly limit: number }): Promise<PlacedRecords>
  get(id: number): Promise<StoredObservation | null>
  /** Observations by kind, under the same filters. */
  countByKind(filter?: ObservationFilter): Promise<Readonly<Record<string, number>>>
  /** Identifiers named in records, most often first. */
  parties(query?: { readonly sourceId?: number; readonly limit?: number }): Promise<readonly PartySeen[]>
}

/** A thread as the message records of one file name it. */
export interface Conversation {
  readonly sourceId: number
  readonly fileId: number
  readonly thread: string
  /** Identifiers that its records name, most often first, at most PARTIES_SHOWN; and how many there are. */
  readonly parties: readonly string[]
  readonly partyCount: number
  readonly messages: number
  /** Of these, rows that stand in an earlier state of the file only. */
  readonly superseded: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Its newest record; of those without a UTC where it has no other. */
  readonly last: StoredObservation
}

export interface ConversationStore {
  /** The one with the newest record first, those without a UTC last. Refuses E_CURSOR. */
  page(query: {
    readonly sourceId?: number
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<Conversation>>>
  /**
   * Records of one thread: `newer` from the oldest on, those without a UTC last; `older` the other way round. A cursor goes
   * on in either direction. Refuses E_CURSOR.
   */
  messages(query: {
    readonly sourceId: number
    readonly fileId: number
    readonly thread: string
    readonly direction: 'older' | 'newer'
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredObservation>>>
}

export interface StoredIssue {
  readonly id: number
  readonly sourceId: number
  readonly path: string | null
  readonly artifact: { readonly id: string; readonly version: number }
  readonly ordinal: number
  readonly issue: Issue
}

export interface IssueStore {
  /** By source, file, artifact and ordinal. */
  page(query: {
    readonly sourceId?: number
    readonly code?: string
    readonly severity?: Severity
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredIssue>>>
  countByCode(filter?: { readonly sourceId?: number }): Promise<Readonly<Record<string, number>>>
}

// What people decided, and what was done

export interface StoredJudgement extends Judgement {
  readonly id: number
}

/** Append-only: the database itself refuses to change or delete a row. */
export interface JudgementLog {
  /** Author and time come from the workspace's powers; logged as `judgement.appended`. */
  append(judgement: Pick<Judgement, 'subject' | 'decision' | 'reason'>): Promise<StoredJudgement>
  /** In the order they were made; the last one counts. */
  of(subject: string): Promise<readonly StoredJudgement[]>
  list(query: { readonly after?: string; readonly limit: number }): Promise<Result<Page<StoredJudgement>>>
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number
  readonly at: Utc
  readonly actor: string
  /** `domain.verb`: `source.added`, `view.timeline`, `export.csv`. */
  readonly action: string
  readonly subject: string
  readonly data: JsonValue
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prevHash: string
  /** SHA-256 of the canonical JSON (RFC 8785) of {action, actor, at, data, prevHash, seq, subject}. */
  readonly hash: string
}

export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: AuditHead }
  /** The first entry that does not follow from those before it, and what is wrong with it. */
  | {
      readonly intact: false
      readonly seq: number
      readonly problem: 'hash' | 'link' | 'gap' | 'unreadable' | 'head'
    }

/** Hash-chained and append-only: whoever changes an entry must change each later one and the head somebody wrote down. */
export interface AuditLog {
  append(action: string, subject: string, data?: JsonValue): Promise<AuditEntry>
  /** The last entry; seq 0 and 64 zeros for none. To be printed, and kept elsewhere. */
  head(): Promise<AuditHead>
  /** So many of the last entries, the newest first. */
  latest(limit: number): Promise<readonly AuditEntry[]>
  /**
   * Recomputes the chain from its first entry. `expected`, a head kept elsewhere, must be an entry of it: a log cut short,
   * or rewritten as a whole, is then found as well.
   */
  verify(expected?: AuditHead): Promise<AuditVerdict>
  list(query: {
    readonly action?: string
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<AuditEntry>>>
}

// Hash banks and scans

/** What a bank's hashes were taken from. `unlawful` is the default: such a bank's entries are never shown or exported. */
export const BANK_MATERIALS = ['unlawful', 'demonstration', 'other'] as const
export type BankMaterial = (typeof BANK_MATERIALS)[number]

export interface BankDeclaration {
  readonly name: string
  readonly material?: BankMaterial
  /** Who gave it, or the file it was read from. */
  readonly source: string
}

export interface NewBankEntry {
  readonly kind: string
  /** Canonical text of its kind. */
  readonly hash: string
  readonly note?: string
}

export interface Bank {
  readonly id: number
  readonly name: string
  readonly material: BankMaterial
  readonly source: string
  readonly importedAt: Utc
  /** Entries, by hash kind. */
  readonly entries: Readonly<Record<string, number>>
  /** SHA-256 over `kind TAB hash TAB note LF` of its entries, sorted: what an index snapshot was made from. */
  readonly digest: Sha256
}

export interface BankStore {
  /**
   * Replaces the bank of this name as a whole, or leaves the old one untouched. Entry numbers follow the order given,
   * from 0. Logged as `bank.imported`. Refuses E_WORKSPACE_READ_ONLY, and E_BANK_MATERIAL where the old one is declared
   * as material of which less may be shown.
   */
  import(
    declaration: BankDeclaration,
    entries: Iterable<NewBankEntry> | AsyncIterable<NewBankEntry>,
  ): Promise<Result<Bank>>
  list(): Promise<readonly Bank[]>
  get(name: string): Promise<Result<Bank>>
  /** Logged as `bank.removed`. Refuses E_BANK_UNKNOWN. */
  remove(name: string): Promise<Result<void>>
  /** The reader that matching asks for. Refuses E_BANK_UNKNOWN; entries come by entry number. */
  reader(name: string): Promise<Result<BankReader>>
}

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

// Full text

export interface SearchQuery {
  readonly kinds?: readonly string[]
  readonly sourceId?: number
  readonly from?: Utc
  readonly to?: Utc
  readonly after?: string
  readonly limit: number
}

export interface SearchResult {
  readonly stored: StoredObservation
  /** Text around what was found, cut at words; `matches` are [start, end) in UTF-16 units of it. */
  readonly snippet: {
    readonly text: string
    readonly matches: readonly (readonly [start: number, end: number])[]
  }
}

export interface IndexProgress {
  readonly indexed: number
  readonly pending: number
}

/**
 * Full text over the fields their kinds mark as searched. A query is words, "phrases in quotes" and prefix*; each of them
 * must occur. Nothing a person types is a syntax error. Case and accents do not count.
 */
export interface SearchPort {
  /**
   * Indexes what was ingested since last time, in batches of a few dozen milliseconds that readers do not wait for.
   * Killed at any moment, it goes on from its last batch.
   */
  indexPending(options?: {
    readonly onProgress?: (progress: IndexProgress) => void
    readonly signal?: AbortSignal
  }): Promise<IndexProgress>
  /**
   * Newest-read last: by observation id. A page may hold fewer than asked for, even none, and yet go on: a look goes through
   * a bounded number of finds. Refuses E_QUERY_EMPTY (nothing searchable was typed), E_CURSOR.
   */
  query(text: string, query: SearchQuery): Promise<Result<Page<SearchResult>>>
  /** How much is indexed and how much is not: an incomplete index must be said beside a result. */
  progress(): Promise<IndexProgress>
}

// Identifiers, and what is derived from them

export interface LinkProgress {
  /** Items of complete sources dealt with, and those not yet. */
  readonly linked: number
  readonly pending: number
}

/** What linking reads of a record. */
export interface LinkRecord {
  readonly id: number
  readonly sourceId: number
  readonly kind: string
  readonly utc: Utc | null
  readonly fields: Observation['fields']
}

/** Records not yet linked, in the order of reading. */
export interface LinkWork {
  /** Items [from, to) of each unit that this work deals with. */
  readonly parts: readonly { readonly unitId: number; readonly from: number; readonly to: number }[]
  readonly records: readonly LinkRecord[]
}

/** One place of one record that names an identifier. */
export interface NamedIdentifier {
  /** Kind and normal form, by which spellings are one. */
  readonly key: string
  readonly kind: string
  readonly text: string
  /** As recorded. */
  readonly spelling: string
  /** The name that stands beside it. */
  readonly name?: string
  /** An account of the phone that was read. */
  readonly isDevice?: boolean
  readonly field: string
  readonly role: string
  /** UTF-16 span in the field's text; null where the field itself is the identifier. */
  readonly start: number | null
  readonly end: number | null
}

/** The role of a mention inside a text: it names an identifier, and makes nobody its holder. */
export const TEXT_ROLE = 'text'
/** The role of an identifier that an address-book entry lists. */
export const ENTRY_ROLE = 'entry'
/** `namedBy` of what the holder of the device named. */
export const BY_DEVICE = 'device'

/** What one record names. */
export interface RecordMentions {
  readonly observationId: number
  readonly kind: string
  readonly utc: Utc | null
  readonly mentions: readonly NamedIdentifier[]
  /** How the names of the net in it were reached, as recorded; absent where it has none. */
  readonly reached?: string
  /** Who named them: the key of an identifier, BY_DEVICE, or nobody that the record states. */
  readonly namedBy?: string
}

/** What one source's records say of one identifier in parties and entries; mentions inside texts stay out. */
export interface NamedInSource {
  readonly sourceId: number
  readonly key: string
  readonly records: number
  /** The first of them in the order of reading, at most MENTION_SAMPLE. */
  readonly observationIds: readonly number[]
  /** Sorted. */
  readonly names: readonly string[]
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  readonly isDevice: boolean
  readonly entries: readonly { readonly observationId: number; readonly name: string | null }[]
}

/** What the sources' records say of one identifier, wherever they name it. */
export interface IdentifierFacts {
  readonly key: string
  readonly kind: string
  readonly text: string
  /** As recorded, most often first, at most 5. */
  readonly spellings: readonly string[]
  /** Sorted. */
  readonly names: readonly string[]
  /** Sorted. */
  readonly sourceIds: readonly number[]
  readonly records: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

/** A record that names a domain, an invite link or an app. */
export interface NameSeen {
  readonly key: string
  readonly kind: string
  readonly text: string
  readonly sourceId: number
  readonly observationId: number
  readonly utc: Utc | null
  readonly reached: string
  /** As RecordMentions.namedBy. */
  readonly namedBy: string | null
}

/** A derived row: what it is known by, and whatever its maker wants back, as JSON. */
export interface DerivedLists {
  /** In the order of their keys. */
  readonly identifiers: readonly (IdentifierFacts & { readonly details: JsonValue })[]
  readonly persons: readonly { readonly id: string; readonly details: JsonValue }[]
  /** In the order they are listed. */
  readonly candidates: readonly {
    readonly id: string
    readonly left: string
    readonly right: string
    /** Identifiers of both, by which it is found. */
    readonly keys: readonly string[]
    readonly details: JsonValue
  }[]
  /** In the order they are listed. */
  readonly names: readonly { readonly isNew: boolean; readonly details: JsonValue }[]
}

/**
 * How records are linked: identifiers are read out of them in batches, as words are indexed, and lists are derived from what
 * was read. Killed at any moment, it goes on from its last batch; the derived lists change as a whole or not at all.
 */
export interface LinkingStore {
  progress(): Promise<LinkProgress>
  /** The next items of complete sources, at most so many; null where all are linked. */
  pending(limit: number): Promise<LinkWork | null>
  /** One transaction: what the work's records name, and how far its units are. Refuses E_LINK_GAP, E_WORKSPACE_READ_ONLY. */
  commit(work: LinkWork, records: readonly RecordMentions[]): Promise<Result<void>>
  /**
   * A name for each source that does not depend on the order of adding: `make` gives it from the source's name and the
   * digests of its files, sorted; given once, it stays.
   */
  tokens(make: (parts: readonly string[]) => string): Promise<ReadonlyMap<number, string>>
  /** A text that changes when more or other records are linked. */
  state(): Promise<string>
  /** By source and key. */
  namedInSources(): Promise<readonly NamedInSource[]>
  /** By key. */
  identifiers(): Promise<readonly IdentifierFacts[]>
  /** Grouped by identifier, in the order of keys; within one, in the order of reading. */
  namesSeen(): AsyncIterable<readonly NameSeen[]>
  /** What the current lists were made from; null where there are none. */
  derivedFrom(): Promise<string | null>
  /** Puts new lists in the place of the old, in short transactions; what is read meanwhile are the old ones. */
  replaceDerived(lists: DerivedLists, madeFrom: string): Promise<Result<void>>
}

export interface IdentifierRow extends IdentifierFacts {
  readonly details: JsonValue
}

export interface IdentifierQuery {
  /** Part of key, spelling or name, in any case. */
  readonly text?: string
  readonly kind?: string
  readonly sourceId?: number
  /** records, sources, last: the most, the latest first. first: the earliest first. */
  readonly order: 'records' | 'sources' | 'first' | 'last'
  readonly after?: string
  readonly limit: number
}

export interface IdentifierMention {
  readonly observationId: number
  readonly field: string
  readonly role: string
  readonly start: number
  readonly end: number
}

export interface CandidateRow {
  readonly id: string
  readonly left: JsonValue
  readonly right: JsonValue
  readonly details: JsonValue
}

/** Records that name two identifiers, or one whose source's device took part. Keys; `left` < `right`. */
export interface PairSeen {
  readonly left: string
  readonly right: string
  readonly kind: string
  readonly count: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

/** An identifier in the parties or entries of a source's records. */
export interface DevicePairSeen {
  readonly sourceId: number
  readonly key: string
  readonly kind: string
  readonly count: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

export interface ContactPairs {
  readonly pairs: readonly PairSeen[]
  readonly devicePairs: readonly DevicePairSeen[]
}

/** What was linked and derived, read back. Empty before the first linking. */
export interface PeopleStore {
  /** Refuses E_CURSOR. */
  identifiers(query: IdentifierQuery): Promise<Result<Page<IdentifierRow>>>
  /** By key, in any order; those that are not there are left out. */
  identifiersOf(keys: readonly string[]): Promise<readonly IdentifierRow[]>
  /** How often the sources' records name an identifier, by source, kind of record and role. */
  seen(key: string): Promise<readonly Omit<PartySeen, 'party'>[]>
  /** Where texts name it, in the order of time; at most so many. */
  mentionsInTexts(key: string, limit: number): Promise<readonly IdentifierMention[]>
  /** Ids of candidates one of whose persons has this identifier, in their order. */
  candidatesWith(key: string): Promise<readonly string[]>
  /** In their order; `ids` keeps these, `not` leaves these out. Refuses E_CURSOR. */
  candidates(query: {
    readonly ids?: readonly string[]
    readonly not?: readonly string[]
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<CandidateRow>>>
  /** Refuses E_CURSOR. */
  names(query: {
    readonly isNew?: boolean
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<JsonValue>>>
  /** Distinct identifiers by kind; `details` as they were derived. */
  eachOfKinds(kinds: readonly string[]): AsyncIterable<readonly IdentifierRow[]>
  /** Accounts of the phones that were read, by source and key. */
  devices(): Promise<readonly { readonly sourceId: number; readonly key: string }[]>
  /** Judgements on candidates, the oldest first. */
  judgements(): Promise<readonly StoredJudgement[]>
  /** Who is named together, under a filter, in no order. Without times, state, party and text it is answered from counts. */
  contactPairs(filter?: ObservationFilter): Promise<ContactPairs>
}
