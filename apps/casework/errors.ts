// Codes of what a person does with a workspace.

import { defineCodes } from '@manumit/base'

export const caseworkCodes = defineCodes({
  E_PATH_ABSENT: { severity: 'refusal', summary: 'There is nothing at {path}.' },
  E_PATH_EMPTY: { severity: 'refusal', summary: 'The name of a file or folder is empty; it names nothing.' },
  E_STOPPED: {
    severity: 'refusal',
    summary: 'Stopped as asked. What was written stays; started again, it goes on from there.',
  },
  E_SOURCE_COMPLETE: {
    severity: 'refusal',
    summary:
      'Source {id} was already read from {path}. To read it as a further source give it another name (--name); to read more of it, widen its scope (manumit sources widen).',
  },
  E_SOURCE_DIFFERS: {
    severity: 'refusal',
    summary:
      'Source {id} is being read from {path} under another declaration. Finish it first, or give this one another name (--name).',
  },
  E_DATABASE_UNREAD: {
    severity: 'error',
    summary:
      'The file begins as a SQLite database and could not be opened ({reason}); no table of it was read.',
  },
  E_BANK_FILE_EMPTY: {
    severity: 'refusal',
    summary: 'No usable hash was found in {path}; {issues} lines were set aside.',
  },
  E_PICTURE_UNDECODED: {
    severity: 'warning',
    summary: 'The file begins like a picture and could not be decoded: {reason}.',
  },
  E_PICTURE_TOO_LONG: {
    severity: 'refusal',
    summary: 'The file has {size} bytes; more than {limit} are not decoded as a picture.',
  },
  E_HASH_KIND_UNKNOWN: {
    severity: 'refusal',
    summary: 'There is no hash kind {kind} that files are hashed by.',
  },
  E_OUTPUT_EXISTS: {
    severity: 'refusal',
    summary: '{path} is there already; choose another name, or remove it.',
  },
  E_OUTPUT_FAILED: { severity: 'refusal', summary: '{path} could not be written: {reason}.' },
  E_ZONE_UNKNOWN: {
    severity: 'refusal',
    summary: 'There is no time zone {zone} in the time zone database; write one as Europe/Oslo.',
  },
  E_BACKUP_RECIPIENT: {
    severity: 'refusal',
    summary: '“{recipient}” is no public key of age; one begins with age1. manumit backup key makes a pair.',
  },
  E_BACKUP_KEY: {
    severity: 'refusal',
    summary: 'The key in {path} does not open this file, or the file is no backup of age.',
  },
  E_BACKUP_BROKEN: {
    severity: 'refusal',
    summary: 'The backup {path} is not whole: {detail}. Nothing was restored.',
  },
  E_DEMO_FOLDER: {
    severity: 'refusal',
    summary: '{path} is there and not empty; name a folder that is not.',
  },
})
