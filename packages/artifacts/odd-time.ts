// A record's time that is none, or whose size fits another unit than its table usually has: an issue beside the record.

import type { Issue, Moment } from '@manumit/base'
import { issue } from './errors.ts'
import { issuePlace, type RecordRow } from './sqlite-rows.ts'

/** @param column  the column the time was read from; `usual` is its unit where two are met */
export function* oddTime(
  row: RecordRow,
  at: Moment,
  { column, usual }: { readonly column: string; readonly usual?: 'ms' | 's' },
): Generator<Issue> {
  if ('impossible' in at)
    yield issue('E_ARTIFACT_TIME_IMPOSSIBLE', issuePlace(row), { column, value: at.raw })
  if (usual !== undefined && 'utc' in at && (at.precision === 'ms') !== (usual === 'ms'))
    yield issue('E_ARTIFACT_TIME_UNIT_INFERRED', issuePlace(row), {
      column,
      unit: at.precision,
      value: at.raw,
    })
}
