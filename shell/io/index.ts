// Pictures
export type { DecodedPicture, DecodeOptions, PictureDecoder } from './decode-picture.ts'
export { DEFAULT_MAX_PIXELS, makePictureDecoder } from './decode-picture.ts'
export type { PictureFormat } from './picture-format.ts'
export { pictureFormat } from './picture-format.ts'

// Digests
export type { Digester, SourceDigests } from './digests.ts'
export { digestSource, makeDigester } from './digests.ts'

// Codes
export { ioCodes } from './errors.ts'

// Reading evidence: files and folders
export type { FileSource } from './file-source.ts'
export { fileSource, systemReason } from './file-source.ts'

// What intake asks of this machine
export { inflate } from './inflate.ts'
export type { HeldIntakePowers } from './intake-powers.ts'
export { DEFAULT_INTAKE_LIMITS, makeIntakePowers } from './intake-powers.ts'
export { listFolder } from './list-folder.ts'
export type { SpoolFolder } from './spool.ts'
export { makeSpool, SPOOL_MEMORY_BYTES } from './spool.ts'
