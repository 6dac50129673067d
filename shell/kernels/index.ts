// PDQ
export type { PdqKernel } from './pdq/pdq-kernel.ts'
export { makePdqKernel, pdqKindWith } from './pdq/pdq-kernel.ts'
