// The codes this package reports. One sentence each; `{name}` stands for a datum of the issue.

import { defineCodes, issuesOf } from '@manumit/base'

export const artifactCodes = defineCodes({
  E_ARTIFACT_DATABASE_UNREADABLE: {
    severity: 'error',
    summary: 'The file could not be opened as a SQLite database ({reason}); no row of it was read.',
  },
  E_ARTIFACT_TABLE_MISSING: {
    severity: 'error',
    summary: 'The database lacks {missing}, which artifact {artifact} needs; no record of it was read.',
  },
  E_ARTIFACT_ROW_WITHOUT_ROWID: {
    severity: 'error',
    summary: 'A row of {table} has no rowid to name it by, so it was not taken as a record.',
  },
  E_ARTIFACT_TIME_IMPOSSIBLE: {
    severity: 'warning',
    summary: 'Column {column} holds a value that is no time; it is kept as stored.',
  },
  E_ARTIFACT_TIME_UNIT_INFERRED: {
    severity: 'info',
    summary:
      'Column {column} holds a time whose size fits another unit than the column usually has; read as {unit}.',
  },
  E_ARTIFACT_TEXT_UNREADABLE: {
    severity: 'warning',
    summary: 'Column {column} should hold text and its bytes are none; the field is left empty.',
  },
  E_ARTIFACT_REFERENCE_MISSING: {
    severity: 'warning',
    summary: 'The row names row {id} of {target}, and the live table holds no such row.',
  },
  E_ARTIFACT_ROWS_ORPHANED: {
    severity: 'info',
    summary:
      '{count} of {read} rows of the table belong to rows of {target} that the live table does not hold.',
  },
  E_ARTIFACT_COLUMN_UNKNOWN: {
    severity: 'info',
    summary: 'The table has a column {column} that this version does not know; it was not read.',
  },
  E_ARTIFACT_SEQUENCE_GAP: {
    severity: 'info',
    summary:
      'The database counted {sequence} rows inserted into the table; {live} are live. Content of the others is not in the live table.',
  },
  E_ARTIFACT_DELETION_RECORDED: {
    severity: 'info',
    summary:
      '{count} rows record entries as deleted by the phone’s own table; their content is not in the live table of {target}.',
  },
  E_ARTIFACT_SCHEMA_UNEXPECTED: {
    severity: 'warning',
    summary:
      'The file lies where artifact {artifact} is usually kept and lacks {missing}; it was not read as one.',
  },
  E_SMS_ATTRIBUTED_BODY_UNREADABLE: {
    severity: 'warning',
    summary: 'No text could be read from attributedBody.',
  },
  E_SMS_TEXTS_DIFFER: {
    severity: 'warning',
    summary:
      'Columns text and attributedBody hold different texts; text is shown, and the other stands here.',
  },
  E_SMS_CHATS_SEVERAL: {
    severity: 'info',
    summary: 'The message belongs to {count} chats; the one with the lowest number is shown.',
  },
  E_ARTIFACT_METADATA_ABSENT: {
    severity: 'info',
    summary: 'The picture holds no EXIF metadata, so it gives no record.',
  },
})

export const issue = issuesOf(artifactCodes)
