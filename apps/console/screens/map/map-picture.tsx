// The map: outlines, a grid, a scale, records as points and circles of stated accuracy. Moved by dragging, the wheel, arrow
// keys and buttons. The table under it lists the same.

import { geoGraticule, geoPath } from 'd3-geo'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { number, t } from '../../messages/message.ts'
import { circlesOf, pointsOf } from './map-points.ts'
import { loadOutlines, type Outlines } from './outlines.ts'
import type { Place } from './places.ts'
import {
  boundsOf,
  gridStepOf,
  type MapSize,
  type MapView,
  moved,
  projectionOf,
  scaleBarOf,
  viewOf,
  wholeWorld,
  zoomed,
} from './view-box.ts'

const MOST_CIRCLES = 500
const STEP_PIXELS = 60

export interface MapPictureProps {
  /** What is in view by time. */
  readonly places: readonly Place[]
  /** What the view is fitted to: the same without the span of time, so that playing does not move the map. */
  readonly fitTo: readonly Place[]
  readonly chosen: number | null
  readonly choose: (id: number | null) => void
}

export function MapPicture({ places, fitTo, chosen, choose }: MapPictureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const [view, setView] = useState<MapView | null>(null)
  const outlines = useOutlines()
  useEffect(() => setView(null), [fitTo])
  const fitted = useMemo(() => (size === null ? null : viewOf(fitTo, size)), [fitTo, size])
  const now = view ?? fitted
  const change = (next: (view: MapView, size: MapSize) => MapView) =>
    setView((before) => {
      const from = before ?? fitted
      return from === null || size === null ? before : next(from, size)
    })
  useWheel(frame, (factor, at) => change((from, box) => zoomed(from, box, factor, at)))
  const drag = useDrag((by) => change((from, box) => moved(from, box, by)))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (by !== undefined)
      change((from, box) => moved(from, box, { x: by[0]! * STEP_PIXELS, y: by[1]! * STEP_PIXELS }))
    else if (event.key === '+' || event.key === '=') change((from, box) => zoomed(from, box, 1.5))
    else if (event.key === '-') change((from, box) => zoomed(from, box, 1 / 1.5))
    else return
    event.preventDefault()
  }
  return (
    <div className="map-frame">
      <div
        ref={frame}
        className="map-canvas"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it; buttons and the table do without
        tabIndex={0}
        role="application"
        aria-label={t('map.picture')}
        onKeyDown={onKeyDown}
        {...drag}
      >
        {now !== null && size !== null && (
          <Drawing
            view={now}
            size={size}
            outlines={outlines}
            places={places}
            chosen={chosen}
            choose={choose}
          />
        )}
        {outlines === null && <p className="map-note small">{t('map.loading')}</p>}
      </div>
      <div className="picture-zoom no-print">
        <button
          type="button"
          className="button"
          aria-label={t('map.zoomIn')}
          onClick={() => change((from, box) => zoomed(from, box, 2))}
        >
          +
        </button>
        <button
          type="button"
          className="button"
          aria-label={t('map.zoomOut')}
          onClick={() => change((from, box) => zoomed(from, box, 0.5))}
        >
          −
        </button>
        <button type="button" className="button" onClick={() => setView(null)}>
          {t('map.fit')}
        </button>
        <button type="button" className="button" onClick={() => change((_, box) => wholeWorld(box))}>
          {t('map.world')}
        </button>
      </div>
    </div>
  )
}

interface DrawingProps {
  readonly view: MapView
  readonly size: MapSize
  readonly outlines: Outlines | null
  readonly places: readonly Place[]
  readonly chosen: number | null
  readonly choose: (id: number | null) => void
}

function Drawing({ view, size, outlines, places, chosen, choose }: DrawingProps) {
  const points = useMemo(() => pointsOf(places, view, size), [places, view, size])
  const circles = useMemo(() => circlesOf({ places, view, size, most: MOST_CIRCLES }), [places, view, size])
  return (
    <svg width={size.width} height={size.height} aria-hidden="true" focusable="false">
      <Ground view={view} size={size} outlines={outlines} />
      {circles.map((circle) => (
        <circle key={circle.id} className="map-accuracy" cx={circle.x} cy={circle.y} r={circle.radius} />
      ))}
      {points.map((point) => {
        const first = point.places[0]!
        const isChosen = point.places.some(({ record }) => record.id === chosen)
        const count = point.places.length
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table is the way by keys; the drawing is hidden from readers
          <g
            key={first.record.id}
            className={isChosen ? 'map-point map-chosen' : 'map-point'}
            onClick={(event) => {
              event.stopPropagation()
              choose(first.record.id)
            }}
          >
            <circle cx={point.x} cy={point.y} r={count === 1 ? 5 : 7 + Math.min(9, Math.log2(count) * 1.6)} />
            {count > 1 && (
              <text x={point.x} y={point.y + 4} textAnchor="middle">
                {count > 999 ? '999+' : count}
              </text>
            )}
          </g>
        )
      })}
      <ScaleBar view={view} size={size} />
    </svg>
  )
}

function Ground({ view, size, outlines }: Pick<DrawingProps, 'view' | 'size' | 'outlines'>) {
  const paths = useMemo(() => {
    const path = geoPath(projectionOf(view, size))
    const [west, south, east, north] = boundsOf(view, size)
    const step = gridStepOf(view, size)
    const down = (value: number) => Math.floor(value / step) * step
    const grid = geoGraticule()
      .step([step, step])
      .extent([
        [Math.max(down(west), -180), Math.max(down(south), -85)],
        [Math.min(down(east) + step * 1.001, 180), Math.min(down(north) + step * 1.001, 85)],
      ])
      .precision(Math.min(2.5, step / 4))
    return {
      land: outlines === null ? null : path(outlines.land),
      borders: outlines === null ? null : path(outlines.borders),
      grid: path(grid()),
    }
  }, [view, size, outlines])
  return (
    <>
      {paths.land !== null && <path className="map-land" d={paths.land} />}
      {paths.grid !== null && <path className="map-grid" d={paths.grid} />}
      {paths.borders !== null && <path className="map-border" d={paths.borders} />}
      <GridLabels view={view} size={size} />
    </>
  )
}

function GridLabels({ view, size }: Pick<DrawingProps, 'view' | 'size'>) {
  const step = gridStepOf(view, size)
  const [west, south, east, north] = boundsOf(view, size)
  const project = projectionOf(view, size)
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
  const between = (low: number, high: number): readonly number[] =>
    Array.from({ length: Math.max(0, Math.floor(high / step) - Math.ceil(low / step) + 1) }, (_, index) =>
      Number(((Math.ceil(low / step) + index) * step).toFixed(6)),
    )
  return (
    <g className="map-degrees">
      {between(west, east).map((longitude) => (
        <text key={`x${longitude}`} x={project([longitude, view.latitude])![0] + 3} y={12}>
          {Math.abs(longitude).toFixed(digits)}°{longitude < 0 ? 'W' : longitude > 0 ? 'E' : ''}
        </text>
      ))}
      {between(south, north).map((latitude) => (
        <text key={`y${latitude}`} x={4} y={project([view.longitude, latitude])![1] - 3}>
          {Math.abs(latitude).toFixed(digits)}°{latitude < 0 ? 'S' : latitude > 0 ? 'N' : ''}
        </text>
      ))}
    </g>
  )
}

function ScaleBar({ view, size }: Pick<DrawingProps, 'view' | 'size'>) {
  const bar = scaleBarOf(view, 130)
  const y = size.height - 14
  const label =
    bar.metres >= 1000
      ? t('map.kilometres', { count: number(bar.metres / 1000) })
      : t('map.metres', { count: bar.metres })
  return (
    <g className="map-scale">
      <path d={`M12 ${y - 5}v5h${bar.pixels}v-5`} />
      <text x={16} y={y - 4}>
        {label}
      </text>
    </g>
  )
}

function useOutlines(): Outlines | null {
  const [outlines, setOutlines] = useState<Outlines | null>(null)
  useEffect(() => {
    let isThere = true
    loadOutlines().then((loaded) => isThere && setOutlines(loaded))
    return () => {
      isThere = false
    }
  }, [])
  return outlines
}

function useSize(frame: { readonly current: HTMLElement | null }): MapSize | null {
  const [size, setSize] = useState<MapSize | null>(null)
  useEffect(() => {
    const element = frame.current!
    const observer = new ResizeObserver(() =>
      setSize({ width: Math.max(element.clientWidth, 100), height: Math.max(element.clientHeight, 100) }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return size
}

/** React listens for wheels passively, and a passive listener cannot keep the page from scrolling. */
function useWheel(
  frame: { readonly current: HTMLElement | null },
  turned: (factor: number, at: { readonly x: number; readonly y: number }) => void,
): void {
  const latest = useRef(turned)
  latest.current = turned
  useEffect(() => {
    const element = frame.current!
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      latest.current(2 ** (-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top })
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [frame])
}

function useDrag(moved: (by: { readonly x: number; readonly y: number }) => void) {
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (from.current === null || (event.buttons & 1) === 0) return
      const by = { x: from.current.x - event.clientX, y: from.current.y - event.clientY }
      // A click trembles; only a drag takes the pointer, so that a click still reaches the point under it.
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
        if (Math.hypot(by.x, by.y) < 4) return
        event.currentTarget.setPointerCapture(event.pointerId)
      }
      from.current = { x: event.clientX, y: event.clientY }
      moved(by)
    },
    onPointerUp: () => {
      from.current = null
    },
  }
}
