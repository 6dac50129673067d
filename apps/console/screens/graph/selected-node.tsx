// The identifier in view: what it is, what can be done with it, and its neighbours with the reasons that link them.

import { useMemo } from 'react'
import type { Sources } from '../../lists/sources.ts'
import { TimeSpan } from '../../lists/span-text.tsx'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Text } from '../../parts/text.tsx'
import { identifierKindLabel } from '../people/identifier-kind.ts'
import { CANDIDATE, JUDGED_SAME, type Neighbour, neighboursOf } from './graph-model.ts'
import { type GraphPartProps, reasonLabel } from './graph-part.ts'

const NEIGHBOURS = 100

export interface SelectedNodeProps extends GraphPartProps {
  readonly sources: Sources
}

export function SelectedNode({ state, shown, sources, send, choose }: SelectedNodeProps) {
  const key = state.selected
  const node = useMemo(() => shown.nodes.find((each) => each.key === key), [shown, key])
  const neighbours = useMemo(() => (key === null ? [] : neighboursOf(shown, key)), [shown, key])
  if (node === undefined || key === null)
    return (
      <aside className="graph-side graph-side-empty" aria-label={t('graph.selected')}>
        <p className="muted">{t('graph.selected.none')}</p>
      </aside>
    )
  const isPinned = state.pinned.has(key)
  return (
    <aside className="graph-side" aria-label={t('graph.selected')}>
      <div className="graph-side-head">
        <h2>
          <Text value={node.label} limit={200} />
        </h2>
        <button
          type="button"
          className="button button-quiet button-icon"
          aria-label={t('graph.close')}
          onClick={() => send({ is: 'selected', key: null })}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="row small">
        <span className="tag">{identifierKindLabel(node.kind)}</span>
        {node.isHub && (
          <span className="tag tag-warn">
            <Icon name="hub" />
            {t('graph.hub')}
          </span>
        )}
        {node.deviceOf !== null && (
          <span className="tag tag-accent">
            {t('graph.device', { source: sources.nameOf(node.deviceOf) })}
          </span>
        )}
        <span>{t('lists.records', { count: node.records })}</span>
      </div>
      <p className="muted small">{node.sources.map(sources.nameOf).join(', ')}</p>
      <div className="row">
        <button
          type="button"
          className="button button-main"
          disabled={state.isAsking}
          onClick={() => send({ is: 'expand', key })}
        >
          {t('graph.expand')}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={isPinned}
          onClick={() => send({ is: 'pin-toggled', key })}
        >
          {t(isPinned ? 'graph.unpin' : 'graph.pin')}
        </button>
        <button type="button" className="button" onClick={() => send({ is: 'hide', key })}>
          {t('graph.hide')}
        </button>
        <Link to="/people" carried={key} className="button">
          {t('graph.details')}
        </Link>
      </div>
      {node.more > 0 && <p className="small">{t('graph.more', { count: node.more })}</p>}
      <h3>{t('graph.neighbours', { count: neighbours.length })}</h3>
      <ul className="graph-neighbours">
        {neighbours.slice(0, NEIGHBOURS).map((neighbour) => (
          <NeighbourRow key={neighbour.node.key} neighbour={neighbour} choose={choose} />
        ))}
      </ul>
    </aside>
  )
}

const NeighbourRow = ({
  neighbour: { node, edge },
  choose,
}: {
  readonly neighbour: Neighbour
  readonly choose: (key: string) => void
}) => (
  <li>
    <button type="button" className="link" onClick={() => choose(node.key)}>
      <Text value={node.label} oneLine limit={60} />
    </button>
    <div className="row small">
      {Object.entries(edge.reasons).map(([reason, count]) =>
        reason === CANDIDATE || reason === JUDGED_SAME ? (
          <span key={reason} className={reason === CANDIDATE ? 'tag tag-warn' : 'tag tag-good'}>
            {reasonLabel(reason)}
          </span>
        ) : (
          <span key={reason} className="muted">
            {reasonLabel(reason)}: {number(count)}
          </span>
        ),
      )}
      {edge.firstUtc !== null && <TimeSpan first={edge.firstUtc} last={edge.lastUtc} />}
    </div>
  </li>
)
