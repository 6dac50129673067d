// The codes this package refuses with.

import { defineCodes } from '@manumit/base'

export const hashingCodes = defineCodes({
  E_HASH_TEXT: {
    severity: 'refusal',
    summary:
      'The text is not a value of hash kind {kind}: it must be {digits} hexadecimal digits and nothing else.',
  },
  E_HASH_CONTENT: {
    severity: 'refusal',
    summary: 'Hash kind {kind} is computed on {content}; something else was given.',
  },
  E_HASH_PIXELS: {
    severity: 'refusal',
    summary: 'The picture holds {samples} samples, but its width, height and channels call for {expected}.',
  },
  E_VECTOR_FILE: {
    severity: 'refusal',
    summary: 'The vector file does not have the form of one: at {at}, {reason}.',
  },
})
