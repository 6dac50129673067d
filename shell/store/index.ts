// Opening a workspace

export { storeCodes } from './errors.ts'
export { machineRefusal } from './machine-refusal.ts'
export { snapshotWorkspace } from './snapshot.ts'
export { openWorkspace } from './open-workspace.ts'
export { defaultWorkspaceFolder } from './workspace-folder.ts'
export { makePostgresEngine } from './postgres-engine.ts'
export { workspaceOn } from './workspace.ts'
// The desk's own file
export { openAccess } from './access-store.ts'
export { JOB_STATES } from './access-ports.ts'
export type {
  AccessRequest,
  AccessStore,
  Account,
  AccountStore,
  Approval,
  ApprovalStore,
  JobRow,
  JobState,
  JobStore,
  Link,
  LinkStore,
  NewAccount,
  Passkey,
  Session,
  SessionLimits,
  SessionStore,
  Upload,
  UploadKey,
  UploadStore,
} from './access-ports.ts'
export { accountKey } from './access-accounts.ts'
// Encoding what an artifact gives, in a parse worker
export type { BatchContext, BatchEncoder } from './encode-items.ts'
export { encodeItems, makeBatchEncoder, transferables } from './encode-items.ts'
export { fromStoredJson, toStoredJson } from './stored-json.ts'
export { matchSubject } from './match-subject.ts'
// The ports apps are written against
export type { AuditEntry, AuditHead, AuditLog, AuditVerdict } from './ports/audit.ts'
export type { Bank, BankDeclaration, BankMaterial, BankStore, NewBankEntry } from './ports/banks.ts'
export type { Conversation, ConversationStore } from './ports/conversations.ts'
export type {
  IngestStore,
  IngestUnit,
  SourceProgress,
  UnitProgress,
  UnitTotals,
  WholeUnit,
} from './ports/ingest.ts'
export type { IssueStore, StoredIssue } from './ports/issues.ts'
export type { JudgementLog, StoredJudgement } from './ports/judgements.ts'
export type {
  Histogram,
  ObservationFilter,
  ObservationStore,
  PageStart,
  PartySeen,
  PlacedRecords,
  StoredObservation,
} from './ports/observations.ts'
export type { JsonValue, Page } from './ports/page.ts'
export type {
  NearBank,
  Scan,
  ScanDeclaration,
  ScanMatch,
  ScannedFile,
  ScanStore,
  StoredMatch,
} from './ports/scans.ts'
export type { IndexProgress, SearchPort, SearchQuery, SearchResult } from './ports/search.ts'
export type {
  FileFacts,
  FileStore,
  Source,
  SourceCounts,
  SourceFacts,
  SourceStore,
  StoredFile,
} from './ports/sources.ts'
export type {
  OpenRequest,
  OpenWorkspace,
  StorePowers,
  Workspace,
  WorkspaceAccess,
  WorkspaceInfo,
  WorkspaceKind,
} from './ports/workspace.ts'
export { BANK_MATERIALS } from './ports/banks.ts'
export { WORKSPACE_KINDS } from './ports/workspace.ts'
// Identifiers, and what is derived from them
export type {
  DerivedLists,
  IdentifierFacts,
  LinkingStore,
  LinkProgress,
  LinkRecord,
  LinkWork,
  NamedIdentifier,
  NamedInSource,
  NameSeen,
  RecordMentions,
} from './ports/linking.ts'
export type {
  CandidateRow,
  ContactPairs,
  DevicePairSeen,
  IdentifierMention,
  IdentifierQuery,
  IdentifierRow,
  PairSeen,
  PeopleStore,
} from './ports/people.ts'
export { BY_DEVICE, ENTRY_ROLE, TEXT_ROLE } from './ports/linking.ts'
export type { RowBatch } from './row-batch.ts'
