import { linearIndex } from '@manumit/matching'
import { hashIndexSuite } from '@manumit/testing'

hashIndexSuite('the linear scan', linearIndex)
