// The graph screen's state: what was expanded, what is filtered, chosen, pinned; each step can be undone. The layout runs in
// a worker: the state says what is to be laid out, and an answer to an older question is dropped.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'
import { csrOf } from './csr.ts'
import {
  CANDIDATE,
  emptyGraph,
  type GraphFilter,
  type GraphModel,
  JUDGED_SAME,
  linksOf,
  mergeGraph,
  type ShownGraph,
  shownGraph,
} from './graph-model.ts'
import type { NumberedRequest } from './layout.worker.ts'

/** As many nodes as are asked for at first, and by an expansion. */
const FIRST_NODES = 300
const EXPANSION_NODES = 200
/** Kinds of record that name two identifiers; those turned off are not followed by an expansion either. */
const NAMING_KINDS = ['message', 'call', 'contact', 'voicemail']
/** Steps that can be undone. */
const KEPT_STEPS = 50

/** What an undo goes back to. */
interface GraphPicture {
  readonly model: GraphModel
  /** x, y, x, y, … by number of node. */
  readonly places: Float32Array
  readonly filter: GraphFilter
  readonly pinned: ReadonlySet<string>
}

export interface GraphState extends GraphPicture {
  readonly past: readonly GraphPicture[]
  /** Nodes asked for in the whole. */
  readonly wanted: number
  readonly isCut: boolean
  readonly selected: string | null
  readonly search: string
  readonly view: 'picture' | 'table'
  readonly isAsking: boolean
  readonly refusal: Refusal | null
  /** To be laid out; null when the places stand. */
  readonly layout: NumberedRequest | null
  readonly layouts: number
}

export type GraphEvent =
  | { readonly is: 'asked' }
  /** The screen is opened again: what was laid out stands. */
  | { readonly is: 'resumed' }
  | { readonly is: 'whole-wanted'; readonly nodes: number }
  | {
      readonly is: 'found'
      readonly seeds: readonly string[] | null
      readonly result: Result<OutputOf<'graph.expand'>>
    }
  | { readonly is: 'expand'; readonly key: string }
  | { readonly is: 'laid-out'; readonly number: number; readonly places: Float32Array }
  | { readonly is: 'lay-out-again' }
  | { readonly is: 'reason-toggled'; readonly reason: string }
  | { readonly is: 'hubs-toggled' }
  | { readonly is: 'hide'; readonly key: string }
  | { readonly is: 'show-hidden' }
  | { readonly is: 'selected'; readonly key: string | null }
  | { readonly is: 'moved'; readonly key: string; readonly x: number; readonly y: number }
  | { readonly is: 'pin-toggled'; readonly key: string }
  | { readonly is: 'searched'; readonly text: string }
  | { readonly is: 'view-chosen'; readonly view: GraphState['view'] }
  | { readonly is: 'undo' }

type GraphStep = Step<GraphState, GraphEvent>

/** @param carried  a key to begin from, as another screen hands it over. */
export const graphMachine = (carried: unknown): Machine<GraphState, GraphEvent> => ({
  start: () => startGraph(typeof carried === 'string' ? carried : null),
  update: updateGraph,
})

function startGraph(seed: string | null): GraphStep {
  const state: GraphState = {
    model: emptyGraph,
    places: new Float32Array(0),
    filter: { off: new Set(), hidden: new Set(), hidesHubs: false },
    pinned: new Set(),
    past: [],
    wanted: FIRST_NODES,
    isCut: false,
    selected: seed,
    search: '',
    view: 'picture',
    isAsking: true,
    refusal: null,
    layout: null,
    layouts: 0,
  }
  return ask(state, seed === null ? null : [seed])
}

export function updateGraph(state: GraphState, event: GraphEvent): GraphStep {
  switch (event.is) {
    case 'asked':
      return ask(state, null)
    case 'resumed':
      return state.model.nodes.length === 0 ? ask(state, null) : [{ ...state, isAsking: false }, []]
    case 'whole-wanted':
      return ask({ ...state, wanted: event.nodes }, null)
    case 'expand':
      return ask(state, [event.key])
    case 'found':
      return found(state, event)
    case 'laid-out':
      return event.number === state.layout?.number
        ? [{ ...state, places: event.places, layout: null }, []]
        : [state, []]
    case 'lay-out-again':
      return [withLayout({ ...state, past: remember(state) }, false), []]
    case 'reason-toggled':
      return [withFilter(state, { off: toggled(state.filter.off, event.reason) }), []]
    case 'hubs-toggled':
      return [withFilter(state, { hidesHubs: !state.filter.hidesHubs }), []]
    case 'hide': {
      const next = withFilter(state, { hidden: new Set([...state.filter.hidden, event.key]) })
      return [{ ...next, selected: null }, []]
    }
    case 'show-hidden':
      return [withFilter(state, { hidden: new Set() }), []]
    case 'selected':
      return [{ ...state, selected: event.key }, []]
    case 'moved':
      return [moved(state, event), []]
    case 'pin-toggled':
      return [{ ...state, past: remember(state), pinned: toggled(state.pinned, event.key) }, []]
    case 'searched':
      return [{ ...state, search: event.text }, []]
    case 'view-chosen':
      return [{ ...state, view: event.view }, []]
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined) return [state, []]
      return [{ ...state, ...before, past: state.past.slice(0, -1), layout: null }, []]
    }
  }
}

function ask(state: GraphState, seeds: readonly string[] | null): GraphStep {
  const off = [...state.filter.off].filter((reason) => reason !== CANDIDATE && reason !== JUDGED_SAME)
  const kinds = NAMING_KINDS.filter((kind) => !off.includes(kind))
  const input: InputOf<'graph.expand'> = {
    ...(seeds !== null && { seeds: [...seeds] }),
    steps: 1,
    filter: off.length === 0 ? {} : { kinds },
    limit: seeds === null ? state.wanted : EXPANSION_NODES,
  }
  return [
    { ...state, isAsking: true, refusal: null },
    [callFor('graph.expand', input, (result): GraphEvent => ({ is: 'found', seeds, result }), 'expand')],
  ]
}

function found(state: GraphState, event: Extract<GraphEvent, { readonly is: 'found' }>): GraphStep {
  if (!event.result.ok) return [{ ...state, isAsking: false, refusal: event.result.error }, []]
  const brought = event.result.value
  const isFirst = state.model.nodes.length === 0
  const next: GraphState = {
    ...state,
    past: isFirst ? state.past : remember(state),
    model: mergeGraph(state.model, brought),
    isCut: brought.isCut,
    isAsking: false,
  }
  return [withLayout(next, event.seeds !== null && !isFirst), []]
}

/** @param keepsPlaces  what stands stays about where it is; else everything finds a new place but what is pinned. */
function withLayout(state: GraphState, keepsPlaces: boolean): GraphState {
  const { model, places, pinned, layouts } = state
  if (model.nodes.length === 0) return { ...state, layout: null }
  const csr = csrOf(model.nodes.length, linksOf(model, shownOf(state)))
  const before = new Float32Array(2 * model.nodes.length).fill(Number.NaN)
  before.set(places)
  const number = layouts + 1
  const request: NumberedRequest =
    keepsPlaces || pinned.size > 0
      ? { number, csr, before, pinned: Uint8Array.from(model.nodes, ({ key }) => (pinned.has(key) ? 1 : 0)) }
      : { number, csr }
  return { ...state, layouts: number, layout: request }
}

/** What is drawn and listed. */
export const shownOf = (state: Pick<GraphState, 'model' | 'filter'>): ShownGraph =>
  shownGraph(state.model, state.filter)

const withFilter = (state: GraphState, part: Partial<GraphFilter>): GraphState => ({
  ...state,
  past: remember(state),
  filter: { ...state.filter, ...part },
})

/** A node put somewhere by hand stays there. */
function moved(
  state: GraphState,
  { key, x, y }: { readonly key: string; readonly x: number; readonly y: number },
): GraphState {
  const number = state.model.nodes.findIndex((node) => node.key === key)
  // While a layout runs its answer would put the node back: it lasts a second, and a drag begins again.
  if (state.layout !== null || number < 0 || !Number.isFinite(x) || !Number.isFinite(y)) return state
  const places = state.places.slice()
  places[2 * number] = x
  places[2 * number + 1] = y
  return { ...state, past: remember(state), places, pinned: new Set([...state.pinned, key]) }
}

const remember = ({ past, model, places, filter, pinned }: GraphState): readonly GraphPicture[] =>
  [...past, { model, places, filter, pinned }].slice(-KEPT_STEPS)

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(value)) next.add(value)
  return next
}
