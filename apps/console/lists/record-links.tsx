// Links to a few records that something rests on, by number in the list: their ids are long and tell nobody anything.

import { t } from '../messages/message.ts'
import { Link } from '../parts/link.tsx'

export interface RecordLinksProps {
  readonly ids: readonly number[]
  readonly most?: number
}

export const RecordLinks = ({ ids, most = 5 }: RecordLinksProps) => (
  <span className="record-links">
    {ids.slice(0, most).map((id, index) => (
      <Link key={id} to={`/records/${id}`}>
        <span className={index === 0 ? undefined : 'visually-hidden'}>{t('lists.record')}&nbsp;</span>
        {index + 1}
      </Link>
    ))}
    {ids.length > most && <span className="muted">{t('lists.of', { count: ids.length })}</span>}
  </span>
)
