// The commands, in the order help shows them within their topic.

import type { Command } from './command.ts'
import { add } from './commands/add.ts'
import { backup, backupKey, restore } from './commands/backup.ts'
import { bankImport, bankList, bankRemove } from './commands/bank.ts'
import { candidates, judge } from './commands/candidates.ts'
import { completionFor } from './commands/completion.ts'
import { demo } from './commands/demo.ts'
import { exportCommand } from './commands/export.ts'
import { hash } from './commands/hash.ts'
import { identifiers, names } from './commands/identifiers.ts'
import { issues } from './commands/issues.ts'
import { record } from './commands/record.ts'
import { report } from './commands/report.ts'
import { matches, scan } from './commands/scan.ts'
import { selftestCommand } from './commands/selftest.ts'
import { serve } from './commands/serve.ts'
import { sources, sourcesDeclare, sourcesWiden } from './commands/sources.ts'
import { search, timeline } from './commands/timeline.ts'
import { auditLog, auditLogVerify, verify } from './commands/verify.ts'
import { workspaceCreate, workspaceInfo, workspaceList } from './commands/workspace.ts'

export const commands: readonly Command[] = [
  add,
  sources,
  sourcesWiden,
  sourcesDeclare,
  scan,
  matches,
  hash,
  bankImport,
  bankList,
  bankRemove,
  serve,
  timeline,
  search,
  record,
  identifiers,
  names,
  candidates,
  judge,
  issues,
  exportCommand,
  report,
  verify,
  auditLog,
  auditLogVerify,
  backup,
  backupKey,
  restore,
  selftestCommand,
  demo,
  workspaceCreate,
  workspaceList,
  workspaceInfo,
  completionFor(() => commands),
]
