// PDQ
export type { PdqKernel } from './pdq/pdq-kernel.ts'
export { makePdqKernel, pdqKindWith } from './pdq/pdq-kernel.ts'

// The index over hashes
export { makeIndexKernel } from './index/index-kernel.ts'
