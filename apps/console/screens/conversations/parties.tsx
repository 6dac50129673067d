// Whom a conversation's records name.

import { t } from '../../messages/message.ts'
import { Party } from '../../parts/party.tsx'
import type { Thread } from './conversations.ts'

/** The first accounts of a thread, and how many more there are. */
export function Parties({ thread, atMost = 2 }: { readonly thread: Thread; readonly atMost?: number }) {
  const shown = thread.parties.slice(0, atMost)
  const others = thread.partyCount - shown.length
  return (
    <span className="parties">
      {shown.length === 0 && <span className="muted">{t('conversations.nobody')}</span>}
      {shown.map((party, i) => (
        <span key={`${party.id} ${party.name}`}>
          {i > 0 && ', '}
          <Party party={party} />
        </span>
      ))}
      {others > 0 && <span className="muted"> {t('conversations.others', { count: others })}</span>}
    </span>
  )
}
