// The store's codes. Each is a refusal: what is odd in evidence is another package's issue.

import { defineCodes } from '@manumit/base'

export const storeCodes = defineCodes({
  E_WORKSPACE_ABSENT: { severity: 'refusal', summary: 'There is no workspace in {folder}.' },
  E_WORKSPACE_EXISTS: { severity: 'refusal', summary: 'There is already a workspace in {folder}.' },
  E_WORKSPACE_FORMAT: { severity: 'refusal', summary: '{path} is a file of another kind, not a workspace.' },
  E_WORKSPACE_DAMAGED: { severity: 'refusal', summary: 'The workspace {path} is damaged: {detail}.' },
  E_WORKSPACE_NEWER: {
    severity: 'refusal',
    summary: 'The workspace was made by a later version (schema {found}; this version knows up to {known}).',
  },
  E_WORKSPACE_KIND: {
    severity: 'refusal',
    summary: 'The workspace is of the kind {found}, and {expected} was asked for: kinds do not mix.',
  },
  E_WORKSPACE_LOCKED: {
    severity: 'refusal',
    summary:
      'Another program is writing to the workspace {folder}; perhaps Manumit runs on it already. End that one first.',
  },
  E_WORKSPACE_NOT_PRIVATE: {
    severity: 'refusal',
    summary:
      'Others on this machine may open {path} (mode {mode}): a workspace is readable by its owner alone.',
  },
  E_WORKSPACE_READ_ONLY: {
    severity: 'refusal',
    summary: 'The workspace was opened for reading; this needs it opened for writing.',
  },
  E_DISK_FULL: {
    severity: 'refusal',
    summary: 'The disk is full. What was acknowledged stays; make room, then ask for the same again.',
  },
  E_WORKSPACE_UNWRITABLE: {
    severity: 'refusal',
    summary: 'The system does not let the workspace be written: {reason}.',
  },
  E_WORKSPACE_BROKEN: {
    severity: 'refusal',
    summary:
      'Reading the workspace met damage in its file ({reason}). Work on a copy of its folder from before.',
  },
  E_SOURCE_UNKNOWN: { severity: 'refusal', summary: 'The workspace has no source {source}.' },
  E_SCOPE_NOT_WIDER: {
    severity: 'refusal',
    summary: 'The new scope of source {source} leaves out something the present one permits.',
  },
  E_FILE_UNKNOWN: { severity: 'refusal', summary: 'Source {source} has no file recorded at {path}.' },
  E_INGEST_UNIT: { severity: 'refusal', summary: 'There is no open unit {unit} to read into.' },
  E_INGEST_GAP: {
    severity: 'refusal',
    summary: 'A batch begins at item {found} where the unit stands at {expected}.',
  },
  E_INGEST_COUNT: {
    severity: 'refusal',
    summary: 'The artifact gave {items} items and {committed} were committed: the unit is not finished.',
  },
  E_INGEST_OPEN: {
    severity: 'refusal',
    summary: 'Source {source} has {units} units begun and not finished, the first {artifact} over {path}.',
  },
  E_LINK_GAP: {
    severity: 'refusal',
    summary:
      'Unit {unit} has been linked or read anew meanwhile; its records are linked from where it stands.',
  },
  E_CURSOR: { severity: 'refusal', summary: '“{cursor}” is not a place this list gave out.' },
  E_BANK_UNKNOWN: { severity: 'refusal', summary: 'The workspace has no bank named {bank}.' },
  E_BANK_MATERIAL: {
    severity: 'refusal',
    summary:
      'The bank {bank} is declared {found}, and importing it as {wanted} would let more of it be seen. Remove it first, with a reason.',
  },
  E_SCAN_UNKNOWN: { severity: 'refusal', summary: 'The workspace has no scan {scan}.' },
  E_QUERY_EMPTY: { severity: 'refusal', summary: 'The query has no letter or digit to search for.' },
})
