// Every sentence of the console in English: one file per screen, joined here. Keys begin with the name of their file.

import { accounts } from './en/accounts.ts'
import { add } from './en/add.ts'
import { approvals } from './en/approvals.ts'
import { audit } from './en/audit.ts'
import { candidates } from './en/candidates.ts'
import { conversations } from './en/conversations.ts'
import { files } from './en/files.ts'
import { frame } from './en/frame.ts'
import { graph } from './en/graph.ts'
import { issues } from './en/issues.ts'
import { jobs } from './en/jobs.ts'
import { kinds } from './en/kinds.ts'
import { lists } from './en/lists.ts'
import { map } from './en/map.ts'
import { media } from './en/media.ts'
import { names } from './en/names.ts'
import { overview } from './en/overview.ts'
import { people } from './en/people.ts'
import { record } from './en/record.ts'
import { reports } from './en/reports.ts'
import { search } from './en/search.ts'
import { shares } from './en/shares.ts'
import { signIn } from './en/sign-in.ts'
import { timeline } from './en/timeline.ts'

export const en = {
  ...accounts,
  ...add,
  ...approvals,
  ...audit,
  ...candidates,
  ...files,
  ...frame,
  ...graph,
  ...issues,
  ...jobs,
  ...kinds,
  ...lists,
  ...map,
  ...media,
  ...names,
  ...overview,
  ...people,
  ...reports,
  ...shares,
  ...signIn,
  ...timeline,
  ...conversations,
  ...record,
  ...search,
} as const
