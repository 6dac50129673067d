// The artifacts
export { artifact, artifacts } from './registry.ts'
// Which apply to a file
export type { Choice, FileFacts, Selection } from './selection.ts'
export { artifactsFor } from './selection.ts'
// Codes
export { artifactCodes } from './errors.ts'
