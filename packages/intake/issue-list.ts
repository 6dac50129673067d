// Issues of one listing. A hostile archive can have millions of odd names: after the first thousand of a code the rest
// is counted, so that what is reported stays readable and in memory.

import type { Issue } from '@manumit/base'
import { intakeIssue } from './errors.ts'

const LISTED_PER_CODE = 1000

export interface IssueList {
  add(...issues: readonly Issue[]): void
  /** What was added, in order, then one E_ISSUES_MORE for each code that ran over. */
  finish(): readonly Issue[]
}

export function makeIssueList(listedPerCode = LISTED_PER_CODE): IssueList {
  const listed: Issue[] = []
  const counts = new Map<string, number>()
  return {
    add: (...issues) => {
      for (const issue of issues) {
        const count = (counts.get(issue.code) ?? 0) + 1
        counts.set(issue.code, count)
        if (count <= listedPerCode) listed.push(issue)
      }
    },
    finish: () => [
      ...listed,
      ...[...counts]
        .filter(([, count]) => count > listedPerCode)
        .map(([code, count]) =>
          intakeIssue('E_ISSUES_MORE', undefined, { code, count: count - listedPerCode }),
        ),
    ],
  }
}
