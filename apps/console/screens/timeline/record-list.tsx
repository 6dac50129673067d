// The list of a timeline, as high as its rows want to be and drawn only where it is looked at. A grid with one active row,
// moved by the arrow keys; Enter opens it.

// biome-ignore-all lint/a11y/useSemanticElements: a table's rows cannot be placed freely, which a list of a million needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row

import type { RecordRow } from '@manumit/contract'
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef } from 'react'
import { useFrame } from '../../frame/frame-context.ts'
import { t } from '../../messages/message.ts'
import { Had } from '../../parts/had.tsx'
import { Kind } from '../../parts/kind.tsx'
import { Link } from '../../parts/link.tsx'
import { Text } from '../../parts/text.tsx'
import { rowsInView, rowTop, scrolledPixels } from './scroll.ts'
import { rowOf, type Timeline, type TimelineEvent } from './timeline.ts'

const OVERSCAN = 4
const CAPTION_UNITS = 240
const NARROW = '(max-width: 720px)'
const ROW_PIXELS = { wide: 36, narrow: 64 }

export interface RecordListProps {
  readonly state: Timeline
  readonly send: (event: TimelineEvent) => void
}

export function RecordList({ state, send }: RecordListProps) {
  const { powers } = useFrame()
  const element = useRef<HTMLDivElement>(null)
  const { scroll, active } = state

  useEffect(() => {
    const measure = () =>
      send({
        is: 'measured',
        viewPixels: element.current!.clientHeight,
        rowPixels: matchMedia(NARROW).matches ? ROW_PIXELS.narrow : ROW_PIXELS.wide,
      })
    const observer = new ResizeObserver(measure)
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [send])

  useLayoutEffect(() => {
    if (Math.abs(element.current!.scrollTop - scroll.barTop) >= 1) element.current!.scrollTop = scroll.barTop
  }, [scroll.barTop])

  const page = Math.max(1, Math.floor(scroll.viewPixels / scroll.rowPixels) - 1)
  const keys = (event: KeyboardEvent) => {
    if (event.target !== element.current) return
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: scroll.rows - 1,
    }[event.key]
    if (to !== undefined) send({ is: 'active-moved', to })
    else if (event.key === 'Enter') {
      const row = rowOf(state, active)
      if (row) powers.go(`/records/${row.id}`)
    } else return
    event.preventDefault()
  }

  const { first, end } = rowsInView(scroll)
  const from = Math.max(0, first - OVERSCAN)
  const to = Math.min(scroll.rows, end + OVERSCAN)
  return (
    <div
      ref={element}
      className="record-list"
      role="grid"
      tabIndex={0}
      aria-label={t('timeline.list')}
      aria-rowcount={scroll.rows}
      aria-activedescendant={active >= from && active < to ? `row-${active}` : undefined}
      onScroll={(event) => send({ is: 'scrolled', barTop: event.currentTarget.scrollTop })}
      onKeyDown={keys}
    >
      <div role="rowgroup" className="record-list-rows" style={{ height: scrolledPixels(scroll) }}>
        {Array.from({ length: to - from }, (_, i) => {
          const number = from + i
          const row = rowOf(state, number)
          return (
            <Row
              key={number}
              number={number}
              row={row}
              source={
                row ? (state.sources.find(({ id }) => id === row.sourceId)?.name ?? `#${row.sourceId}`) : ''
              }
              top={rowTop(scroll, number)}
              pixels={scroll.rowPixels}
              isActive={number === active}
            />
          )
        })}
      </div>
    </div>
  )
}

interface RowProps {
  readonly number: number
  readonly row: RecordRow | null
  readonly source: string
  readonly top: number
  readonly pixels: number
  readonly isActive: boolean
}

const Row = memo(({ number, row, source, top, pixels, isActive }: RowProps) => (
  <div
    role="row"
    id={`row-${number}`}
    aria-rowindex={number + 1}
    aria-selected={isActive}
    className="record-row"
    style={{ transform: `translateY(${top}px)`, height: pixels }}
  >
    {row ? (
      <>
        <span role="gridcell" className="record-time numeric">
          <Text value={row.time} oneLine limit={80} />
        </span>
        <span role="gridcell" className="record-kind">
          <Kind kind={row.kind} />
        </span>
        <span role="gridcell" className="record-caption">
          <Link to={`/records/${row.id}`} unreached>
            <Text value={row.caption} oneLine limit={CAPTION_UNITS} />
          </Link>
          <Had state={row.state} via={row.via} />
        </span>
        <span role="gridcell" className="record-source muted">
          <Text value={source} oneLine limit={60} />
        </span>
      </>
    ) : (
      <span role="gridcell" className="record-waiting">
        <span className="visually-hidden">{t('timeline.rowLoading', { row: number + 1 })}</span>
      </span>
    )}
  </div>
))
