// Telephone numbers that both persons have.

import { defineComparison } from '../../comparison.ts'
import { sharedKeys } from '../shared-keys.ts'

export const phoneShared = defineComparison({
  id: 'phone.shared',
  version: 1,
  title: 'Telephone numbers',
  explains: 'Looks for a telephone number that both have. Numbers held by many are left out.',
  levels: [
    {
      id: 'several',
      bits: 23,
      sentence: 'reason.phones-shared',
      basis:
        'Assumed: one person with two numbers in both sources m = 0.1, two people who share two numbers u = 1e-8.',
    },
    {
      id: 'shared',
      bits: 19,
      sentence: 'reason.phone-shared',
      basis: 'Assumed: m = 0.5; two people of one matter who share a number that few hold, u = 1e-6.',
    },
    {
      id: 'none',
      bits: -1,
      sentence: 'reason.phone-none',
      basis: 'Assumed: m = 0.5, u = 1. People have several numbers, so that none is shared says little.',
    },
  ],
  limits: ['A number may be handed on, shared in a family or assigned anew.'],
  compare: (left, right, facts) => sharedKeys({ left, right, prefix: 'phone:', facts }),
})
