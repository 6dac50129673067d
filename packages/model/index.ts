// What was handed over
export type { HolderRole, Scope, SourceDeclaration } from './evidence.ts'
export { HOLDER_ROLES, isInScope } from './evidence.ts'

// Where it was read
export type { FileRef, Place, RangePlace, RowPlace, RowState, Where } from './where.ts'
export { isRowPlace } from './where.ts'

// What was read
export type {
  Attachment,
  Coordinates,
  FieldDeclaration,
  FieldDeclarations,
  FieldsOf,
  FieldType,
  FieldValues,
  Observation,
  ObservationKind,
  Party,
} from './observation.ts'
export { defineObservationKind } from './observation.ts'
export { call, contact, message, picture, visit, voicemail } from './observation-kinds/members.ts'
export { observationKind, observationKinds } from './observation-kinds/registry.ts'

// How it is read
export type { Artifact, ArtifactFiles, EvidenceFile, ReadPattern } from './artifact.ts'
export { defineArtifact } from './artifact.ts'

// What a person decided
export type { Judgement } from './judgement.ts'
export { standing } from './judgement.ts'
