// Codes of linkage: what judgements leave odd. Reading identifiers has none: what is no identifier is simply none.

import { defineCodes, issuesOf } from '@manumit/base'

export const linkageCodes = defineCodes({
  E_LINK_CONFLICT: {
    severity: 'warning',
    summary:
      'The persons of candidate {candidate} were judged to be two, and other accepted candidates tie them together as entity {entity}.',
  },
  E_LINK_DECISION: {
    severity: 'warning',
    summary:
      'A judgement on {candidate} decides “{decision}”, which this version does not know; it does not count.',
  },
  E_LINK_CANDIDATE_GONE: {
    severity: 'info',
    summary:
      'A judgement is on {candidate}, which is no candidate of the present run; it is kept and does not count.',
  },
})

export const issue = issuesOf(linkageCodes)
