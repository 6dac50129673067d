// Judgement: a person's decision on a candidate, a match or a source. Appended, never changed: what is decided later
// stands beside what was decided before, and the latest one counts.

import type { Utc } from '@manumit/base'

export interface Judgement {
  /** What is judged: `match:<id>`, `candidate:<id>`, `source:<id>`. */
  readonly subject: string
  readonly decision: string
  readonly reason: string
  readonly author: string
  readonly at: Utc
}
