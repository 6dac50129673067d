/** Full-text search. */
export const search = {
  'search.title': 'Search',
  'search.label': 'Words to look for',
  'search.help': 'Each word must occur. “Exact words” in quotation marks; a star for beginnings: teap*',
  'search.submit': 'Search',
  'search.kind': 'Kind',
  'search.kind.any': 'Each kind',
  'search.from': 'From (UTC)',
  'search.to': 'To (UTC)',
  'search.start': 'Text, titles, addresses and names of the records read can be searched',
  'search.start.text': 'In any script. Names of files and bytes that no record holds are not searched.',
  'search.none': 'No record holds these words in the sources read',
  'search.none.text': 'Try fewer words, or a beginning with a star.',
  'search.count': '{count|One record|# records} shown',
  'search.countMore': '{count|One record|# records} shown; there are more',
  'search.pending':
    '{count|One record|# records} read lately cannot be searched yet. Search again in a while.',
  'search.more': 'Show more',
  'search.results': 'Records found',
} as const
