// Judgement: a person's decision on a candidate, a match or a source. Appended, never changed: what is decided later
// stands beside what was decided before, and what counts is read off the whole each time.

import type { Utc } from '@manumit/base'

export interface Judgement {
  /** What is judged: `candidate:<id>`, `match:<sha256>:<kind>:<entry>:<bank>`, `source:<id>`. */
  readonly subject: string
  /** A word of its subject's own; `undo` takes one back. */
  readonly decision: string
  readonly reason: string
  readonly author: string
  readonly at: Utc
}

/**
 * What stands of the judgements on one subject, the oldest first; the last one counts. An undo takes back the newest that
 * stands, so that what stood before it stands again; where nothing stands, it takes back nothing.
 *
 * @param judgements  on one subject, in the order in which they were made
 */
export function standing<J extends Pick<Judgement, 'decision'>>(judgements: readonly J[]): readonly J[] {
  const stands: J[] = []
  for (const judgement of judgements)
    if (judgement.decision === 'undo') stands.pop()
    else stands.push(judgement)
  return stands
}
