// Codes of the SQLite page reader. A refusal means there is nothing to read; all else is met on the way and reading goes
// on behind it. Summaries are for the reference page; `{name}` stands for a datum of the issue.

import { defineCodes, issuesOf } from '@manumit/base'

export const sqliteCodes = defineCodes({
  // Refusals of openSqlite
  E_SQLITE_TOO_SHORT: {
    severity: 'refusal',
    summary: 'The file has {size} bytes; a database header has 100.',
  },
  E_SQLITE_NOT_A_DATABASE: {
    severity: 'refusal',
    summary: 'The file does not begin with the magic of a SQLite database.',
  },
  E_SQLITE_ENCRYPTED: {
    severity: 'refusal',
    summary:
      'The bytes are as even as those of an encrypted database; without its key there is nothing to read.',
  },
  // The file as a whole
  E_SQLITE_PAGE_SIZE: {
    severity: 'error',
    summary:
      'The header gives the impossible page size {stored}; {used} was taken, which fits the pages best.',
  },
  E_SQLITE_RESERVED_BYTES: {
    severity: 'error',
    summary:
      'The header reserves {stored} bytes of each page, more than a page can spare; none were taken as reserved.',
  },
  E_SQLITE_ENCODING: {
    severity: 'warning',
    summary: 'The header names the unknown text encoding {stored}; text was read as UTF-8.',
  },
  E_SQLITE_FILE_CUT: {
    severity: 'error',
    summary:
      'The header counts {declared} pages and the file holds {present}; rows on the others cannot be read.',
  },
  E_SQLITE_BYTES_AFTER_END: {
    severity: 'info',
    summary:
      'The file holds {present} pages and the header counts {declared}; the others belong to no state.',
  },
  E_SQLITE_FREELIST: {
    severity: 'warning',
    summary: 'The list of free pages is damaged: it names a page that is missing, used or named before.',
  },
  E_SQLITE_FREELIST_COUNT: {
    severity: 'warning',
    summary: 'The header counts {declared} free pages and the list holds {present}.',
  },
  E_SQLITE_NO_SUCH_STATE: {
    severity: 'error',
    summary: 'The file has no state {state}.',
  },
  // Write-ahead log and rollback journal
  E_SQLITE_WAL_HEADER: {
    severity: 'error',
    summary:
      'The write-ahead log has a header that is cut, unknown or fails its checksum; the log was not applied.',
  },
  E_SQLITE_WAL_PAGE_SIZE: {
    severity: 'error',
    summary:
      'The write-ahead log has pages of {log} bytes and the database of {main}; the log was not applied.',
  },
  E_SQLITE_WAL_TORN: {
    severity: 'warning',
    summary:
      'Frame {frame} of the write-ahead log fails its checksum; {frames} frames from there on were not applied.',
  },
  E_SQLITE_WAL_CUT: {
    severity: 'warning',
    summary: 'The write-ahead log ends within a frame; its last {bytes} bytes were not applied.',
  },
  E_SQLITE_WAL_UNCOMMITTED: {
    severity: 'info',
    summary: 'The write-ahead log holds {frames} frames after its last commit; they belong to no state.',
  },
  E_SQLITE_WAL_OTHER_ROUND: {
    severity: 'info',
    summary: 'The write-ahead log holds {frames} frames left from an earlier round; they belong to no state.',
  },
  E_SQLITE_HOT_JOURNAL: {
    severity: 'warning',
    summary:
      'A rollback journal stands beside the database: its last transaction may be incomplete. It was not applied.',
  },
  // Schema
  E_SQLITE_SCHEMA_ROW: {
    severity: 'warning',
    summary: 'A row of the schema cannot be used: its statement, name or root page does not make sense.',
  },
  E_SQLITE_ROOT_SHARED: {
    severity: 'error',
    summary: 'Two entries of the schema claim the same root page.',
  },
  E_SQLITE_DEFAULT_UNREAD: {
    severity: 'warning',
    summary: 'Column {column} was added later with a default that is no literal; older rows read null there.',
  },
  E_SQLITE_COLUMN_COMPUTED: {
    severity: 'info',
    summary: 'Column {column} is computed when asked for and not stored; it reads null.',
  },
  // Trees and pages
  E_SQLITE_PAGE_MISSING: {
    severity: 'error',
    summary: 'A page that a tree points to lies outside the database; its rows cannot be read.',
  },
  E_SQLITE_PAGE_CUT: {
    severity: 'error',
    summary: 'A page is cut short by the end of the file; cells beyond the cut cannot be read.',
  },
  E_SQLITE_PAGE_CYCLE: {
    severity: 'error',
    summary: 'A tree or overflow chain comes to the same page again; it is read once.',
  },
  E_SQLITE_PAGE_KIND: {
    severity: 'error',
    summary: 'A page is of kind {kind}, which cannot stand in this tree; it was not read.',
  },
  E_SQLITE_TOO_DEEP: {
    severity: 'error',
    summary: 'A tree is deeper than any SQLite builds; what lies deeper was not read.',
  },
  E_SQLITE_PAGE_HEADER: {
    severity: 'error',
    summary: 'A page claims {cells} cells, more than fit it; the ones with a place in it were read.',
  },
  E_SQLITE_FREEBLOCKS: {
    severity: 'warning',
    summary: 'The free blocks of a page are out of order, outside it or over a cell.',
  },
  E_SQLITE_PAGE_SPACE: {
    severity: 'warning',
    summary: 'The cells and free bytes of a page do not add up to its size.',
  },
  E_SQLITE_PAGE_FREE: {
    severity: 'warning',
    summary: 'A page in use stands in the list of free pages too.',
  },
  E_SQLITE_PAGE_DISPUTED: {
    severity: 'error',
    summary: 'Two trees claim a page and its keys do not fit this one alone; it was not read here.',
  },
  E_SQLITE_KEY_ORDER: {
    severity: 'warning',
    summary: 'A row stands out of key order, or outside the bounds that its tree gives its page.',
  },
  // Cells and records
  E_SQLITE_CELL_OUTSIDE: {
    severity: 'error',
    summary: 'A cell begins or ends outside its page; it was not read.',
  },
  E_SQLITE_CELL_OVERLAP: {
    severity: 'error',
    summary: 'A cell overlaps another one; where both could be rows, neither was taken.',
  },
  E_SQLITE_PAYLOAD_SIZE: {
    severity: 'error',
    summary: 'A cell claims {bytes} bytes, more than the database holds; it was not read.',
  },
  E_SQLITE_OVERFLOW: {
    severity: 'error',
    summary: 'An overflow chain breaks off before its record ends; the row was not read.',
  },
  E_SQLITE_OVERFLOW_TAIL: {
    severity: 'warning',
    summary: 'An overflow chain goes on after its record ends.',
  },
  E_SQLITE_RECORD: {
    severity: 'error',
    summary: 'The header of a record contradicts its size or names a reserved type; the row was not read.',
  },
  E_SQLITE_EXTRA_FIELDS: {
    severity: 'warning',
    summary:
      'A record has {fields} fields and its table {columns} stored columns; the last ones have no name.',
  },
  E_SQLITE_TEXT: {
    severity: 'warning',
    summary: 'Text in column {column} is not valid in the encoding of the database; its bytes were kept.',
  },
})

export type SqliteCode = keyof typeof sqliteCodes

/** Makes an issue of this package. */
export const sqliteIssue = issuesOf(sqliteCodes)
