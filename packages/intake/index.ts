// Opening evidence
export { openEvidence } from './open-evidence.ts'
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
export type { MemoryFile } from './memory-folder.ts'
export { memoryFolder } from './memory-folder.ts'

// Finding files by where phones keep them
export type { PathIndex } from './path-index.ts'
export { makePathIndex, matchPattern } from './path-index.ts'
export type { Companions } from './companions.ts'
export { companionOwner, companionsOf } from './companions.ts'
export { isPhonePath, logicalPlaceOf, placeKey } from './logical-place.ts'

// Codes
export { intakeCodes } from './errors.ts'
