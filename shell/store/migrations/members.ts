// The migrations, in order; a new one is a file and a line.

import type { Migration } from '../migrate.ts'
import { workspaceMigration } from './0001-workspace.ts'
import { readingMigration } from './0002-reading.ts'
import { identifiersMigration } from './0003-identifiers.ts'
import { matchesMigration } from './0004-matches.ts'

export const migrations: readonly Migration[] = [
  workspaceMigration,
  readingMigration,
  identifiersMigration,
  matchesMigration,
]
