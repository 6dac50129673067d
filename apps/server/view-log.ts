// Notes in the log that somebody looked. A console that is scrolled asks dozens of times a minute, and a log of each question
// would bury what was done: one entry per route, person and minute says who looked at what kind of thing, and when.

import type { JsonValue, Workspace } from '@manumit/store'
import type { CallContext } from './handler.ts'

const MINUTE = 60_000_000
/** Entries looked back through: more than a minute holds of people who work. With more of them one view is noted twice. */
const LOOKED_BACK = 200

/** Appends a `view.*` entry unless this person has one of this action within the last minute. */
export async function noteView(
  {
    workspace,
    actor,
    now,
  }: Pick<CallContext, 'actor' | 'now'> & { readonly workspace: Pick<Workspace, 'audit'> },
  action: `view.${string}`,
  subject: string,
  data: JsonValue = {},
): Promise<void> {
  const since = now() - MINUTE
  for (const entry of await workspace.audit.latest(LOOKED_BACK)) {
    if (entry.at < since) break
    if (entry.action === action && entry.actor === actor) return
  }
  await workspace.audit.append(action, subject, data)
}
