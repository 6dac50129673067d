// The tree and what opening one needs

export type {
  DeviceFacts,
  EvidenceTree,
  FileInput,
  FolderInput,
  FolderListing,
  HeldSource,
  IntakeLimits,
  IntakePowers,
  LogicalPlace,
  OpenedEntry,
  Spool,
  TreeEntry,
  TreeKind,
} from './tree.ts'
