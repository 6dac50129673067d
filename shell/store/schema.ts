// The tables, as Kysely types. What each column holds is said here once; migrations/ makes them.
// Times are microseconds since 1970; JSON columns hold stored or canonical JSON as text, on both engines.

import type { Generated } from 'kysely'

export interface Schema {
  readonly workspace: WorkspaceTable
  readonly schema_migration: SchemaMigrationTable
  readonly source: SourceTable
  readonly file: FileTable
  readonly unit: UnitTable
  readonly unit_count: UnitCountTable
  readonly observation: ObservationTable
  readonly shape: ShapeTable
  readonly issue: IssueTable
  readonly party: PartyTable
  readonly mention: MentionTable
  readonly party_seen: PartySeenTable
  readonly record_count: RecordCountTable
  readonly thread: ThreadTable
  readonly thread_count: ThreadCountTable
  readonly thread_party: ThreadPartyTable
  readonly placed: PlacedTable
  readonly judgement: JudgementTable
  readonly audit: AuditTable
  readonly bank: BankTable
  readonly bank_entry: BankEntryTable
  readonly scan: ScanTable
  readonly scan_file: ScanFileTable
  readonly scan_match: ScanMatchTable
  readonly identifier: IdentifierTable
  readonly identifier_mention: IdentifierMentionTable
  readonly identifier_seen: IdentifierSeenTable
  readonly identifier_records: IdentifierRecordsTable
  readonly identifier_spelling: IdentifierSpellingTable
  readonly identifier_entry: IdentifierEntryTable
  readonly identifier_pair: IdentifierPairTable
  readonly name_sighting: NameSightingTable
  readonly source_token: SourceTokenTable
  readonly link_run: LinkRunTable
  readonly identifier_summary: IdentifierSummaryTable
  readonly person: PersonTable
  readonly candidate: CandidateTable
  readonly candidate_key: CandidateKeyTable
  readonly new_name: NewNameTable
}

/** One row. */
export interface WorkspaceTable {
  id: string
  kind: string
  name: string
  created_at: number
}

export interface SchemaMigrationTable {
  version: number
  name: string
  applied_at: number
}

export interface SourceTable {
  id: Generated<number>
  name: string
  authority: string | null
  holder_role: string
  /** Scope as JSON. */
  scope: string
  path: string
  tree_kind: string
  reason: string
  tool_version: string
  added_at: number
  added_by: string
  state: 'reading' | 'complete'
  scope_revision: number
}

export interface FileTable {
  id: Generated<number>
  source_id: number
  path: string
  domain: string | null
  logical_path: string
  size_bytes: number
  md5: string | null
  sha1: string | null
  sha256: string | null
  type: string | null
  type_reason: string | null
}

/** One artifact over one file: how far it has come. */
export interface UnitTable {
  id: Generated<number>
  source_id: number
  /** 0: the source as a whole. */
  file_id: number
  artifact: string
  version: number
  /** The source's scope revision it was read under. */
  scope_revision: number
  /** Items safe on disk. */
  committed: number
  /** Items search has indexed. */
  indexed: number
  /** Items whose identifiers were read. */
  linked: Generated<number>
  /** 0 or 1. */
  done: number
}

/** What a unit gave, counted as it was written. */
export interface UnitCountTable {
  unit_id: number
  what: 'observation' | 'issue' | 'out-of-scope'
  /** Kind of observation, or code of issue. */
  name: string
  count: number
}

/** Primary key: unit × 2³² + ordinal, so that a row says where it came from and rows lie in the order of reading. */
export interface ObservationTable {
  id: number
  kind: string
  utc: number | null
  source_id: number
  state: string | null
  shape_id: number
  /** Values of place, raw, at and fields, as record-shape.ts stores them. */
  record: string
  search: string | null
  /** The thread it says it belongs to; null where it says none. */
  thread_id: number | null
}

/** The names that records have in common. */
export interface ShapeTable {
  id: Generated<number>
  /** JSON of a RecordShape; unique. */
  keys: string
}

export interface IssueTable {
  /** As an observation's. */
  id: number
  source_id: number
  code: string
  severity: string
  /** Stored JSON of {at, data}. */
  record: string
}

export interface PartyTable {
  id: Generated<number>
  identifier: string
}

/** Which observation names which party, with all that a filter asks: its key is the party's timeline. */
export interface MentionTable {
  party_id: number
  /** UNTIMED where the record has no UTC: a key holds no null. */
  utc: number
  observation_id: number
  kind: string
  source_id: number
  state: string | null
}

/** The time of a mention without one: past any other, so that these come last. */
export const UNTIMED = Number.MAX_SAFE_INTEGER

export interface PartySeenTable {
  unit_id: number
  party_id: number
  kind: string
  role: string
  count: number
  first_utc: number | null
  last_utc: number | null
}

/** Records by time, kept as they are written. What a clearing took away may leave a count of 0. */
export interface RecordCountTable {
  /** 1 or 24; 0 for records without a UTC, whose `start` is 0. */
  span_hours: number
  /** Hours since 1970, a multiple of span_hours. */
  start: number
  source_id: number
  kind: string
  /** '' where the record is no row of a database. */
  state: string
  count: number
}

/** A conversation as a unit's records name it. */
export interface ThreadTable {
  id: Generated<number>
  unit_id: number
  name: string
}

export interface ThreadCountTable {
  thread_id: number
  messages: number
  superseded: number
  first_utc: number | null
  last_utc: number | null
}

/** How many of a thread's records name a party. */
export interface ThreadPartyTable {
  thread_id: number
  party_id: number
  count: number
}

/** Records that state coordinates, with what a filter asks. */
export interface PlacedTable {
  observation_id: number
  kind: string
  utc: number | null
  source_id: number
  state: string | null
}

export interface JudgementTable {
  id: Generated<number>
  subject: string
  decision: string
  reason: string
  author: string
  at: number
}

export interface AuditTable {
  seq: number
  at: number
  actor: string
  action: string
  subject: string
  /** Canonical JSON. */
  data: string
  prev_hash: string
  hash: string
}

export interface BankTable {
  id: Generated<number>
  name: string
  material: string
  source: string
  imported_at: number
  /** null while an import is under way. */
  digest: string | null
  /** 1 for the content that counts; 0 for one being imported or taken away. */
  current: number
}

export interface BankEntryTable {
  bank_id: number
  entry: number
  kind: string
  hash: string
  note: string | null
}

export interface ScanTable {
  id: Generated<number>
  /** Canonical JSON of {paths, bank, thresholds}. */
  declaration: string
  bank_digest: string
  started_at: number
  finished_at: number | null
}

export interface ScanFileTable {
  scan_id: number
  path: string
  sha256: string
}

export interface ScanMatchTable {
  id: Generated<number>
  scan_id: number
  path: string
  distance: number
  /** JSON of the match. */
  match: string
  /** Of the file. */
  sha256: string
  /** What a judgement on it is about. */
  subject: string
}

/** An account, an address or a name of the net in normal form; numbered as they come. */
export interface IdentifierTable {
  id: Generated<number>
  key: string
  kind: string
  text: string
}

/** Where a record names an identifier. */
export interface IdentifierMentionTable {
  observation_id: number
  identifier_id: number
  field: string
  /** −1 where the field itself is the identifier. */
  span_start: number
  span_end: number
  role: string
  utc: number | null
}

/** Records of a unit that name an identifier, by kind of record and role. */
export interface IdentifierSeenTable {
  unit_id: number
  identifier_id: number
  kind: string
  role: string
  count: number
  first_utc: number | null
  last_utc: number | null
}

/** Records of a unit, of one kind, that name an identifier anywhere, and (`named`) those that name it otherwise than inside a text. */
export interface IdentifierRecordsTable {
  unit_id: number
  identifier_id: number
  kind: string
  count: number
  first_utc: number | null
  last_utc: number | null
  named: number
  named_first_utc: number | null
  named_last_utc: number | null
  /** Ordinals of those, comma after each, in the order of reading; the first MENTION_SAMPLE count. */
  sample: string
  /** 1: an account of the phone that was read. */
  is_device: number
}

export interface IdentifierSpellingTable {
  unit_id: number
  identifier_id: number
  /** `as`: as recorded; `name`: a name that stands beside it in a party. */
  what: 'as' | 'name'
  spelling: string
  count: number
}

/** An address-book entry that lists an identifier. */
export interface IdentifierEntryTable {
  unit_id: number
  identifier_id: number
  observation_id: number
  name: string | null
}

/** Records of a unit that name two identifiers; left_id < right_id. */
export interface IdentifierPairTable {
  unit_id: number
  left_id: number
  right_id: number
  kind: string
  count: number
  first_utc: number | null
  last_utc: number | null
}

/** A record that names a domain, an invite link or an app. */
export interface NameSightingTable {
  unit_id: number
  identifier_id: number
  observation_id: number
  utc: number | null
  reached: string
  named_by: string | null
}

/** What a source is called where its number may not count: made once, from its name and its files' digests. */
export interface SourceTokenTable {
  source_id: number
  token: string
}

/** One derivation. At most one is current; the others are half made or on their way out. */
export interface LinkRunTable {
  id: Generated<number>
  state: 'current' | 'other'
  made_from: string
}

/** `position` is the place in the order of keys, so that ties do not depend on numbering. */
export interface IdentifierSummaryTable {
  run_id: number
  position: number
  identifier_id: number
  key: string
  kind: string
  /** Key, spellings and names in lower case, for finding parts. */
  folded: string
  records: number
  sources: number
  first_utc: number | null
  last_utc: number | null
  /** JSON of the row as it is given back. */
  body: string
}

export interface PersonTable {
  run_id: number
  position: number
  id: string
  body: string
}

export interface CandidateTable {
  run_id: number
  position: number
  id: string
  left_id: string
  right_id: string
  body: string
}

export interface CandidateKeyTable {
  run_id: number
  position: number
  key: string
}

export interface NewNameTable {
  run_id: number
  position: number
  is_new: number
  body: string
}

/** Ordinals of a unit: 0 … 2³² − 1. With units below 2²¹ an id stays exact in a double. */
export const ORDINALS_PER_UNIT = 2 ** 32
export const MAX_UNITS = 2 ** 21

export const idOf = (unitId: number, ordinal: number): number => unitId * ORDINALS_PER_UNIT + ordinal
export const unitOfId = (id: number): number => Math.floor(id / ORDINALS_PER_UNIT)
export const ordinalOfId = (id: number): number => id % ORDINALS_PER_UNIT
