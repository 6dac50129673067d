export { md5 } from './md5/md5.ts'
export { pdq } from './pdq/pdq.ts'
export { sha1 } from './sha1/sha1.ts'
export { sha256 } from './sha256/sha256.ts'
