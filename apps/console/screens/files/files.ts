// Files of the sources, filtered by source and by whether an artifact read them.

import type { OutputOf } from '@manumit/contract'
import { callFor } from '../../frame/machine.ts'
import { listMachine } from '../../lists/list-machine.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'

export type FileRow = OutputOf<'files.page'>['rows'][number]

export interface FileFilter {
  readonly sourceId: number | null
  readonly read: boolean | null
}

export const filesMachine = (sourceId: number | null) =>
  listMachine<FileRow, FileFilter>({
    filter: { sourceId, read: null },
    ask: (filter, after, done) =>
      callFor(
        'files.page',
        {
          ...(filter.sourceId !== null && { sourceId: filter.sourceId }),
          ...(filter.read !== null && { read: filter.read }),
          ...(after !== null && { after }),
          limit: PAGE_ROWS,
        },
        done,
        'page',
      ),
  })

export const carriedSource = (carried: unknown): number | null =>
  typeof carried === 'object' &&
  carried !== null &&
  'sourceId' in carried &&
  typeof carried.sourceId === 'number'
    ? carried.sourceId
    : null
