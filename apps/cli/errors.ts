// Codes of the command line itself.

import { defineCodes } from '@manumit/base'

export const cliCodes = defineCodes({
  E_KIND_UNKNOWN: {
    severity: 'refusal',
    summary: 'There is no kind of record called {kind}; there are: {known}.',
  },
  E_TIME_TEXT: {
    severity: 'refusal',
    summary: '“{text}” is no time. Write 2026-05-02, or 2026-05-02T10:00:00Z with its zone.',
  },
  E_NUMBER_TEXT: { severity: 'refusal', summary: '--{option} takes a whole number, not “{text}”.' },
  E_LIMIT_ZERO: { severity: 'refusal', summary: '--limit takes a number from 1 on.' },
  E_NAME_EMPTY: { severity: 'refusal', summary: 'The name given with --name is empty.' },
  E_REASON_MISSING: { severity: 'refusal', summary: 'Say why with --reason; it is kept in the log.' },
  E_EXPORT_FORMAT: { severity: 'refusal', summary: 'Say one of --json and --csv.' },
  E_HEAD_TEXT: {
    severity: 'refusal',
    summary: 'A head is written as the number of its entry, a colon and 64 hexadecimal digits.',
  },
  E_SEARCH_ABSENT: { severity: 'refusal', summary: 'This workspace’s engine has no full text yet.' },
  E_SHELL_UNKNOWN: { severity: 'refusal', summary: 'There is a completion script for: {known}.' },
  E_BANK_MISSING: {
    severity: 'refusal',
    summary: 'Say with which bank: --bank <name>; manumit bank list shows them.',
  },
  E_DISTANCE_TOO_LARGE: { severity: 'refusal', summary: 'Distances are searched up to {most}.' },
  E_DECISION_UNKNOWN: {
    severity: 'refusal',
    summary: 'There is no decision called {decision}; there are: {known}.',
  },
  E_ROLE_UNKNOWN: { severity: 'refusal', summary: 'There is no role called {role}; there are: {known}.' },
})
