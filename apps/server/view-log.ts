// Notes in the log that somebody looked. A console that is scrolled asks dozens of times a minute, and a log of each question
// would bury what was done: one entry per route, thing, person and minute says who looked at what, and when. Each record,
// conversation, folder and search is a thing of its own; the timeline is one, however it is filtered within the minute.

import { isDeepStrictEqual } from 'node:util'
import type { JsonValue, Workspace } from '@manumit/store'
import type { CallContext } from './handler.ts'

const MINUTE = 60_000_000
/** Entries looked back through: more than a minute holds of people who work. With more of them one view is noted twice. */
const LOOKED_BACK = 200

/** Filtered anew with each move of a hand: told apart by nothing. */
const ONE_A_MINUTE: ReadonlySet<string> = new Set(['view.timeline', 'view.places'])

/** Appends an entry unless this person has one that says the same within the last minute. */
export async function noteView(
  {
    workspace,
    actor,
    now,
  }: Pick<CallContext, 'actor' | 'now'> & { readonly workspace: Pick<Workspace, 'audit'> },
  action: `view.${string}` | 'session.refused',
  subject: string,
  data: JsonValue = {},
): Promise<void> {
  const since = now() - MINUTE
  for (const entry of await workspace.audit.latest(LOOKED_BACK)) {
    if (entry.at < since) break
    const isSame = entry.action === action && entry.subject === subject && entry.actor === actor
    if (isSame && (ONE_A_MINUTE.has(action) || isDeepStrictEqual(entry.data, data))) return
  }
  await workspace.audit.append(action, subject, data)
}
