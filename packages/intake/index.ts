// Opening evidence

export type { Companions } from './companions.ts'
export { companionOwner, companionsOf } from './companions.ts'
// Codes
export { intakeCodes } from './errors.ts'
// Finding files by where phones keep them
export { isPhonePath, logicalPlaceOf, placeKey } from './logical-place.ts'
export type { MemoryFile } from './memory-folder.ts'
export { memoryFolder } from './memory-folder.ts'
export { openEvidence } from './open-evidence.ts'
export type { PathIndex } from './path-index.ts'
export { makePathIndex, matchPattern } from './path-index.ts'
// The tree, and what opening one needs
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
