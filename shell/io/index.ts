// Codes

export { ioCodes } from './errors.ts'
// Reading evidence: files and folders
export type { FileSource } from './file-source.ts'
export { fileSource } from './file-source.ts'
// What intake asks of this machine
export { inflate } from './inflate.ts'
export type { HeldIntakePowers } from './intake-powers.ts'
export { DEFAULT_INTAKE_LIMITS, makeIntakePowers } from './intake-powers.ts'
export { listFolder } from './list-folder.ts'
export type { SpoolFolder } from './spool.ts'
export { makeSpool, SPOOL_MEMORY_BYTES } from './spool.ts'
