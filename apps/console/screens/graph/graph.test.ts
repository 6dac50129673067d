import { describe, expect, it } from 'vitest'
import { type GraphEvent, type GraphState, graphMachine, shownOf, updateGraph } from './graph.ts'
import {
  type GraphEdge,
  type GraphNode,
  mergeGraph,
  neighboursOf,
  reasonsOf,
  searchNodes,
} from './graph-model.ts'

const node = (key: string, more: Partial<GraphNode> = {}): GraphNode => ({
  key,
  label: key,
  kind: 'phone',
  deviceOf: null,
  records: 1,
  sources: [1],
  isHub: false,
  more: 0,
  ...more,
})
const edge = (left: string, right: string, reasons: GraphEdge['reasons']): GraphEdge => ({
  left,
  right,
  reasons,
  firstUtc: null,
  lastUtc: null,
})

const WHOLE = {
  nodes: [node('a', { records: 9 }), node('b', { isHub: true }), node('phone:+15550100', { label: 'Ada' })],
  edges: [edge('a', 'b', { message: 4 }), edge('a', 'phone:+15550100', { call: 2, candidate: 1 })],
  isCut: false,
}

const send = (state: GraphState, ...events: GraphEvent[]): GraphState =>
  events.reduce((now, event) => updateGraph(now, event)[0], state)

function opened(): GraphState {
  const [start] = graphMachine(undefined).start()
  const asked = send(start, { is: 'found', seeds: null, result: { ok: true, value: WHOLE } })
  return send(asked, {
    is: 'laid-out',
    number: asked.layout!.number,
    places: Float32Array.from([0, 0, 1, 0, 0, 1]),
  })
}

describe('the graph as a model', () => {
  it('merges an expansion without turning a link about or listing it twice', () => {
    const merged = mergeGraph(WHOLE, {
      nodes: [node('c'), node('a', { records: 12 })],
      edges: [edge('b', 'a', { message: 5 })],
    })
    expect(merged.nodes.map(({ key }) => key)).toEqual(['a', 'b', 'phone:+15550100', 'c'])
    expect(merged.nodes[0]!.records).toBe(12)
    expect(merged.edges).toHaveLength(2)
    expect(merged.edges[0]!.reasons).toEqual({ message: 5 })
  })

  it('lists reasons with records first, then candidates', () => {
    expect(reasonsOf(WHOLE)).toEqual([
      ['call', 1],
      ['message', 1],
      ['candidate', 1],
    ])
  })

  it('draws a recorded link and a candidate between the same two apart', () => {
    const shown = shownOf({ model: WHOLE, filter: { off: new Set(), hidden: new Set(), hidesHubs: false } })
    expect(shown.edges.map(({ certainty, records }) => [certainty, records])).toEqual([
      ['recorded', 4],
      ['candidate', 0],
      ['recorded', 2],
    ])
    expect(neighboursOf(shown, 'a').map((neighbour) => neighbour.node.key)).toEqual(['b', 'phone:+15550100'])
  })

  it('finds a number by its digits, however they are spaced', () => {
    const shown = shownOf({ model: WHOLE, filter: { off: new Set(), hidden: new Set(), hidesHubs: false } })
    expect(searchNodes(shown, '555 01-00').map(({ key }) => key)).toEqual(['phone:+15550100'])
    expect(searchNodes(shown, 'ADA').map(({ key }) => key)).toEqual(['phone:+15550100'])
    expect(searchNodes(shown, '')[0]!.key).toBe('a')
  })
})

describe('the graph screen', () => {
  it('begins with the identifiers most often named, or with the one it was opened for', () => {
    const [, [whole]] = graphMachine(undefined).start()
    expect(whole).toMatchObject({
      do: 'call',
      route: 'graph.expand',
      input: { steps: 1, filter: {}, limit: 300 },
    })
    const [state, [one]] = graphMachine('a').start()
    expect(one).toMatchObject({ input: { seeds: ['a'] } })
    expect(state.selected).toBe('a')
  })

  it('drops the answer to a layout that was overtaken', () => {
    const state = opened()
    const expanding = send(state, { is: 'found', seeds: ['a'], result: { ok: true, value: WHOLE } })
    const late = send(expanding, { is: 'laid-out', number: 1, places: new Float32Array(6) })
    expect(late.layout?.number).toBe(2)
    expect(late.places).toBe(state.places)
  })

  it('keeps what stands where it is when it expands', () => {
    const state = send(opened(), {
      is: 'found',
      seeds: ['a'],
      result: { ok: true, value: { nodes: [node('c')], edges: [edge('a', 'c', { call: 1 })], isCut: true } },
    })
    expect([...state.layout!.before!].map((value) => (Number.isNaN(value) ? null : value))).toEqual([
      0,
      0,
      1,
      0,
      0,
      1,
      null,
      null,
    ])
    expect(state.isCut).toBe(true)
  })

  it('pins what is moved by hand, and nothing while a layout runs', () => {
    const moved = send(opened(), { is: 'moved', key: 'b', x: 7, y: 8 })
    expect([...moved.places]).toEqual([0, 0, 7, 8, 0, 1])
    expect(moved.pinned.has('b')).toBe(true)
    const running = send(moved, { is: 'lay-out-again' })
    expect(running.layout!.pinned).toEqual(Uint8Array.from([0, 1, 0]))
    expect(send(running, { is: 'moved', key: 'a', x: 1, y: 1 })).toBe(running)
  })

  it('undoes each step: an expansion, a filter, something put aside, a move', () => {
    const start = opened()
    const steps: GraphEvent[] = [
      {
        is: 'found',
        seeds: ['a'],
        result: { ok: true, value: { nodes: [node('c')], edges: [], isCut: false } },
      },
      { is: 'reason-toggled', reason: 'call' },
      { is: 'hubs-toggled' },
      { is: 'hide', key: 'a' },
      { is: 'pin-toggled', key: 'b' },
    ]
    const done = send(start, ...steps)
    expect(shownOf(done).nodes.map(({ key }) => key)).toEqual(['phone:+15550100', 'c'])
    const undone = send(done, ...steps.map((): GraphEvent => ({ is: 'undo' })))
    for (const part of ['model', 'places', 'filter', 'pinned'] as const)
      expect(undone[part]).toEqual(start[part])
    expect(send(undone, { is: 'undo' })).toBe(undone)
  })

  it('does not follow kinds that are turned off', () => {
    const off = send(
      opened(),
      { is: 'reason-toggled', reason: 'call' },
      { is: 'reason-toggled', reason: 'candidate' },
    )
    const [, [command]] = updateGraph(off, { is: 'expand', key: 'a' })
    expect(command).toMatchObject({
      input: { seeds: ['a'], filter: { kinds: ['message', 'contact', 'voicemail'] } },
    })
  })

  it('keeps the picture when an expansion is refused', () => {
    const state = opened()
    const refused = send(state, {
      is: 'found',
      seeds: ['a'],
      result: { ok: false, error: { code: 'E_SIGNED_OUT' } },
    })
    expect(refused.model).toBe(state.model)
    expect(refused.refusal?.code).toBe('E_SIGNED_OUT')
  })
})
