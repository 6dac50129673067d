// Records over time as bars by kind, with a range to brush: by dragging, or by two handles that are sliders to the keyboard
// and to what reads the page out. The same counts stand below as a table.

import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from 'react'
import { number, t } from '../../messages/message.ts'
import { kindClass, kindsLabel } from '../../parts/kind.tsx'
import { utcText } from '../../parts/time.ts'
import { type Bars, type Brush, brushOf, movedBrush, rangeOf, total } from './bars.ts'

const HEIGHT = 88
const PAGE_BARS = 10

export interface HistogramProps {
  readonly bars: Bars
  readonly from: number | undefined
  readonly to: number | undefined
  readonly onRange: (range: { readonly from: number | undefined; readonly to: number | undefined }) => void
}

export function HistogramView({ bars, from, to, onRange }: HistogramProps) {
  const plot = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<{ readonly anchor: number; readonly brush: Brush } | null>(null)
  const brush = dragged?.brush ?? brushOf(bars, from, to)
  const count = bars.counts.length
  const barAt = (event: PointerEvent) => {
    const box = plot.current!.getBoundingClientRect()
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)))
  }
  const drag = (event: PointerEvent, anchor: number) => {
    const bar = barAt(event)
    setDragged({ anchor, brush: { start: Math.min(anchor, bar), end: Math.max(anchor, bar) + 1 } })
  }
  const keys = (which: 'start' | 'end') => (event: KeyboardEvent) => {
    const at = brush[which]
    const to = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - PAGE_BARS,
      PageUp: at + PAGE_BARS,
      Home: 0,
      End: count,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onRange(rangeOf(bars, movedBrush(bars, brush, which, to)))
  }
  const isNarrowed = brush.start > 0 || brush.end < count
  const share = (bar: number) => `${(bar / count) * 100}%`
  return (
    <figure className="histogram">
      <div
        ref={plot}
        className="histogram-plot"
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target as Element).closest('[role=slider]')) return
          plot.current!.setPointerCapture(event.pointerId)
          drag(event, barAt(event))
        }}
        onPointerMove={(event) => dragged && drag(event, dragged.anchor)}
        onPointerUp={() => {
          if (dragged) onRange(rangeOf(bars, dragged.brush))
          setDragged(null)
        }}
        onPointerCancel={() => setDragged(null)}
      >
        <Plot bars={bars} />
        <div className="histogram-out" style={{ left: 0, width: share(brush.start) }} />
        <div className="histogram-out" style={{ left: share(brush.end), right: 0 }} />
        {(['start', 'end'] as const).map((which) => (
          <div
            key={which}
            className="histogram-handle"
            style={{ left: share(brush[which]) }}
            role="slider"
            tabIndex={0}
            aria-label={t(`timeline.histogram.${which}`)}
            aria-valuemin={0}
            aria-valuemax={count}
            aria-valuenow={brush[which]}
            aria-valuetext={utcText(bars.firstUtc + brush[which] * bars.barMicros)}
            onKeyDown={keys(which)}
            onPointerDown={(event) => {
              event.stopPropagation()
              plot.current!.setPointerCapture(event.pointerId)
              drag(event, which === 'start' ? brush.end - 1 : brush.start)
            }}
          />
        ))}
      </div>
      <figcaption className="histogram-axis small muted">
        <span className="numeric">{utcText(bars.firstUtc + brush.start * bars.barMicros)}</span>
        <span className="histogram-help">
          {isNarrowed ? (
            <button
              type="button"
              className="link"
              onClick={() => onRange({ from: undefined, to: undefined })}
            >
              {t('timeline.histogram.reset')}
            </button>
          ) : (
            t('timeline.histogram.help')
          )}
        </span>
        <span className="numeric">{utcText(bars.firstUtc + brush.end * bars.barMicros)}</span>
      </figcaption>
      <details className="small no-print">
        <summary>{t('timeline.histogram.table')}</summary>
        <Table bars={bars} />
      </details>
    </figure>
  )
}

/** One path per kind, stacked; a bar that holds anything is at least a pixel high. */
const Plot = memo(({ bars }: { readonly bars: Bars }) => {
  const heightOf = (records: number) =>
    records === 0 ? 0 : Math.max(1, (records / bars.most) * (HEIGHT - 4))
  const paths = bars.kinds.map(() => '')
  for (const [x, bar] of bars.counts.entries()) {
    const scale = heightOf(total(bar)) / Math.max(1, total(bar))
    let y = HEIGHT
    for (const [kind, records] of bar.entries()) {
      if (records === 0) continue
      const height = records * scale
      y -= height
      paths[kind] += `M${x + 0.06} ${y.toFixed(2)}h0.88v${height.toFixed(2)}h-0.88z`
    }
  }
  return (
    <svg viewBox={`0 0 ${bars.counts.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {bars.kinds.map((kind, i) => (
        <path key={kind} className={kindClass(kind)} d={paths[i]} />
      ))}
    </svg>
  )
})

function Table({ bars }: { readonly bars: Bars }) {
  return (
    <div className="table-wrap histogram-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('timeline.histogram.span')}</th>
            <th scope="col" className="numeric">
              {t('timeline.histogram.total')}
            </th>
            {bars.kinds.map((kind) => (
              <th key={kind} scope="col" className="numeric">
                {kindsLabel(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.counts.map(
            (bar, i) =>
              total(bar) > 0 && (
                <tr key={bars.firstUtc + i * bars.barMicros}>
                  <th scope="row">{utcText(bars.firstUtc + i * bars.barMicros)}</th>
                  <td className="numeric">{number(total(bar))}</td>
                  {bar.map((records, kind) => (
                    <td key={bars.kinds[kind]} className="numeric">
                      {number(records)}
                    </td>
                  ))}
                </tr>
              ),
          )}
        </tbody>
      </table>
    </div>
  )
}
