// Draws the log as a table, with a button that recomputes its chain.

import { useMachine } from '../../frame/use-machine.ts'
import { ListEnd } from '../../lists/list-end.tsx'
import { isEmpty } from '../../lists/paged-list.ts'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { clockOf, dayOf } from '../../parts/time.ts'
import { type AuditRow, auditMachine, type ChainState, chainMachine } from './audit.ts'
import '../../lists/lists.css'

export function AuditView() {
  const [state, send] = useMachine(auditMachine, { name: 'audit', resume: { is: 'ask' } })
  const [chain, sendChain] = useMachine(chainMachine)
  const { list } = state
  return (
    <Page
      title={t('audit.title')}
      lead={t('audit.lead')}
      tools={
        <button
          type="button"
          className="button"
          disabled={chain.is === 'asking'}
          onClick={() => sendChain({ is: 'verify' })}
        >
          <Icon name="audit" />
          {t('audit.verify')}
        </button>
      }
    >
      <Chain chain={chain} />
      <search className="filter-row">
        <label className="field field-wide">
          <span>{t('audit.action')}</span>
          <input
            type="search"
            maxLength={80}
            placeholder={t('audit.action.hint')}
            value={state.filter.action}
            onChange={(event) => send({ is: 'filter', part: { action: event.target.value }, isTyped: true })}
          />
        </label>
      </search>
      {list.rows.length > 0 && (
        <ScrolledTable isWide label={t('audit.table')}>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                {t('audit.column.seq')}
              </th>
              <th scope="col">{t('audit.column.at')}</th>
              <th scope="col">{t('audit.column.actor')}</th>
              <th scope="col">{t('audit.column.action')}</th>
              <th scope="col">{t('audit.column.subject')}</th>
              <th scope="col">{t('audit.column.data')}</th>
              <th scope="col">{t('audit.column.hash')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={row.seq} row={row} />
            ))}
          </tbody>
        </ScrolledTable>
      )}
      {isEmpty(list) && <Empty icon="audit" title={t('audit.empty')} />}
      <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
    </Page>
  )
}

function Chain({ chain }: { readonly chain: ChainState }) {
  switch (chain.is) {
    case 'unasked':
      return null
    case 'asking':
      return <Loading what={t('audit.verifying')} />
    case 'refused':
      return <Refused refusal={chain.refusal} />
    case 'told':
      return chain.chain.intact ? (
        <p className="note" role="status">
          <Icon name="approvals" />{' '}
          <span className="text">
            {t('audit.intact', { entries: chain.chain.entries, hash: chain.chain.headHash })}
          </span>
        </p>
      ) : (
        <p className="note note-warn" role="alert">
          <Icon name="warning" /> {t('audit.broken', { seq: chain.chain.seq, problem: chain.chain.problem })}
        </p>
      )
  }
}

const Row = ({ row }: { readonly row: AuditRow }) => (
  <tr>
    <td className="numeric">{number(row.seq)}</td>
    <td className="numeric unbroken">
      {dayOf(row.at)} {clockOf(row.at)}
    </td>
    <td>
      <Text value={row.actor} limit={80} />
    </td>
    <td className="code">
      <Text value={row.action} limit={80} />
    </td>
    <td>
      <Text value={row.subject} limit={160} />
    </td>
    <td className="code audit-data">
      <Data data={row.data} />
    </td>
    <td className="code" title={row.hash}>
      {row.hash.slice(0, 12)}…
    </td>
  </tr>
)

/** Names and values on a line each; what is deeper as JSON. */
function Data({ data }: { readonly data: unknown }) {
  if (data === null || data === undefined) return null
  if (typeof data !== 'object' || Array.isArray(data))
    return <Text value={JSON.stringify(data)} limit={200} />
  return (
    <ul>
      {Object.entries(data).map(([name, value]) => (
        <li key={name}>
          <span className="muted">{name}</span>{' '}
          <Text value={typeof value === 'string' ? value : JSON.stringify(value)} limit={160} />
        </li>
      ))}
    </ul>
  )
}
