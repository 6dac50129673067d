// Draws the map screen: filters, the map, time, gaps, and the table of what is in view.

import { useMemo } from 'react'
import { useMachine } from '../../frame/use-machine.ts'
import { RECORD_KINDS } from '../../lists/record-kinds.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { type Sources, useSources } from '../../lists/sources.ts'
import { number, t } from '../../messages/message.ts'
import { kindsLabel } from '../../parts/kind.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { rangeOf } from '../add/add.ts'
import { type MapEvent, type MapFilter, type MapState, mapMachine, spanOf } from './map.ts'
import { MapPicture } from './map-picture.tsx'
import { coordinatesText, gapsOf, isOnEarth, type Place, placesWithin, type Span } from './places.ts'
import { momentText, TimeLine } from './time-line.tsx'
import '../../lists/lists.css'
import './map.css'

const ROWS = 200
const HOUR = 3_600_000_000
const LEAST_GAP = 24 * HOUR
const GAPS = 3

export function MapView() {
  const [state, send] = useMachine(mapMachine, { name: 'map', resume: { is: 'ask' } })
  const sources = useSources()
  const span = spanOf(state)
  const inView = useMemo(() => placesWithin(state.places, span), [state.places, span?.from, span?.to])
  const untimed = useMemo(
    () => state.places.filter(({ record }) => record.utc === null).length,
    [state.places],
  )
  const isEmpty = !state.isAsking && state.refusal === null && state.places.length === 0
  return (
    <Page
      title={t('map.title')}
      lead={
        <>
          {t('map.lead')}{' '}
          <span role="status">
            {t('map.counts', { count: inView.length })} · {t('map.without', { count: number(state.without) })}
          </span>
        </>
      }
    >
      <Filters filter={state.filter} sources={sources} send={send} />
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'ask' })} />}
      {state.isAsking && state.places.length === 0 && <Loading />}
      {isEmpty && (
        <Empty icon="map" title={t('map.empty')}>
          {t('map.empty.text')}
        </Empty>
      )}
      {state.places.length > 0 && (
        <>
          <MapPicture
            places={inView}
            fitTo={state.places}
            chosen={state.chosen}
            choose={(id) => send({ is: 'choose', id })}
          />
          <TimeLine state={state} send={send} />
          <Notes state={state} untimed={untimed} />
          <PlacesTable places={inView} chosen={state.chosen} sources={sources} send={send} />
        </>
      )}
    </Page>
  )
}

function Filters({
  filter,
  sources,
  send,
}: {
  readonly filter: MapFilter
  readonly sources: Sources
  readonly send: (event: MapEvent) => void
}) {
  const hasRangeProblem = rangeOf(filter) === null
  return (
    <search className="filter-row">
      <SourceSelect
        sources={sources.list}
        value={filter.sourceId}
        onChoose={(sourceId) => send({ is: 'filter', part: { sourceId } })}
      />
      <label className="field">
        <span>{t('lists.kindLabel')}</span>
        <select
          value={filter.kind}
          onChange={(event) => send({ is: 'filter', part: { kind: event.target.value } })}
        >
          <option value="">{t('lists.anyKind')}</option>
          {RECORD_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindsLabel(kind)}
            </option>
          ))}
        </select>
      </label>
      {(['fromDay', 'toDay'] as const).map((side) => (
        <label key={side} className="field">
          <span>{t(side === 'fromDay' ? 'lists.from' : 'lists.to')}</span>
          <input
            type="date"
            value={filter[side]}
            aria-invalid={hasRangeProblem}
            onChange={(event) => send({ is: 'filter', part: { [side]: event.target.value } })}
          />
        </label>
      ))}
      {hasRangeProblem && (
        <p className="field-problem" role="alert">
          {t('reports.range')}
        </p>
      )}
    </search>
  )
}

function Notes({ state, untimed }: { readonly state: MapState; readonly untimed: number }) {
  const gaps = useMemo(() => gapsOf(state.places, LEAST_GAP, GAPS), [state.places])
  return (
    <div className="map-notes small">
      <div>
        <h2 className="map-notes-title">{t('map.gaps')}</h2>
        {gaps.length === 0 ? (
          <p className="muted">{t('map.gaps.none')}</p>
        ) : (
          <ul className="numeric">
            {gaps.map((gap) => (
              <li key={gap.from}>
                {t('map.time.span', { from: momentText(gap.from), to: momentText(gap.to) })}{' '}
                <span className="muted">({gapText(gap)})</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="muted">
        {untimed > 0 && <p>{t('map.untimed', { count: untimed })}</p>}
        {state.isCut && <p>{t('map.cut', { count: number(state.places.length) })}</p>}
        <p>{t('map.outlines')}</p>
      </div>
    </div>
  )
}

function gapText({ from, to }: Span): string {
  const hours = Math.floor((to - from) / HOUR)
  return t('map.gap', { days: Math.floor(hours / 24), hours: hours % 24 })
}

function PlacesTable({
  places,
  chosen,
  sources,
  send,
}: {
  readonly places: readonly Place[]
  readonly chosen: number | null
  readonly sources: Sources
  readonly send: (event: MapEvent) => void
}) {
  const chosenPlace = places.find(({ record }) => record.id === chosen)
  // What was chosen in the drawing stands first, wherever it lies in time.
  const rows =
    chosenPlace === undefined ? places : [chosenPlace, ...places.filter((place) => place !== chosenPlace)]
  return (
    <ScrolledTable isWide label={t('map.table')}>
      <caption>
        {t('map.table')}
        {places.length > ROWS && ` · ${t('map.table.first', { count: ROWS })}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('map.column.time')}</th>
          <th scope="col">{t('map.column.record')}</th>
          <th scope="col">{t('map.column.place')}</th>
          <th scope="col">{t('map.column.accuracy')}</th>
          <th scope="col">{t('map.column.stated')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS).map((place) => (
          <tr key={place.record.id} className={place.record.id === chosen ? 'map-row-chosen' : undefined}>
            <td className="numeric">
              <Text value={place.record.time} limit={80} />
            </td>
            <td>
              <Link to={`/records/${place.record.id}`}>
                <Text value={place.record.caption} oneLine limit={80} />
              </Link>
              <div className="muted">{sources.nameOf(place.record.sourceId)}</div>
            </td>
            <td className="numeric">
              <button
                type="button"
                className="link"
                aria-pressed={place.record.id === chosen}
                onClick={() =>
                  send({ is: 'choose', id: place.record.id === chosen ? null : place.record.id })
                }
              >
                {coordinatesText(place)}
              </button>
              {!isOnEarth(place) && <div className="tag tag-warn">{t('map.notOnEarth')}</div>}
            </td>
            <td>
              {place.accuracyMetres === null ? (
                <span className="muted">{t('map.noAccuracy')}</span>
              ) : (
                t('map.accuracy', { metres: number(place.accuracyMetres) })
              )}
            </td>
            <td>
              <Text value={place.statedBy} limit={160} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrolledTable>
  )
}
