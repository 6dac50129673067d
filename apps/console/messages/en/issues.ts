/** Issues one by one. */
export const issues = {
  'issues.title': 'Issues',
  'issues.lead':
    'What could not be read, or was found odd. Dirty evidence is normal; what matters is that it is said.',
  'issues.severity': 'Severity',
  'issues.severity.any': 'Each',
  'issues.severity.info': 'Worth knowing',
  'issues.severity.warning': 'Something may be missing',
  'issues.severity.error': 'Something is missing',
  'issues.code': 'Code',
  'issues.code.any': 'Each code',
  'issues.column.what': 'What was met',
  'issues.column.where': 'Where',
  'issues.column.source': 'Source',
  'issues.column.artifact': 'Read by',
  'issues.table': 'Issues',
  'issues.none': 'No issue under this filter',
} as const
