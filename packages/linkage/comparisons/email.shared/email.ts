// E-mail addresses that both persons have.

import { defineComparison } from '../../comparison.ts'
import { sharedKeys } from '../shared-keys.ts'

export const emailShared = defineComparison({
  id: 'email.shared',
  version: 1,
  title: 'E-mail addresses',
  explains: 'Looks for an e-mail address that both have. Addresses held by many are left out.',
  levels: [
    {
      id: 'several',
      bits: 23,
      sentence: 'reason.emails-shared',
      basis: 'Assumed: m = 0.1, u = 1e-8.',
    },
    {
      id: 'shared',
      bits: 20,
      sentence: 'reason.email-shared',
      basis: 'Assumed: m = 0.5, u = 5e-7. An address is shared less often than a telephone.',
    },
    {
      id: 'none',
      bits: -0.5,
      sentence: 'reason.email-none',
      basis: 'Assumed: m = 0.7, u = 1. People have several addresses.',
    },
  ],
  limits: ['An address may be used by several people, or made in the name of another.'],
  compare: (left, right, facts) => sharedKeys({ left, right, prefix: 'email:', facts }),
})
