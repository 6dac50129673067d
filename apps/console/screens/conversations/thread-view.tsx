// One thread as bubbles, parted by days. What a record says of edits, retraction, attachments and how it was had stands with
// the bubble; a record without text says so instead of being left out.

import { memo, useLayoutEffect, useRef } from 'react'
import { en } from '../../messages/en.ts'
import { t } from '../../messages/message.ts'
import { Had } from '../../parts/had.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Party } from '../../parts/party.tsx'
import { Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { dayOf } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { type ConversationsEvent, DAY_MICROS, days, type Message, type OpenThread } from './conversations.ts'
import { Parties } from './parties.tsx'

export interface ThreadViewProps {
  readonly open: OpenThread
  readonly send: (event: ConversationsEvent) => void
}

export function ThreadView({ open, send }: ThreadViewProps) {
  const list = useScrollKept(open)
  const { thread, direction } = open
  const isOlder = direction === 'older'
  const more = open.next !== null && open.next !== undefined && !open.isLoading && (
    <button type="button" className="button no-print" onClick={() => send({ is: 'more-messages' })}>
      {t(isOlder ? 'conversations.older' : 'conversations.newer')}
    </button>
  )
  const edge = open.next === null && (
    <p className="small muted">{t(isOlder ? 'conversations.start' : 'conversations.end')}</p>
  )
  const reached = (
    <div className="thread-edge">
      {more}
      {edge}
      {open.isLoading && <Loading />}
      {open.refusal && <Refused refusal={open.refusal} retry={() => send({ is: 'more-messages' })} />}
    </div>
  )
  return (
    <section className="thread" aria-labelledby="thread-title">
      <header className="thread-head">
        <button
          type="button"
          className="button button-small thread-back"
          onClick={() => send({ is: 'closed' })}
        >
          <Icon name="left" />
          {t('conversations.backToThreads')}
        </button>
        <h2 id="thread-title">
          <Parties thread={thread} atMost={4} />
        </h2>
        <div className="row no-print">
          {(['newer', 'older'] as const).map((way) => (
            <button
              key={way}
              type="button"
              className="button button-small"
              aria-pressed={direction === way}
              onClick={() => send({ is: 'opened', thread, direction: way })}
            >
              {t(way === 'newer' ? 'conversations.fromStart' : 'conversations.fromEnd')}
            </button>
          ))}
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="thread-messages" ref={list} tabIndex={0} aria-labelledby="thread-title">
        {isOlder && reached}
        {days(open.messages).map(({ day, messages }) => (
          <section key={`${day} ${messages[0]!.id}`} className="thread-day">
            <h3>{day === null ? t('conversations.untimed') : `${dayOf(day * DAY_MICROS)} UTC`}</h3>
            <ol>
              {messages.map((message) => (
                <Bubble key={message.id} message={message} />
              ))}
            </ol>
          </section>
        ))}
        {!isOlder && reached}
      </section>
    </section>
  )
}

/** At its end when opened from the end; older messages that come in above leave in place what is looked at. */
function useScrollKept(open: OpenThread) {
  const list = useRef<HTMLElement>(null)
  const heightBefore = useRef(0)
  useLayoutEffect(() => {
    const element = list.current!
    if (open.direction === 'older') element.scrollTop += element.scrollHeight - heightBefore.current
    heightBefore.current = element.scrollHeight
  }, [open.messages, open.direction])
  return list
}

const OUTGOING = ['outgoing', 'draft', 'outbox', 'failed', 'queued']

const directionText = (direction: string | null): string => {
  const key = `conversations.direction.${direction ?? 'unknown'}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : visibleText(direction ?? '')
}

const Bubble = memo(({ message }: { readonly message: Message }) => {
  const side = OUTGOING.includes(message.direction ?? '')
    ? 'out'
    : message.direction === 'incoming'
      ? 'in'
      : 'unknown'
  const isPlain = message.direction === 'incoming' || message.direction === 'outgoing'
  const isBare = message.body === null && message.event === null && message.reaction === null
  return (
    <li className={`bubble bubble-${side}${message.state === 'superseded' ? ' bubble-superseded' : ''}`}>
      <p className="bubble-head small">
        <span className={isPlain ? 'visually-hidden' : 'tag'}>{directionText(message.direction)}</span>
        {message.from && <Party party={message.from} />}
      </p>
      {message.subject !== null && (
        <p className="bubble-subject">
          <Text value={message.subject} />
        </p>
      )}
      {message.event !== null && (
        <p className="muted">{t('conversations.event', { event: visibleText(message.event) })}</p>
      )}
      {message.reaction !== null && (
        <p className="muted">
          {t('conversations.reaction')} <Text value={message.reaction} />
        </p>
      )}
      {message.body !== null && (
        <p className="bubble-text" dir="auto">
          <Text value={message.body} />
        </p>
      )}
      {isBare && message.attachments.length === 0 && <p className="muted">{t('conversations.noText')}</p>}
      {message.attachments.map((attachment) => (
        <p key={`${attachment.path} ${attachment.sha256}`} className="bubble-attachment small">
          <Icon name="attachment" />
          <span className="visually-hidden">{t('conversations.attachment')}</span>
          {attachment.path === null ? (
            t('conversations.attachment.unnamed')
          ) : (
            <Text value={attachment.path} limit={200} />
          )}
          {attachment.mimeType !== null && (
            <span className="muted">
              <Text value={attachment.mimeType} oneLine limit={60} />
            </span>
          )}
          {attachment.sha256 === null && <span className="tag">{t('conversations.attachment.absent')}</span>}
        </p>
      ))}
      {message.notes.map(({ title, text }) => (
        <p key={`${title} ${text}`} className="small bubble-note">
          {title}: <Text value={text} />
        </p>
      ))}
      <p className="bubble-foot small">
        <Had state={message.state} via={message.via} />
        <Link to={`/records/${message.id}`}>
          <span className="numeric">
            <Text value={message.time} oneLine limit={80} />
          </span>
          <span className="visually-hidden"> {t('conversations.open', { record: String(message.id) })}</span>
        </Link>
      </p>
    </li>
  )
})
