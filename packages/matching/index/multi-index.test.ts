import { multiIndex, plainKernel } from '@manumit/matching'
import { hashIndexSuite } from '@manumit/testing'

hashIndexSuite('the multi-index', multiIndex)

// A kernel that calls probing free, over blocks that have slots however small: the same suite, through the slots.
hashIndexSuite('the multi-index that always probes', () =>
  multiIndex({ kernel: { ...plainKernel, costs: { probe: 0, scan: 1 } }, slotsFrom: 1 }),
)
