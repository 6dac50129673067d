// Refusals about units.

import { defineCodes } from '@manumit/base'

export const quantityCodes = defineCodes({
  E_UNIT_UNKNOWN: { severity: 'refusal', summary: '“{unit}” is not a unit known here (in “{text}”).' },
  E_UNIT_MISMATCH: {
    severity: 'refusal',
    summary: '{found} is not a measure of the same thing as {expected}.',
  },
})
