// Draws the timeline: filters, histogram, list.

import type { RecordFilter } from '@manumit/contract'
import { useMemo } from 'react'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { number, t } from '../../messages/message.ts'
import { Icon, kindIcon } from '../../parts/icon.tsx'
import { kindClass, kindsLabel } from '../../parts/kind.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { utcText } from '../../parts/time.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { barsOf, countsByKind } from './bars.ts'
import { HistogramView } from './histogram.tsx'
import { RecordList } from './record-list.tsx'
import { type Timeline, type TimelineEvent, timeline } from './timeline.ts'
import './timeline.css'

const BARS = 160
const KINDS = ['message', 'call', 'voicemail', 'visit', 'picture', 'contact']

/** What another screen may hand over. */
export interface TimelineCarried {
  readonly filter: RecordFilter
}

const isCarried = (carried: unknown): carried is TimelineCarried =>
  typeof carried === 'object' && carried !== null && 'filter' in carried

export function TimelineView({ carried }: ScreenProps) {
  const given = isCarried(carried) ? carried.filter : null
  const [state, send] = useMachine(
    () => timeline(given ?? {}),
    given ? null : { name: 'timeline', resume: { is: 'resumed' } },
  )
  const bars = useMemo(() => state.overview && barsOf(state.overview, BARS), [state.overview])
  const isNothing = state.isCounted && state.scroll.rows === 0
  return (
    <Page
      title={t('timeline.title')}
      layout="fill"
      lead={
        <span role="status">
          {state.index && t('timeline.count', { count: state.index.rows })}
          {state.index && state.index.rows > state.index.timed && (
            <>, {t('timeline.untimed', { count: state.index.rows - state.index.timed })}</>
          )}
        </span>
      }
    >
      <Filters state={state} send={send} />
      {bars && (
        <HistogramView
          bars={bars}
          from={state.filter.from}
          to={state.filter.to}
          onRange={(range) => send({ is: 'filtered', change: range })}
        />
      )}
      {state.scannedTo !== null && (
        <p className="timeline-scanned" role="status">
          <Icon name="info" />
          <span>{t('timeline.scanned', { time: utcText(state.scannedTo) })}</span>
          <button
            type="button"
            className="link"
            onClick={() => send({ is: 'filtered', change: { from: state.scannedTo ?? undefined } })}
          >
            {t('timeline.scanned.on')}
          </button>
        </p>
      )}
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'resumed' })} />}
      {!state.index && !state.refusal && <Loading />}
      {isNothing && (
        <Empty icon="timeline" title={t('timeline.empty')}>
          {t('timeline.empty.text')}
        </Empty>
      )}
      <p className="timeline-printed small">{t('timeline.printed')}</p>
      <RecordList state={state} send={send} />
    </Page>
  )
}

function Filters({
  state,
  send,
}: {
  readonly state: Timeline
  readonly send: (event: TimelineEvent) => void
}) {
  const { filter, sources, overview } = state
  const counts = useMemo(() => overview && countsByKind(overview), [overview])
  const change = (part: Partial<Record<keyof RecordFilter, unknown>>) =>
    send({ is: 'filtered', change: part as Partial<RecordFilter> })
  return (
    <details className="filters card" open={!matchMedia('(max-width: 720px)').matches}>
      <summary>
        <Icon name="filter" /> {t('timeline.filters')}
      </summary>
      <div className="filters-body">
        <fieldset className="row filter-kinds">
          <legend className="visually-hidden">{t('timeline.kinds')}</legend>
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              className={`button button-small ${kindClass(kind)}`}
              aria-pressed={filter.kinds?.includes(kind) ?? false}
              onClick={() => send({ is: 'kind-toggled', kind })}
            >
              <Icon name={kindIcon(kind)} />
              {kindsLabel(kind)}
              {counts && <span className="muted numeric">{number(counts.get(kind) ?? 0)}</span>}
            </button>
          ))}
        </fieldset>
        <div className="filter-fields">
          <label className="field">
            <span>{t('timeline.text')}</span>
            <input
              type="search"
              dir="auto"
              maxLength={200}
              value={filter.text ?? ''}
              onChange={(event) => change({ text: event.target.value })}
            />
          </label>
          <label className="field">
            <span>{t('timeline.party')}</span>
            <input
              type="search"
              dir="auto"
              maxLength={1000}
              title={t('timeline.party.hint')}
              value={filter.party ?? ''}
              onChange={(event) => change({ party: event.target.value })}
            />
          </label>
          <SourceSelect
            sources={sources}
            value={filter.sourceId ?? null}
            onChoose={(sourceId) => change({ sourceId: sourceId ?? undefined })}
          />
          <label className="field">
            <span>{t('timeline.state')}</span>
            <select
              value={filter.state ?? ''}
              onChange={(event) => change({ state: event.target.value || undefined })}
            >
              <option value="">{t('timeline.state.any')}</option>
              <option value="live">{t('timeline.state.live')}</option>
              <option value="superseded">{t('timeline.state.superseded')}</option>
            </select>
          </label>
          <TimeField label={t('timeline.from')} utc={filter.from} onChange={(from) => change({ from })} />
          <TimeField label={t('timeline.to')} utc={filter.to} onChange={(to) => change({ to })} />
          {Object.keys(filter).length > 0 && (
            <button type="button" className="button" onClick={() => send({ is: 'filter-cleared' })}>
              {t('timeline.clear')}
            </button>
          )}
        </div>
      </div>
    </details>
  )
}
