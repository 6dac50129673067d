// Issues one by one, filtered by source, severity and code.

import type { OutputOf } from '@manumit/contract'
import { callFor } from '../../frame/machine.ts'
import { listMachine } from '../../lists/list-machine.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'

export type IssueRow = OutputOf<'issues.page'>['rows'][number]

export interface IssueFilter {
  readonly sourceId: number | null
  readonly severity: 'warning' | 'error' | null
  readonly code: string | null
}

export const issuesMachine = (filter: Partial<IssueFilter>) =>
  listMachine<IssueRow, IssueFilter>({
    filter: { sourceId: null, severity: null, code: null, ...filter },
    ask: ({ sourceId, severity, code }, after, done) =>
      callFor(
        'issues.page',
        {
          ...(sourceId !== null && { sourceId }),
          ...(severity !== null && { severity }),
          ...(code !== null && { code }),
          ...(after !== null && { after }),
          limit: PAGE_ROWS,
        },
        done,
        'page',
      ),
  })

/** What another screen hands over, as far as it is one of ours. */
export function carriedFilter(carried: unknown): Partial<IssueFilter> {
  if (typeof carried !== 'object' || carried === null) return {}
  return {
    ...('sourceId' in carried && typeof carried.sourceId === 'number' && { sourceId: carried.sourceId }),
    ...('code' in carried && typeof carried.code === 'string' && { code: carried.code }),
  }
}
