// Opening a workspace

export { storeCodes } from './errors.ts'
export { openWorkspace } from './open-workspace.ts'
export { defaultWorkspaceFolder } from './workspace-folder.ts'
export { makePostgresEngine } from './postgres-engine.ts'
export { workspaceOn } from './workspace.ts'
// Encoding what an artifact gives, in a parse worker
export type { BatchContext, BatchEncoder } from './encode-items.ts'
export { encodeItems, makeBatchEncoder, transferables } from './encode-items.ts'
export { fromStoredJson, toStoredJson } from './stored-json.ts'
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
  FileFacts,
  FileStore,
  IndexProgress,
  IngestStore,
  IngestUnit,
  IssueStore,
  JsonValue,
  JudgementLog,
  NewBankEntry,
  ObservationFilter,
  ObservationStore,
  OpenRequest,
  OpenWorkspace,
  Page,
  PartySeen,
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
export type { RowBatch } from './row-batch.ts'
