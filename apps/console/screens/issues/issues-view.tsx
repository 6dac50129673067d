// Draws the issues as a table, each with its sentence, its place and its code.

import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { ListEnd } from '../../lists/list-end.tsx'
import { isEmpty } from '../../lists/paged-list.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { useSources } from '../../lists/sources.ts'
import { en } from '../../messages/en.ts'
import { t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { carriedFilter, type IssueFilter, type IssueRow, issuesMachine } from './issues.ts'
import '../../lists/lists.css'

export function IssuesView({ carried }: ScreenProps) {
  const [{ filter, list }, send] = useMachine(() => issuesMachine(carriedFilter(carried)))
  const sources = useSources()
  return (
    <Page title={t('issues.title')} lead={t('issues.lead')}>
      <search className="filter-row">
        <SourceSelect
          sources={sources.list}
          value={filter.sourceId}
          onChoose={(sourceId) => send({ is: 'filter', part: { sourceId } })}
        />
        <label className="field">
          <span>{t('issues.severity')}</span>
          <select
            value={filter.severity ?? ''}
            onChange={(event) =>
              send({
                is: 'filter',
                part: { severity: (event.target.value || null) as IssueFilter['severity'] },
              })
            }
          >
            <option value="">{t('issues.severity.any')}</option>
            <option value="error">{t('issues.severity.error')}</option>
            <option value="warning">{t('issues.severity.warning')}</option>
          </select>
        </label>
        {filter.code !== null && (
          <button
            type="button"
            className="button"
            onClick={() => send({ is: 'filter', part: { code: null } })}
          >
            <span className="code">{filter.code}</span> ×{' '}
            <span className="visually-hidden">{t('issues.code.any')}</span>
          </button>
        )}
      </search>
      {list.rows.length > 0 && (
        <ScrolledTable label={t('issues.table')}>
          <caption className="visually-hidden">{t('issues.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('issues.severity')}</th>
              <th scope="col">{t('issues.column.what')}</th>
              <th scope="col">{t('issues.column.where')}</th>
              <th scope="col">{t('issues.column.source')}</th>
              <th scope="col">{t('issues.column.artifact')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={row.id} row={row} source={sources.nameOf(row.sourceId)} />
            ))}
          </tbody>
        </ScrolledTable>
      )}
      {isEmpty(list) && <Empty icon="warning" title={t('issues.none')} />}
      <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
    </Page>
  )
}

const Row = ({ row, source }: { readonly row: IssueRow; readonly source: string }) => (
  <tr>
    <td>
      <span
        className={
          row.severity === 'error' ? 'tag tag-bad' : row.severity === 'warning' ? 'tag tag-warn' : 'tag'
        }
      >
        {severityText(row.severity)}
      </span>
    </td>
    <td>
      <Text value={row.sentence} limit={500} />
      <div className="muted code small">{row.code}</div>
    </td>
    <td>
      {row.path !== null && <Text value={row.path} limit={300} />}
      {row.place !== '' && (
        <div className="muted">
          <Text value={row.place} limit={300} />
        </div>
      )}
    </td>
    <td>{source}</td>
    <td className="code">
      {row.artifact.id} {row.artifact.version}
    </td>
  </tr>
)

const severityText = (severity: string): string => {
  const key = `issues.severity.${severity}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : severity
}
