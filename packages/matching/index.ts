// Indices over hashes, and the ports of an index and of a bank
export type { BankEntry, BankReader, HashBytes, HashIndex, IndexMatch } from './index-port.ts'
export { linearIndex } from './index/linear-index.ts'
export type { MultiIndex, MultiIndexOptions } from './index/multi-index.ts'
export { multiIndex } from './index/multi-index.ts'

// What a kernel must offer to the multi-index
export type { Block } from './index/block.ts'
export type { BlockLayout } from './index/block-layout.ts'
export type { IndexKernel, IndexKernelMaker } from './index/kernel.ts'
export { plainKernel } from './index/plain-kernel.ts'

// Snapshots of an index
export type { DigestOf } from './index/snapshot.ts'
export { contentPieces, loadSnapshot, snapshotOf } from './index/snapshot.ts'

// Bank files
export type { BankFile, BankFileEntry, BankFileOptions } from './banks/bank-file.ts'
export { readBankEntries, readBankFile } from './banks/bank-file.ts'
export { kindOfName } from './banks/kind-names.ts'

// What is asked, and what matching says
export type { Match, Matching, Searched, Threshold, Variant } from './match/match.ts'
export type { PictureBank, PictureQuery } from './match/match-picture.ts'
export { matchPicture } from './match/match-picture.ts'
export type { DigestBank, DigestQuery } from './match/match-digest.ts'
export { matchDigest } from './match/match-digest.ts'
export type { DigestIndex, MutableDigestIndex } from './match/digest-index.ts'
export { digestIndex } from './match/digest-index.ts'

// Codes
export { matchingCodes } from './errors.ts'
