// The end of a list that comes in pages: more, under way, refused, or how many there are.

import { t } from '../messages/message.ts'
import { Loading, Refused } from '../parts/states.tsx'
import type { PagedList } from './paged-list.ts'

export interface ListEndProps {
  readonly list: PagedList<unknown>
  readonly onMore: () => void
  readonly onRetry: () => void
}

export function ListEnd({ list, onMore, onRetry }: ListEndProps) {
  if (list.refusal) return <Refused refusal={list.refusal} retry={onRetry} />
  if (list.isAsking) return <Loading />
  if (list.rows.length === 0) return null
  return (
    <div className="list-end">
      <span className="muted small">
        {t(list.next === null ? 'lists.shown' : 'lists.shownSoFar', { count: list.rows.length })}
      </span>
      {list.next !== null && (
        <button type="button" className="button" onClick={onMore}>
          {t('lists.more')}
        </button>
      )}
    </div>
  )
}
