/** Files of the sources. */
export const files = {
  'files.title': 'Files',
  'files.lead':
    'Each file of each source with its digests. Those that no artifact read hold what Manumit does not know yet.',
  'files.read': 'Read',
  'files.read.any': 'Each file',
  'files.read.yes': 'Read by an artifact',
  'files.read.no': 'Not read',
  'files.table': 'Files',
  'files.column.path': 'File',
  'files.column.size': 'Size in bytes',
  'files.column.type': 'Type',
  'files.column.readBy': 'Read by',
  'files.column.digests': 'Digests',
  'files.column.source': 'Source',
  'files.inSource': 'In the source: {path}',
  'files.notRead': 'not read',
  'files.noDigest': 'not hashed to the end',
  'files.none': 'No file under this filter',
} as const
