// The codes of this package, but for those of the SQLite reader, which has its own table.

import { defineCodes, issuesOf } from '@manumit/base'

export const formatsCodes = defineCodes({
  // typedstream
  E_TYPEDSTREAM_HEADER: {
    severity: 'error',
    summary: 'The bytes do not begin with the header of a typedstream; nothing was read from them.',
  },
  E_TYPEDSTREAM_TORN: {
    severity: 'error',
    summary: 'The typedstream ends inside a value; what stands before it was read.',
  },
  E_TYPEDSTREAM_TAG: {
    severity: 'error',
    summary: 'The typedstream has a tag that has no meaning at its place; reading ended there.',
  },
  E_TYPEDSTREAM_REFERENCE: {
    severity: 'error',
    summary: 'The typedstream refers to something that does not stand before it; reading ended there.',
  },
  E_TYPEDSTREAM_ENCODING: {
    severity: 'error',
    summary: 'The typedstream has a type encoding this reader does not know; reading ended there.',
  },
  E_TYPEDSTREAM_LIMIT: {
    severity: 'error',
    summary: 'The typedstream nests deeper, or repeats more, than its size can justify; reading ended there.',
  },
  E_ATTRIBUTED_STRING_NONE: {
    severity: 'error',
    summary: 'The typedstream holds no attributed string where one was expected.',
  },
  E_ATTRIBUTED_STRING_TEXT: {
    severity: 'warning',
    summary: 'The text is not valid UTF-8; each invalid sequence is shown as U+FFFD.',
  },
  E_ATTRIBUTED_STRING_RUNS: {
    severity: 'warning',
    summary: 'The attribute runs of a text do not cover it exactly, or name attributes that are missing.',
  },
})

export const issue = issuesOf(formatsCodes)
