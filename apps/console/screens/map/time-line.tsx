// Time under the map: bars of records with a place, empty spans hatched, and the slider that says which span is in view.

import { Choice } from '../../lists/choice.tsx'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { clockOf, dayOf } from '../../parts/time.ts'
import { type MapEvent, type MapState, spanOf } from './map.ts'

const HEIGHT = 44

export interface TimeLineProps {
  readonly state: MapState
  readonly send: (event: MapEvent) => void
}

export const momentText = (utc: number): string => `${dayOf(utc)} ${clockOf(utc).slice(0, 5)}`

export function TimeLine({ state, send }: TimeLineProps) {
  const { buckets, window: shown, isPlaying } = state
  if (buckets.length === 0) return null
  const highest = Math.max(...buckets.map(({ places }) => places), 1)
  const span = spanOf(state)
  const last = buckets.length - 1
  const mode = shown === null ? 'whole' : shown.isUpTo ? 'upTo' : 'only'
  const spanText =
    span === null
      ? t('map.time.whole')
      : t('map.time.span', { from: momentText(span.from), to: momentText(span.to) })
  return (
    <section className="map-time" aria-label={t('map.time')}>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => send(isPlaying ? { is: 'pause' } : { is: 'play' })}
        >
          <Icon name={isPlaying ? 'close' : 'right'} />
          {t(isPlaying ? 'map.pause' : 'map.play')}
        </button>
        <Choice
          label={t('map.time')}
          value={mode}
          options={[
            ['whole', t('map.time.whole')],
            ['upTo', t('map.time.upTo')],
            ['only', t('map.time.only')],
          ]}
          onChoose={(next) =>
            send({
              is: 'window',
              window: next === 'whole' ? null : { at: shown?.at ?? last, isUpTo: next === 'upTo' },
            })
          }
        />
        <span className="numeric small">{spanText}</span>
      </div>
      <div className="map-slider">
        <svg
          viewBox={`0 0 ${buckets.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          {buckets.map((bucket, index) => {
            const isIn = span === null || (bucket.from >= span.from && bucket.to <= span.to)
            const height = bucket.places === 0 ? 3 : Math.max(4, (bucket.places / highest) * HEIGHT)
            const className = bucket.places === 0 ? 'map-gap' : isIn ? 'map-bar map-bar-in' : 'map-bar'
            return (
              <rect
                key={bucket.from}
                className={className}
                x={index + 0.08}
                y={HEIGHT - height}
                width={0.84}
                height={height}
              />
            )
          })}
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          step={1}
          value={shown?.at ?? last}
          aria-label={t('map.time.slider')}
          aria-valuetext={spanText}
          onChange={(event) =>
            send({ is: 'window', window: { at: Number(event.target.value), isUpTo: shown?.isUpTo ?? false } })
          }
        />
        <div className="map-ends numeric small muted">
          <span>{dayOf(buckets[0]!.from)}</span>
          <span>{dayOf(buckets[last]!.to - 1)}</span>
        </div>
      </div>
    </section>
  )
}
