// The codes this package reports.

import { defineCodes, issuesOf } from '@manumit/base'

export const matchingCodes = defineCodes({
  E_SNAPSHOT_FOREIGN: { severity: 'refusal', summary: 'The file is not a snapshot of an index.' },
  E_SNAPSHOT_NEWER: {
    severity: 'refusal',
    summary: 'The snapshot has version {version}; this program reads version {known}.',
  },
  E_SNAPSHOT_TORN: {
    severity: 'refusal',
    summary: 'The snapshot is incomplete or altered: {what} does not agree with its header.',
  },
  E_SNAPSHOT_STALE: {
    severity: 'refusal',
    summary: 'The snapshot was made of other entries than the bank holds now.',
  },
  E_BANK_HASH: {
    severity: 'error',
    summary: 'Line {line} has {characters} characters where a {kind} value should be; it was set aside.',
  },
  E_BANK_KIND_UNKNOWN: {
    severity: 'error',
    summary: 'Line {line} names a hash type that is not known; it was set aside.',
  },
  E_BANK_KIND_NOT_MATCHED: {
    severity: 'warning',
    summary: 'Line {line} holds a {kind} value, which this version does not match; it is carried apart.',
  },
  E_BANK_KIND_ASSUMED: {
    severity: 'info',
    summary:
      'From line {line} on, bare values of 64 digits were taken as pdq; they could be sha256 just as well.',
  },
  E_BANK_QUALITY_LOW: {
    severity: 'warning',
    summary: 'Line {line} has a {kind} hash of quality {quality}, below {least}; it was set aside.',
  },
  E_BANK_LINE: { severity: 'error', summary: 'Line {line} has no hash that can be read; it was set aside.' },
  E_BANK_LINE_LONG: {
    severity: 'error',
    summary: 'Line {line} is longer than {limit} characters; it was set aside.',
  },
  E_BANK_QUOTE_OPEN: {
    severity: 'warning',
    summary: 'Line {line} opens a quotation that is not closed; it was read as it stands.',
  },
  E_BANK_TEXT: {
    severity: 'warning',
    summary: 'Line {line} has bytes that are no text in the encoding of the file; they stand as U+FFFD.',
  },
})

export const matchingIssue = issuesOf(matchingCodes)
