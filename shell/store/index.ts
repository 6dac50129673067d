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
export type {
  AuditEntry,
  AuditHead,
  AuditLog,
  AuditVerdict,
  Bank,
  BankDeclaration,
  BankMaterial,
  BankStore,
  Conversation,
  ConversationStore,
  FileFacts,
  FileStore,
  Histogram,
  IndexProgress,
  IngestStore,
  IngestUnit,
  IssueStore,
  JsonValue,
  JudgementLog,
  NearBank,
  NewBankEntry,
  ObservationFilter,
  ObservationStore,
  OpenRequest,
  OpenWorkspace,
  Page,
  PageStart,
  PartySeen,
  PlacedRecords,
  Scan,
  ScanDeclaration,
  ScanMatch,
  ScannedFile,
  ScanStore,
  SearchPort,
  SearchQuery,
  SearchResult,
  Source,
  SourceCounts,
  SourceFacts,
  SourceProgress,
  SourceStore,
  StoredFile,
  StoredIssue,
  StoredJudgement,
  StoredMatch,
  StoredObservation,
  StorePowers,
  UnitProgress,
  UnitTotals,
  WholeUnit,
  Workspace,
  WorkspaceAccess,
  WorkspaceInfo,
  WorkspaceKind,
} from './ports.ts'
export { BANK_MATERIALS, WORKSPACE_KINDS } from './ports.ts'
// Identifiers, and what is derived from them
export type {
  CandidateRow,
  ContactPairs,
  DerivedLists,
  DevicePairSeen,
  IdentifierFacts,
  IdentifierMention,
  IdentifierQuery,
  IdentifierRow,
  LinkingStore,
  LinkProgress,
  LinkRecord,
  LinkWork,
  NamedIdentifier,
  NamedInSource,
  NameSeen,
  PairSeen,
  PeopleStore,
  RecordMentions,
} from './ports.ts'
export { BY_DEVICE, ENTRY_ROLE, TEXT_ROLE } from './ports.ts'
export type { RowBatch } from './row-batch.ts'
