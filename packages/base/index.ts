// Results and issues
export type { Refusal, Result } from './result.ts'
export { ok, refuse } from './result.ts'
export type { CodeEntry, CodeTable, Issue, IssuePlace, Severity } from './issue.ts'
export { defineCodes, isIssue, issuesOf } from './issue.ts'

// Values as stored
export type { RawBlob, RawValue } from './raw-value.ts'
export { KEPT_BLOB_BYTES, rawBlob } from './raw-value.ts'

// Time
export type { Epoch, Moment, TimeUnit, Utc, ZoneSource } from './moment.ts'
export { isoOfUtc, momentSince, utcOf, utcOfIso } from './moment.ts'

// Bytes and their names
export type { Brand } from './brand.ts'
export type { ByteSource } from './byte-source.ts'
export { sliceSource, sourceOfBytes } from './byte-source.ts'
export type { Digests, Md5, Sha1, Sha256 } from './digests.ts'
export { parseMd5, parseSha1, parseSha256 } from './digests.ts'
