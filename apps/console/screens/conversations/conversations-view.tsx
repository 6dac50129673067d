// Draws conversations: a list of threads, and the one that is open. On a narrow screen one takes the place of the other.

import { useMachine } from '../../frame/use-machine.ts'
import { t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { dayOf } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import {
  type Conversations,
  type ConversationsEvent,
  conversations,
  type Thread,
  threadKey,
} from './conversations.ts'
import { Parties } from './parties.tsx'
import { ThreadView } from './thread-view.tsx'
import './conversations.css'

export interface PartProps {
  readonly state: Conversations
  readonly send: (event: ConversationsEvent) => void
}

export function ConversationsView() {
  const [state, send] = useMachine(() => conversations, { name: 'conversations', resume: { is: 'resumed' } })
  const isNothing = !state.isLoading && state.threads.length === 0 && !state.refusal
  return (
    <Page title={t('conversations.title')} lead={t('conversations.lead')} layout="fill">
      {state.refusal && (
        <Refused
          refusal={state.refusal}
          retry={() => send({ is: 'source-chosen', sourceId: state.sourceId })}
        />
      )}
      {isNothing && state.sourceId === null ? (
        <Empty icon="conversations" title={t('conversations.none')} />
      ) : (
        <div className={state.open ? 'conversations conversations-open' : 'conversations'}>
          <Threads state={state} send={send} />
          {state.open ? (
            <ThreadView
              key={`${threadKey(state.open.thread)} ${state.open.direction}`}
              open={state.open}
              send={send}
            />
          ) : (
            <div className="thread">
              <Empty icon="conversations" title={t('conversations.choose')}>
                {t('conversations.choose.text')}
              </Empty>
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

const Threads = ({ state, send }: PartProps) => (
  <section className="threads" aria-label={t('conversations.threads')}>
    <label className="field threads-source">
      <span>{t('conversations.source')}</span>
      <select
        value={state.sourceId ?? ''}
        onChange={(event) =>
          send({
            is: 'source-chosen',
            sourceId: event.target.value === '' ? null : Number(event.target.value),
          })
        }
      >
        <option value="">{t('conversations.source.any')}</option>
        {state.sources.map(({ id, name }) => (
          <option key={id} value={id}>
            {visibleText(name)}
          </option>
        ))}
      </select>
    </label>
    <ul>
      {state.threads.map((thread) => (
        <li key={threadKey(thread)}>
          <ThreadButton
            thread={thread}
            isOpen={state.open !== null && threadKey(state.open.thread) === threadKey(thread)}
            open={() => send({ is: 'opened', thread, direction: 'older' })}
          />
        </li>
      ))}
    </ul>
    {state.isLoading && <Loading />}
    {state.next !== null && !state.isLoading && (
      <button type="button" className="button threads-more" onClick={() => send({ is: 'more-threads' })}>
        {t('conversations.moreThreads')}
      </button>
    )}
  </section>
)

interface ThreadButtonProps {
  readonly thread: Thread
  readonly isOpen: boolean
  readonly open: () => void
}

const ThreadButton = ({ thread, isOpen, open }: ThreadButtonProps) => (
  <button type="button" className="thread-button" aria-current={isOpen} onClick={open}>
    <span className="thread-who">
      <Parties thread={thread} />
      <span className="small muted numeric">{thread.lastUtc === null ? '' : dayOf(thread.lastUtc)}</span>
    </span>
    <span className="small muted thread-last">
      <Text value={thread.lastCaption} oneLine limit={120} />
    </span>
    <span className="small muted row thread-facts">
      {thread.service !== null && <Text value={thread.service} oneLine limit={40} />}
      <span>{t('conversations.messages', { count: thread.messages })}</span>
      {thread.superseded > 0 && (
        <span className="tag tag-warn">{t('conversations.superseded', { count: thread.superseded })}</span>
      )}
    </span>
  </button>
)
