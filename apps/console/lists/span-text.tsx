// First and last time of something, in UTC, as two short lines; a day alone where it is the same.

import { t } from '../messages/message.ts'
import { clockOf, dayOf } from '../parts/time.ts'

export interface TimeSpanProps {
  readonly first: number | null
  readonly last: number | null
}

export function TimeSpan({ first, last }: TimeSpanProps) {
  if (first === null || last === null) return <span className="muted">{t('time.none')}</span>
  const from = `${dayOf(first)} ${clockOf(first).slice(0, 5)}`
  const to =
    dayOf(first) === dayOf(last) ? clockOf(last).slice(0, 5) : `${dayOf(last)} ${clockOf(last).slice(0, 5)}`
  return (
    <span className="numeric">
      <span className="unbroken">{first === last ? from : `${from} –`}</span>{' '}
      <span className="unbroken">
        {first !== last && to} <span className="muted">{t('lists.utc')}</span>
      </span>
    </span>
  )
}
