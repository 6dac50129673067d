// Ids of accounts that are kept as recorded because no normal form is known for them.

import { defineComparison } from '../../comparison.ts'
import { sharedKeys } from '../shared-keys.ts'

/** Shorter ids, and words, are names of services as often as of people. */
const isTelling = (key: string): boolean => key.length >= 'other:'.length + 6 && /\d/.test(key)

export const accountShared = defineComparison({
  id: 'account.shared',
  version: 1,
  title: 'Account ids as recorded',
  explains:
    'Looks for an account id of at least six characters with a digit in it that both have, letter by letter.',
  levels: [
    {
      id: 'several',
      bits: 17,
      sentence: 'reason.accounts-shared',
      basis: 'Assumed: m = 0.1, u = 1e-6.',
    },
    {
      id: 'shared',
      bits: 14,
      sentence: 'reason.account-shared',
      basis: 'Assumed: m = 0.5, u = 3e-5. Which app an id belongs to is not always recorded.',
    },
    {
      id: 'none',
      bits: 0,
      sentence: 'reason.account-none',
      basis: 'Ids of different apps cannot be equal, so that none is shared says nothing.',
    },
  ],
  limits: ['Which app an id belongs to is not always recorded.'],
  compare: (left, right, facts) =>
    sharedKeys({
      left: telling(left),
      right: telling(right),
      prefix: 'other:',
      facts,
    }),
})

const telling = <P extends { readonly keys: readonly string[] }>(person: P): P => ({
  ...person,
  keys: person.keys.filter((key) => key.startsWith('other:') && isTelling(key)),
})
