// Accounts on platforms that both persons have.

import { defineComparison } from '../../comparison.ts'
import { sharedKeys } from '../shared-keys.ts'

export const handleShared = defineComparison({
  id: 'handle.shared',
  version: 1,
  title: 'Accounts on platforms',
  explains:
    'Looks for an account on one platform that both have. The same name on two platforms is not compared.',
  levels: [
    {
      id: 'several',
      bits: 22,
      sentence: 'reason.handles-shared',
      basis: 'Assumed: m = 0.1, u = 2e-8.',
    },
    {
      id: 'shared',
      bits: 18,
      sentence: 'reason.handle-shared',
      basis: 'Assumed: m = 0.5, u = 2e-6. Accounts change hands, and old names are given to others.',
    },
    {
      id: 'none',
      bits: -0.5,
      sentence: 'reason.handle-none',
      basis: 'Assumed: m = 0.7, u = 1. People have several accounts.',
    },
  ],
  limits: ['An account may change its name, and a name its holder.'],
  compare: (left, right, facts) => sharedKeys({ left, right, prefix: 'handle:', facts }),
})
