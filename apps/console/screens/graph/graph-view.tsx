// Draws the graph screen: what links, the picture or the table, and the identifier in view with its neighbours.

import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { useSources } from '../../lists/sources.ts'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { visibleText } from '../../parts/visible.ts'
import { type Drawing, drawingOf } from './drawing.ts'
import { type GraphEvent, graphMachine, shownOf } from './graph.ts'
import { reasonsOf, searchNodes } from './graph-model.ts'
import { type GraphPartProps, reasonLabel } from './graph-part.ts'
import { GraphTable } from './graph-table.tsx'
import type { NumberedPlaces, NumberedRequest } from './layout.worker.ts'
import { SelectedNode } from './selected-node.tsx'
import '../../lists/lists.css'
import './graph.css'

/** Its drawing library is large and asks for WebGL when it loads. */
const GraphCanvas = lazy(async () => ({ default: (await import('./graph-canvas.tsx')).GraphCanvas }))

const SOFTWARE_NODES = 2000
const WANTED = [100, 300, 1000, 3000, 10_000]
const FOUND_SHOWN = 8

/** @param carried  key of an identifier to begin with. */
export function GraphView({ carried }: ScreenProps) {
  const [state, send] = useMachine(
    () => graphMachine(carried),
    carried === undefined ? { name: 'graph', resume: { is: 'resumed' } } : null,
  )
  const [drawing] = useState(drawingOf)
  const [target, setTarget] = useState<{ readonly key: string; readonly count: number } | null>(null)
  const sources = useSources()
  useLayout(state.layout, send)
  const shown = useMemo(() => shownOf(state), [state.model, state.filter])
  const isPicture = state.view === 'picture' && drawing !== 'none'
  const choose = (key: string) => {
    send({ is: 'selected', key })
    setTarget((before) => ({ key, count: (before?.count ?? 0) + 1 }))
  }
  const isEmpty = state.model.nodes.length === 0 && !state.isAsking && state.refusal === null
  return (
    <Page
      title={t('graph.title')}
      layout="fill"
      lead={t('graph.lead')}
      tools={
        <Choice
          label={t('graph.view')}
          value={state.view}
          options={[
            ['picture', t('graph.view.picture')],
            ['table', t('graph.view.table')],
          ]}
          onChoose={(view) => send({ is: 'view-chosen', view })}
        />
      }
    >
      <Tools state={state} shown={shown} send={send} choose={choose} />
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'asked' })} />}
      <DrawingNote drawing={drawing} nodes={shown.nodes.length} />
      {isEmpty && (
        <Empty icon="graph" title={t('graph.empty')}>
          {t('graph.empty.text')}
        </Empty>
      )}
      {state.isAsking && state.model.nodes.length === 0 && <Loading />}
      {state.model.nodes.length > 0 && (
        <div className="graph-body">
          {isPicture ? (
            <Suspense fallback={<Loading />}>
              <GraphCanvas state={state} shown={shown} send={send} target={target} />
            </Suspense>
          ) : (
            <GraphTable state={state} shown={shown} sources={sources} choose={choose} />
          )}
          <SelectedNode state={state} shown={shown} sources={sources} send={send} choose={choose} />
        </div>
      )}
    </Page>
  )
}

/** One worker while the screen is open; an answer to an older question is dropped by the machine. */
function useLayout(request: NumberedRequest | null, send: (event: GraphEvent) => void): void {
  const [worker, setWorker] = useState<Worker | null>(null)
  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    made.addEventListener('message', (message: MessageEvent<NumberedPlaces>) =>
      send({ is: 'laid-out', number: message.data.number, places: message.data.places }),
    )
    setWorker(made)
    return () => made.terminate()
  }, [send])
  useEffect(() => {
    if (request !== null) worker?.postMessage(request)
  }, [worker, request])
}

function DrawingNote({ drawing, nodes }: { readonly drawing: Drawing; readonly nodes: number }) {
  if (drawing === 'hardware' || (drawing === 'software' && nodes <= SOFTWARE_NODES)) return null
  return <p className="note note-warn">{t(drawing === 'none' ? 'graph.noWebgl' : 'graph.software')}</p>
}

function Tools({ state, shown, send, choose }: GraphPartProps) {
  const { hidden, hidesHubs, off } = state.filter
  return (
    <div className="graph-tools">
      <Find state={state} shown={shown} send={send} choose={choose} />
      <fieldset className="plain row">
        <legend className="visually-hidden">{t('graph.reasons')}</legend>
        {reasonsOf(state.model).map(([reason, count]) => (
          <button
            key={reason}
            type="button"
            className="button"
            aria-pressed={!off.has(reason)}
            onClick={() => send({ is: 'reason-toggled', reason })}
          >
            {t('graph.reason', { reason: reasonLabel(reason), count })}
          </button>
        ))}
      </fieldset>
      <div className="row">
        <label className="check">
          <input type="checkbox" checked={hidesHubs} onChange={() => send({ is: 'hubs-toggled' })} />
          {t('graph.hubs')}
        </label>
        {hidden.size > 0 && (
          <button type="button" className="button" onClick={() => send({ is: 'show-hidden' })}>
            {t('graph.showHidden', { count: hidden.size })}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={state.layout !== null}
          onClick={() => send({ is: 'lay-out-again' })}
        >
          {t('graph.layOut')}
        </button>
        <button
          type="button"
          className="button"
          disabled={state.past.length === 0}
          onClick={() => send({ is: 'undo' })}
        >
          <Icon name="undo" />
          {t('graph.undo')}
        </button>
        <label className="field-inline">
          <span className="visually-hidden">{t('graph.wanted')}</span>
          <select
            value={state.wanted}
            onChange={(event) => send({ is: 'whole-wanted', nodes: Number(event.target.value) })}
          >
            {WANTED.map((count) => (
              <option key={count} value={count}>
                {t('graph.wanted')} {t('graph.wanted.nodes', { count })}
              </option>
            ))}
          </select>
        </label>
        <span className="muted small numeric" role="status">
          {t('graph.counts', { nodes: shown.nodes.length, edges: shown.edges.length })}
          {state.isCut && ` · ${t('graph.cut', { nodes: number(state.model.nodes.length) })}`}
        </span>
      </div>
    </div>
  )
}

/** Finds by words or digits; what is found is a list of buttons, so it works by keys and is read out. */
function Find({ state, shown, send, choose }: GraphPartProps) {
  const isSearching = state.search.trim() !== '' && state.view === 'picture'
  const found = useMemo(
    () => (isSearching ? searchNodes(shown, state.search).slice(0, FOUND_SHOWN) : []),
    [isSearching, shown, state.search],
  )
  return (
    <search className="graph-find">
      <label className="field">
        <span className="visually-hidden">{t('graph.find')}</span>
        <input
          type="search"
          dir="auto"
          maxLength={200}
          placeholder={t('graph.find')}
          value={state.search}
          onChange={(event) => send({ is: 'searched', text: event.target.value })}
        />
      </label>
      {isSearching && (
        <ul className="graph-found card">
          {found.length === 0 && <li className="muted">{t('graph.find.none')}</li>}
          {found.map((node) => (
            <li key={node.key}>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  choose(node.key)
                  send({ is: 'searched', text: '' })
                }}
              >
                {visibleText(node.label)}
                <span className="muted small">{t('lists.records', { count: node.records })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}
