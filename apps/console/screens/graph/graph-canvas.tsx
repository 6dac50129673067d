// The element that holds the picture: hands it scenes as the state changes, and its events to the state.

import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { onAppearance, readPalette } from './drawing.ts'
import type { GraphEvent, GraphState } from './graph.ts'
import type { ShownGraph } from './graph-model.ts'
import { makePicture, type Picture } from './picture.ts'
import type { Palette } from './scene.ts'

export interface GraphCanvasProps {
  readonly state: GraphState
  readonly shown: ShownGraph
  readonly send: (event: GraphEvent) => void
  /** Key to move the view to, with a count so that the same key can be asked for again. */
  readonly target: { readonly key: string; readonly count: number } | null
}

export function GraphCanvas({ state, shown, send, target }: GraphCanvasProps) {
  const container = useRef<HTMLDivElement>(null)
  const [picture, setPicture] = useState<Picture | null>(null)
  const [palette, setPalette] = useState<Palette | null>(null)

  useEffect(() => {
    const element = container.current!
    const colors = readPalette(element)
    const made = makePicture(element, colors, {
      onSelect: (key) => send({ is: 'selected', key }),
      onExpand: (key) => send({ is: 'expand', key }),
      onMove: (key, x, y) => send({ is: 'moved', key, x, y }),
    })
    setPalette(colors)
    setPicture(made)
    const end = onAppearance(() => setPalette(readPalette(element)))
    return () => {
      end()
      made.end()
    }
  }, [send])

  const numberOf = useMemo(
    () => new Map(state.model.nodes.map((node, number) => [node.key, number])),
    [state.model.nodes],
  )
  useEffect(() => {
    if (picture === null || palette === null) return
    picture.show({ shown, numberOf, places: state.places, pinned: state.pinned, palette })
  }, [picture, palette, shown, numberOf, state.places, state.pinned])
  useEffect(() => picture?.select(state.selected), [picture, state.selected])
  useEffect(() => {
    if (target !== null) picture?.look(target.key)
  }, [picture, target])

  return (
    <div className="graph-picture">
      <div ref={container} className="graph-canvas" role="img" aria-label={t('graph.picture')} />
      <div className="picture-zoom no-print">
        <button
          type="button"
          className="button"
          onClick={() => picture?.zoom(1.6)}
          aria-label={t('graph.zoomIn')}
        >
          +
        </button>
        <button
          type="button"
          className="button"
          onClick={() => picture?.zoom(1 / 1.6)}
          aria-label={t('graph.zoomOut')}
        >
          −
        </button>
        <button type="button" className="button" onClick={() => picture?.fit()}>
          {t('graph.fit')}
        </button>
      </div>
      {state.layout !== null && (
        <p className="graph-busy" role="status">
          <span className="spinner" aria-hidden="true" />
          {t('graph.layingOut')}
        </p>
      )}
      <Legend />
    </div>
  )
}

const Legend = () => (
  <details className="graph-legend" open={matchMedia('(min-width: 1200px)').matches}>
    <summary>
      <Icon name="info" /> {t('graph.legend')}
    </summary>
    <ul className="small">
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <line className="legend-edge" x1="1" x2="27" y1="6" y2="6" />
        </svg>
        {t('graph.legend.recorded')}
      </li>
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <line className="legend-judged" x1="1" x2="27" y1="6" y2="6" />
        </svg>
        {t('graph.legend.judged-same')}
      </li>
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <line className="legend-candidate" x1="1" x2="27" y1="6" y2="6" />
        </svg>
        {t('graph.legend.candidate')}
      </li>
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <circle className="legend-device" cx="14" cy="6" r="3" />
          <circle className="legend-device-ring" cx="14" cy="6" r="5" />
        </svg>
        {t('graph.legend.device')}
      </li>
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <circle className="legend-hub" cx="14" cy="6" r="2.5" />
          <path className="legend-hub-ring" d="M14 .8 19.2 6 14 11.2 8.8 6z" />
        </svg>
        {t('graph.legend.hub')}
      </li>
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <circle className="legend-node" cx="14" cy="6" r="5" />
          <circle className="legend-pin" cx="14" cy="6" r="2" />
        </svg>
        {t('graph.legend.pinned')}
      </li>
    </ul>
  </details>
)
