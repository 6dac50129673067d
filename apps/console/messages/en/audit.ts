/** The log. */
export const audit = {
  'audit.title': 'Audit log',
  'audit.lead':
    'What was done, by whom, when. Entries are only ever appended; each holds the hash of the one before.',
  'audit.verify': 'Verify the chain',
  'audit.verifying': 'Each entry is being recomputed…',
  'audit.intact': 'The chain holds over {entries|one entry|# entries}; the head is {hash}.',
  'audit.broken': 'The chain does not hold at entry {seq}: {problem}',
  'audit.action': 'Action',
  'audit.action.hint': 'Exactly as written, for example judgement.append',
  'audit.table': 'Entries, the oldest first',
  'audit.column.seq': 'No.',
  'audit.column.at': 'Time (UTC)',
  'audit.column.actor': 'Who',
  'audit.column.action': 'Action',
  'audit.column.subject': 'On what',
  'audit.column.data': 'With',
  'audit.column.hash': 'Hash',
  'audit.empty': 'No such entry',
} as const
