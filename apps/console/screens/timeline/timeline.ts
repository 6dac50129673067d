// The timeline's state: filter, histograms, the rows in view. Rows come in blocks, one call at a time, always those in view
// first; blocks far from the view are let go, so memory stays flat.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf, RecordFilter, RecordRow } from '@manumit/contract'
import { type Command, callFor, type Machine, type Step } from '../../frame/machine.ts'
import { type Histogram, indexRows, type PageStart, type RowIndex, rowAt, startOf } from './row-index.ts'
import { movedTo, resized, rowsInView, type Scroll, scrolled, settled, shownRow } from './scroll.ts'

export const BLOCK_ROWS = 100
const KEPT_BLOCKS = 40
const SPANS = 1000
const REST_MILLISECONDS = 140
const TYPING_MILLISECONDS = 300

export interface Timeline {
  readonly filter: RecordFilter
  /** Under the filter but for its range of time: what the brush moves over. */
  readonly overview: Histogram | null
  /** Under the whole filter: what the list counts by. */
  readonly index: RowIndex | null
  readonly blocks: ReadonlyMap<number, readonly RecordRow[]>
  readonly scroll: Scroll
  /** The row that arrow keys stand on. */
  readonly active: number
  /** The answer to an older filter is nobody's. */
  readonly generation: number
  readonly isLoading: boolean
  /** The index is that of the filter; while it is counted anew, rows of the old one stay in view and none are fetched. */
  readonly isCounted: boolean
  readonly refusal: Refusal | null
  readonly sources: readonly { readonly id: number; readonly name: string }[]
  /** Under a text: how far records were looked through, where not to the end. */
  readonly scannedTo: number | null
}

type Told<Id extends 'timeline.page' | 'timeline.histogram' | 'case.overview'> = Result<OutputOf<Id>>

export type TimelineEvent =
  | { readonly is: 'sources-told'; readonly result: Told<'case.overview'> }
  | { readonly is: 'overview-told'; readonly generation: number; readonly result: Told<'timeline.histogram'> }
  | { readonly is: 'index-told'; readonly generation: number; readonly result: Told<'timeline.histogram'> }
  | {
      readonly is: 'rows-told'
      readonly generation: number
      readonly firstBlock: number
      readonly blocks: number
      /** Rows of the same blocks that came before: under a text a page may be short. */
      readonly had: readonly RecordRow[]
      readonly result: Told<'timeline.page'>
    }
  | { readonly is: 'filtered'; readonly change: FilterChange }
  | { readonly is: 'filter-settled' }
  | { readonly is: 'filter-cleared' }
  | { readonly is: 'kind-toggled'; readonly kind: string }
  | { readonly is: 'scrolled'; readonly barTop: number }
  | { readonly is: 'scroll-rested' }
  | { readonly is: 'measured'; readonly rowPixels: number; readonly viewPixels: number }
  | { readonly is: 'active-moved'; readonly to: number }
  | { readonly is: 'time-sought'; readonly utc: number }
  | { readonly is: 'resumed' }

/** undefined takes a part of the filter away. */
export type FilterChange = { readonly [Name in keyof RecordFilter]?: RecordFilter[Name] | undefined }

export const timeline = (filter: RecordFilter): Machine<Timeline, TimelineEvent> => ({
  start: () => {
    const state: Timeline = {
      filter,
      overview: null,
      index: null,
      blocks: new Map(),
      scroll: { rows: 0, rowPixels: 36, viewPixels: 600, top: 0, barTop: 0 },
      active: 0,
      generation: 0,
      isLoading: false,
      isCounted: false,
      refusal: null,
      sources: [],
      scannedTo: null,
    }
    return [state, [askSources, ...askHistograms(state)]]
  },
  update,
})

function update(state: Timeline, event: TimelineEvent): Step<Timeline, TimelineEvent> {
  switch (event.is) {
    case 'sources-told':
      return event.result.ok
        ? [{ ...state, sources: event.result.value.sources.map(({ id, name }) => ({ id, name })) }, []]
        : [state, []]
    case 'overview-told':
      if (event.generation !== state.generation) return [state, []]
      return event.result.ok
        ? [{ ...state, overview: event.result.value }, []]
        : [{ ...state, refusal: event.result.error }, []]
    case 'index-told': {
      if (event.generation !== state.generation) return [state, []]
      if (!event.result.ok) return [{ ...state, refusal: event.result.error }, []]
      const index = indexRows(event.result.value)
      return loadRows({
        ...state,
        index,
        scannedTo: event.result.value.scannedTo ?? null,
        blocks: new Map(),
        isLoading: false,
        isCounted: true,
        scroll: resized(state.scroll, { rows: index.rows }),
        active: Math.min(state.active, Math.max(0, index.rows - 1)),
      })
    }
    case 'rows-told':
      return takeRows(state, event)
    case 'filtered': {
      const next = filterBy(state, { ...state.filter, ...event.change } as RecordFilter)
      const isTyped = 'text' in event.change || 'party' in event.change
      return isTyped
        ? [
            next,
            [
              {
                do: 'after',
                milliseconds: TYPING_MILLISECONDS,
                key: 'filter',
                event: { is: 'filter-settled' },
              },
            ],
          ]
        : [next, askHistograms(next)]
    }
    case 'filter-settled':
      return [state, askHistograms(state)]
    case 'filter-cleared': {
      const next = filterBy(state, {})
      return [next, askHistograms(next)]
    }
    case 'kind-toggled': {
      const kinds = state.filter.kinds ?? []
      const left = kinds.includes(event.kind)
        ? kinds.filter((kind) => kind !== event.kind)
        : [...kinds, event.kind]
      return update(state, { is: 'filtered', change: { kinds: left.length > 0 ? left : undefined } })
    }
    case 'scrolled': {
      if (event.barTop === state.scroll.barTop) return [state, []]
      const [next, commands] = loadRows({ ...state, scroll: scrolled(state.scroll, event.barTop) })
      return [
        next,
        [
          ...commands,
          { do: 'after', milliseconds: REST_MILLISECONDS, key: 'rest', event: { is: 'scroll-rested' } },
        ],
      ]
    }
    case 'scroll-rested':
      return [{ ...state, scroll: settled(state.scroll) }, []]
    case 'measured':
      return loadRows({ ...state, scroll: resized(state.scroll, event) })
    case 'active-moved': {
      const active = Math.max(0, Math.min(event.to, state.scroll.rows - 1))
      return loadRows({ ...state, active, scroll: shownRow(state.scroll, active) })
    }
    case 'time-sought': {
      if (!state.index) return [state, []]
      const active = rowAt(state.index, event.utc)
      return loadRows({ ...state, active, scroll: movedTo(state.scroll, active) })
    }
    case 'resumed':
      return [state, [askSources, ...askHistograms(state)]]
  }
}

/** Without the parts that are undefined or empty; the rows of the old filter stay until the new ones are counted. */
function filterBy(state: Timeline, filter: RecordFilter): Timeline {
  const kept: RecordFilter = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  )
  return {
    ...state,
    filter: kept,
    generation: state.generation + 1,
    refusal: null,
    isLoading: false,
    isCounted: false,
    active: 0,
    scroll: movedTo(state.scroll, 0),
  }
}

/** Asks for the first rows in view that are not there, unless a call is under way: its answer asks again. */
function loadRows(state: Timeline): Step<Timeline, TimelineEvent> {
  if (state.isLoading || !state.isCounted || !state.index || state.index.rows === 0) return [state, []]
  const lastBlock = Math.floor((state.index.rows - 1) / BLOCK_ROWS)
  const { first, end } = rowsInView(state.scroll)
  const from = Math.floor(first / BLOCK_ROWS)
  const to = Math.min(lastBlock, Math.floor(Math.max(first, end - 1) / BLOCK_ROWS))
  const wanted = range(from, to).find((block) => !state.blocks.has(block)) ?? near(state, from, to, lastBlock)
  if (wanted === undefined) return [state, []]
  const blocks = wanted < to && wanted >= from && !state.blocks.has(wanted + 1) ? 2 : 1
  const start = startOf(state.index, wanted * BLOCK_ROWS)
  return [{ ...state, isLoading: true }, [askRows(state, start, { firstBlock: wanted, blocks, had: [] })]]
}

interface Wanted {
  readonly firstBlock: number
  readonly blocks: number
  readonly had: readonly RecordRow[]
}

const askRows = (
  { filter, generation }: Timeline,
  start: PageStart,
  wanted: Wanted,
): Command<TimelineEvent> =>
  callFor(
    'timeline.page',
    { filter, start, limit: wanted.blocks * BLOCK_ROWS - wanted.had.length },
    (result): TimelineEvent => ({ is: 'rows-told', generation, ...wanted, result }),
    'rows',
  )

/** A neighbour of the view that is not there yet. */
const near = (state: Timeline, from: number, to: number, last: number): number | undefined =>
  [to + 1, from - 1].find((block) => block >= 0 && block <= last && !state.blocks.has(block))

function takeRows(
  state: Timeline,
  { generation, firstBlock, blocks: count, had, result }: TimelineEvent & { readonly is: 'rows-told' },
): Step<Timeline, TimelineEvent> {
  if (generation !== state.generation) return [state, []]
  if (!result.ok) return [{ ...state, isLoading: false, refusal: result.error }, []]
  const rows = [...had, ...result.value.rows]
  const { next } = result.value
  if (rows.length < count * BLOCK_ROWS && next !== null)
    return [
      { ...state, blocks: withRows(state.blocks, firstBlock, rows), refusal: null },
      [askRows(state, { at: 'cursor', after: next }, { firstBlock, blocks: count, had: rows })],
    ]
  const blocks = withRows(state.blocks, firstBlock, rows)
  for (let block = firstBlock; block < firstBlock + count; block++)
    if (!blocks.has(block)) blocks.set(block, [])
  const middle = Math.floor(rowsInView(state.scroll).first / BLOCK_ROWS)
  const farFirst = [...blocks.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
  for (const block of farFirst.slice(0, Math.max(0, blocks.size - KEPT_BLOCKS))) blocks.delete(block)
  return loadRows({ ...state, blocks, isLoading: false, refusal: null })
}

/** Blocks with the rows that have come, from the first of a block on. */
function withRows(
  before: Timeline['blocks'],
  firstBlock: number,
  rows: readonly RecordRow[],
): Map<number, readonly RecordRow[]> {
  const blocks = new Map(before)
  for (let i = 0; i * BLOCK_ROWS < rows.length; i++)
    blocks.set(firstBlock + i, rows.slice(i * BLOCK_ROWS, (i + 1) * BLOCK_ROWS))
  return blocks
}

/** The row of a number; null while it is not there. */
export const rowOf = (state: Timeline, row: number): RecordRow | null =>
  state.blocks.get(Math.floor(row / BLOCK_ROWS))?.[row % BLOCK_ROWS] ?? null

const askSources: Command<TimelineEvent> = callFor(
  'case.overview',
  {},
  (result): TimelineEvent => ({ is: 'sources-told', result }),
  'sources',
)

function askHistograms({ filter, generation }: Timeline): Command<TimelineEvent>[] {
  const { from: _from, to: _to, ...whole } = filter
  return [
    callFor(
      'timeline.histogram',
      { filter, spans: SPANS },
      (result): TimelineEvent => ({ is: 'index-told', generation, result }),
      'index',
    ),
    callFor(
      'timeline.histogram',
      { filter: whole, spans: SPANS },
      (result): TimelineEvent => ({ is: 'overview-told', generation, result }),
      'overview',
    ),
  ]
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
