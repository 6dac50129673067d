// The graph as a table: each identifier with its links. It tells by keys and by ear what the picture shows.

import type { Sources } from '../../lists/sources.ts'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Text } from '../../parts/text.tsx'
import { identifierKindLabel } from '../people/identifier-kind.ts'
import type { GraphState } from './graph.ts'
import { type ShownGraph, searchNodes } from './graph-model.ts'

const ROWS = 300

export interface GraphTableProps {
  readonly state: GraphState
  readonly shown: ShownGraph
  readonly sources: Sources
  readonly choose: (key: string) => void
}

export function GraphTable({ state, shown, sources, choose }: GraphTableProps) {
  const links = new Map<string, number>()
  for (const { edge } of shown.edges)
    for (const end of [edge.left, edge.right]) links.set(end, (links.get(end) ?? 0) + 1)
  const nodes = searchNodes(shown, state.search)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="table-wrap graph-table" tabIndex={0} aria-label={t('graph.table')}>
      <table>
        <caption>
          {t('graph.table')}
          {nodes.length > ROWS && ` ${t('graph.table.first', { count: ROWS })}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('graph.column.identifier')}</th>
            <th scope="col">{t('graph.column.kind')}</th>
            <th scope="col" className="numeric">
              {t('graph.column.records')}
            </th>
            <th scope="col" className="numeric">
              {t('graph.column.links')}
            </th>
            <th scope="col">{t('graph.column.sources')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.slice(0, ROWS).map((node) => (
            <tr key={node.key} aria-current={node.key === state.selected}>
              <th scope="row">
                <button type="button" className="link" onClick={() => choose(node.key)}>
                  <Text value={node.label} oneLine limit={80} />
                </button>
              </th>
              <td>
                {identifierKindLabel(node.kind)}{' '}
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
              </td>
              <td className="numeric">{number(node.records)}</td>
              <td className="numeric">{number(links.get(node.key) ?? 0)}</td>
              <td>{node.sources.map(sources.nameOf).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
