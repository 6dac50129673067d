// Names of sites, invite links and apps, counted by sources and persons, never by visits; at first only those that are absent
// from the dated list.

import type { OutputOf } from '@manumit/contract'
import { callFor } from '../../frame/machine.ts'
import { listMachine } from '../../lists/list-machine.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'

export type NameRow = OutputOf<'names.page'>['rows'][number]
export interface NamesFilter {
  readonly newOnly: boolean
}

export const namesMachine = () =>
  listMachine<NameRow, NamesFilter>({
    filter: { newOnly: true },
    ask: ({ newOnly }, after, done) =>
      callFor(
        'names.page',
        { limit: PAGE_ROWS, ...(newOnly && { newOnly }), ...(after !== null && { after }) },
        done,
        'page',
      ),
  })
