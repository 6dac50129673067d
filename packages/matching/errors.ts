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
    summary:
      'Line {line} has a {kind} value of {characters} characters that is none; the line was set aside.',
  },
  E_BANK_KIND_UNKNOWN: {
    severity: 'error',
    summary: 'Line {line} names a hash type that is not known; the line was set aside.',
  },
  E_BANK_KIND_NOT_MATCHED: {
    severity: 'warning',
    summary: 'Line {line} holds a {kind} value, which this version does not match; the line was set aside.',
  },
  E_BANK_LINE: {
    severity: 'error',
    summary: 'Line {line} has no value where its hash should be; the line was set aside.',
  },
  E_BANK_LINE_LONG: {
    severity: 'error',
    summary: 'The record from line {line} on is longer than {limit} characters; it was set aside.',
  },
  E_BANK_QUOTE_OPEN: {
    severity: 'error',
    summary: 'The quotation opened on line {line} is never closed; what follows it is one record.',
  },
  E_BANK_QUALITY_LOW: {
    severity: 'info',
    summary:
      'Line {line} has a hash of quality {quality}, below the {least} that {kind} needs to be worth matching.',
  },
})

export const matchingIssue = issuesOf(matchingCodes)
