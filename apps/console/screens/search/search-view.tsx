// Draws the search: words, what narrows them, and snippets with what was found marked.

import { type FormEvent, useEffect, useRef } from 'react'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { t } from '../../messages/message.ts'
import { Had } from '../../parts/had.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Kind, kindsLabel } from '../../parts/kind.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { TimeField } from '../../parts/time-field.tsx'
import { type Found, type Search, type SearchEvent, search } from './search.ts'
import './search.css'

const KINDS = ['message', 'voicemail', 'visit', 'picture', 'contact']

const textOf = (carried: unknown): string | null =>
  typeof carried === 'object' && carried !== null && 'text' in carried && typeof carried.text === 'string'
    ? carried.text
    : null

export function SearchView({ carried }: ScreenProps) {
  const given = textOf(carried)
  const [state, send] = useMachine(
    () => search(given ?? ''),
    given === null ? { name: 'search', resume: { is: 'resumed' } } : null,
  )
  return (
    <Page title={t('search.title')}>
      <Form state={state} send={send} />
      {state.pending > 0 && state.asked && (
        <p className="search-pending" role="status">
          <Icon name="info" />
          {t('search.pending', { count: state.pending })}
        </p>
      )}
      {state.refusal && <Refused refusal={state.refusal} />}
      <Results state={state} send={send} />
    </Page>
  )
}

interface PartProps {
  readonly state: Search
  readonly send: (event: SearchEvent) => void
}

function Form({ state: { query, sources }, send }: PartProps) {
  const words = useRef<HTMLInputElement>(null)
  useEffect(() => words.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ is: 'submitted' })
  }
  return (
    <search>
      <form className="card stack search-form" onSubmit={submit}>
        <div className="search-words">
          <label className="field">
            <span>{t('search.label')}</span>
            <input
              ref={words}
              type="search"
              dir="auto"
              value={query.text}
              maxLength={500}
              autoComplete="off"
              spellCheck={false}
              aria-describedby="search-help"
              onChange={(event) => send({ is: 'changed', part: { text: event.target.value } })}
            />
          </label>
          <button type="submit" className="button button-main">
            <Icon name="search" />
            {t('search.submit')}
          </button>
        </div>
        <p id="search-help" className="field-hint">
          {t('search.help')}
        </p>
        <div className="search-narrow">
          <label className="field">
            <span>{t('search.kind')}</span>
            <select
              value={query.kind ?? ''}
              onChange={(event) => send({ is: 'changed', part: { kind: event.target.value || null } })}
            >
              <option value="">{t('search.kind.any')}</option>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {kindsLabel(kind)}
                </option>
              ))}
            </select>
          </label>
          <SourceSelect
            sources={sources}
            value={query.sourceId}
            onChoose={(sourceId) => send({ is: 'changed', part: { sourceId } })}
          />
          <TimeField
            label={t('search.from')}
            utc={query.from}
            onChange={(from) => send({ is: 'changed', part: { from } })}
          />
          <TimeField
            label={t('search.to')}
            utc={query.to}
            onChange={(to) => send({ is: 'changed', part: { to } })}
          />
        </div>
      </form>
    </search>
  )
}

function Results({ state, send }: PartProps) {
  if (!state.asked)
    return (
      <Empty icon="search" title={t('search.start')}>
        {t('search.start.text')}
      </Empty>
    )
  if (state.rows.length === 0 && !state.isSearching && !state.refusal)
    return (
      <Empty icon="search" title={t('search.none')}>
        {t('search.none.text')}
      </Empty>
    )
  return (
    <section className="stack" aria-label={t('search.results')}>
      {state.rows.length > 0 && (
        <p className="muted" role="status">
          {t(state.next === null ? 'search.count' : 'search.countMore', { count: state.rows.length })}
        </p>
      )}
      <ol className="search-found">
        {state.rows.map((row) => (
          <FoundRow
            key={row.record.id}
            found={row}
            source={state.sources.find(({ id }) => id === row.record.sourceId)?.name}
          />
        ))}
      </ol>
      {state.isSearching && <Loading />}
      {state.next !== null && !state.isSearching && (
        <button type="button" className="button" onClick={() => send({ is: 'more-wanted' })}>
          {t('search.more')}
        </button>
      )}
    </section>
  )
}

const FoundRow = ({
  found: { record, snippet },
  source,
}: {
  readonly found: Found
  readonly source: string | undefined
}) => (
  <li>
    <div className="search-found-head small">
      <Kind kind={record.kind} />
      <Link to={`/records/${record.id}`}>
        <span className="numeric">
          <Text value={record.time} oneLine limit={80} />
        </span>
        <span className="visually-hidden"> {t('conversations.open', { record: String(record.id) })}</span>
      </Link>
      {source !== undefined && (
        <span className="muted">
          <Text value={source} oneLine limit={60} />
        </span>
      )}
      <Had state={record.state} via={record.via} />
    </div>
    <p dir="auto">
      <Text value={snippet.text} matches={snippet.matches} />
    </p>
  </li>
)
