// Codes
export { matchingCodes } from './errors.ts'
// The port of an index
export type { BankEntry, BankReader, HashBytes, HashIndex, IndexMatch } from './index-port.ts'
// Indices
export { linearIndex } from './index/linear-index.ts'
export type { MultiIndex, MultiIndexOptions } from './index/multi-index.ts'
export { multiIndex } from './index/multi-index.ts'
// Snapshots of an index
export type { DigestOf } from './index/snapshot.ts'
export { contentPieces, loadSnapshot, snapshotOf } from './index/snapshot.ts'
// What a kernel must offer to the multi-index
export type { BlockLayout } from './index/block-layout.ts'
export type { IndexKernel, IndexKernelMaker } from './index/kernel.ts'
export { plainKernel } from './index/plain-kernel.ts'
