/** Reports. */
export const reports = {
  'reports.title': 'Reports',
  'reports.lead':
    'A report states tool version, hashes, limits, issues, time zones and who judged what. The same input gives the same bytes.',
  'reports.form': 'New report',
  'reports.format': 'Form',
  'reports.format.html': 'HTML, one file to print',
  'reports.format.csv': 'CSV, tables',
  'reports.format.jsonl': 'JSON lines, each record',
  'reports.format.case': 'CASE/UCO, JSON-LD',
  'reports.titleField': 'Title',
  'reports.title.hint': 'Empty: the workspace’s name',
  'reports.zone': 'Local times beside UTC',
  'reports.zone.none': 'UTC only',
  'reports.kinds': 'Kinds of record',
  'reports.kinds.hint': 'Nothing chosen: each kind.',
  'reports.make': 'Make the report',
  'reports.started': 'The report is being made; it appears below.',
  'reports.made': 'Reports made',
  'reports.empty': 'No report yet',
  'reports.range': 'The last day lies before the first.',
  'reports.notPermitted': 'Your role does not include making reports.',
} as const
