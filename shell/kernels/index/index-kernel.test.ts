import { multiIndex } from '@manumit/matching'
import { hashIndexSuite } from '@manumit/testing'
import { makeIndexKernel } from './index-kernel.ts'

const kernel = makeIndexKernel()

hashIndexSuite('the multi-index by WASM', () => multiIndex({ kernel }))

hashIndexSuite('the multi-index by WASM that always probes', () =>
  multiIndex({ kernel: { ...kernel, costs: { probe: 0, scan: 1 } }, slotsFrom: 1 }),
)
