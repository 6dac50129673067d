// The codes intake reports while it opens and lists evidence.

import { defineCodes, issuesOf } from '@manumit/base'

export const intakeCodes = defineCodes({
  E_BACKUP_ENCRYPTED: {
    severity: 'refusal',
    summary:
      'This iOS backup is encrypted: Manifest.db is no SQLite file, and a key bag lies beside it. It can be read with its password only.',
  },
  E_ANDROID_BACKUP_ENCRYPTED: {
    severity: 'refusal',
    summary: 'This Android backup is encrypted ({encryption}). It can be read with its password only.',
  },
  E_ANDROID_BACKUP_HEADER: {
    severity: 'error',
    summary: 'A file begins as an Android backup and its header cannot be read: {reason}; it stays one file.',
  },

  E_NAME_ESCAPES: {
    severity: 'warning',
    summary:
      'A name climbs out of its archive with `..`; the steps were left out of its place, nothing was written.',
  },
  E_NAME_ABSOLUTE: {
    severity: 'info',
    summary: '{count} names are absolute; they were read as names inside the evidence.',
  },
  E_NAME_BACKSLASH: {
    severity: 'info',
    summary: '{count} names are separated by backslashes; they were read as slashes.',
  },
  E_NAME_TOO_LONG: {
    severity: 'warning',
    summary: 'A name has {bytes} bytes, more than the {limit} a file system takes; it was kept as found.',
  },
  E_NAME_CONTROL: {
    severity: 'info',
    summary: 'A name is empty or holds control characters; it was kept as found.',
  },
  E_NAME_DUPLICATE: {
    severity: 'warning',
    summary: 'A name stands more than once; each file was kept, the later one under {path}.',
  },
  E_LINK_RECORDED: { severity: 'info', summary: 'A link to {target} was recorded and not followed.' },
  E_TREE_TOO_LARGE: {
    severity: 'error',
    summary: 'The evidence holds more than {limit} files; those after them were not listed.',
  },
  E_ISSUES_MORE: {
    severity: 'warning',
    summary: '{count} further issues of the code {code} were counted and not listed one by one.',
  },

  E_ENTRY_UNREADABLE: { severity: 'error', summary: 'A file could not be opened: {reason}.' },
  E_ENTRY_ENCRYPTED: { severity: 'error', summary: 'A member of an archive is encrypted; it was not read.' },
  E_ENTRY_METHOD: {
    severity: 'error',
    summary: 'A member of an archive is packed by method {method}, which this version does not unpack.',
  },
  E_ENTRY_TOO_LARGE: {
    severity: 'error',
    summary: 'A member inflates to more than {limit} bytes; it was given up. The limit can be raised.',
  },
  E_ENTRY_BOMB: {
    severity: 'error',
    summary:
      'A member inflates to more than {ratio} times its packed size; it was given up. The limit can be raised.',
  },
  E_ENTRY_TORN: {
    severity: 'error',
    summary: 'The packed stream ends or breaks early ({reason}); {bytes} bytes could be read.',
  },
  E_ENTRY_SIZE_DIFFERS: {
    severity: 'warning',
    summary: '{declared} bytes were declared and {actual} are there; each byte there was kept.',
  },
  E_ENTRY_CRC_DIFFERS: {
    severity: 'error',
    summary: 'The checksum of a member is not the one its archive records; its bytes may be damaged.',
  },
  E_ENTRY_SHARED: {
    severity: 'error',
    summary:
      'A member shares packed bytes with others, as in archives made to overwhelm; after the first hundred such members it was not read.',
  },
  E_ENTRY_SPARSE: {
    severity: 'warning',
    summary:
      'A file of {whole} bytes was packed without its holes; the {packed} bytes that were packed are given.',
  },
  E_ENTRY_SPECIAL: {
    severity: 'info',
    summary: 'A {type} stands among the members; it has no content.',
  },
  E_ARCHIVE_IS_ONE_FILE: {
    severity: 'info',
    summary: 'A zip is {reason} by its members; it stays one file.',
  },
  E_ARCHIVE_NOT_OPENED: {
    severity: 'warning',
    summary: 'An archive lies deeper than {depth} archives inside one another; it stays one file.',
  },

  E_BACKUP_MANIFEST_UNREADABLE: {
    severity: 'error',
    summary:
      'Manifest.db of an iOS backup cannot be read ({reason}); its files are listed by their stored names.',
  },
  E_BACKUP_FORMAT_OLD: {
    severity: 'error',
    summary: 'An iOS backup from before iOS 10 (Manifest.mbdb): its files are listed by their stored names.',
  },
  E_BACKUP_FILE_ID: {
    severity: 'error',
    summary:
      'A row of Manifest.db has a fileID that is not 40 hexadecimal digits; it was not used as a path.',
  },
  E_BACKUP_ROW: {
    severity: 'error',
    summary: 'A row of Manifest.db could not be used: {reason}.',
  },
  E_BACKUP_BLOB: {
    severity: 'warning',
    summary:
      'The record of a file in Manifest.db could not be decoded: its size and time are not known from there.',
  },
  E_BACKUP_FILES_ENCRYPTED: {
    severity: 'error',
    summary:
      '{count} files of a backup have a key recorded: their stored bytes are ciphertext and were kept as such.',
  },
  E_BACKUP_FILE_MISSING: {
    severity: 'warning',
    summary: 'Manifest.db lists a file of {bytes} bytes that is not in the backup.',
  },
  E_BACKUP_FILE_UNLISTED: {
    severity: 'warning',
    summary: 'A file lies in the backup and Manifest.db does not list it; it was kept under its stored name.',
  },
  E_BACKUP_DUPLICATE: {
    severity: 'warning',
    summary: 'Manifest.db lists one stored file more than once; it stands under its first place.',
  },
  E_BACKUP_FACTS_UNREADABLE: {
    severity: 'warning',
    summary: 'A property list that describes the backup could not be read.',
  },
  E_CONTAINER_NAME_UNREADABLE: {
    severity: 'warning',
    summary: 'The file that names an app container could not be read; the app is not known from there.',
  },
})

export const intakeIssue = issuesOf(intakeCodes)
export type IntakeCode = keyof typeof intakeCodes & string
