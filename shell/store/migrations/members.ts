// The migrations, in order; a new one is a file and a line.

import type { Migration } from '../migrate.ts'
import { workspaceMigration } from './0001-workspace.ts'

export const migrations: readonly Migration[] = [workspaceMigration]
