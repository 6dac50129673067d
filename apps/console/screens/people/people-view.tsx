// Draws people and identifiers: the list, and one identifier in full.

import type { WireIdentifier } from '@manumit/contract'
import { useState } from 'react'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { ListEnd } from '../../lists/list-end.tsx'
import { isEmpty } from '../../lists/paged-list.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { type Sources, useSources } from '../../lists/sources.ts'
import { TimeSpan } from '../../lists/span-text.tsx'
import { Split } from '../../lists/split.tsx'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { Identifier } from './identifier.tsx'
import { IDENTIFIER_KINDS, identifierKindLabel } from './identifier-kind.ts'
import { detailMachine, type PeopleEvent, type PeopleFilter, peopleMachine } from './people.ts'
import '../../lists/lists.css'

const ORDERS: readonly PeopleFilter['order'][] = ['records', 'sources', 'first', 'last']

/** @param carried  key of an identifier to begin with. */
export function PeopleView({ carried }: ScreenProps) {
  const sources = useSources()
  const [state, send] = useMachine(peopleMachine, { name: 'people', resume: { is: 'ask' } })
  const [detail, sendDetail] = useMachine(() => detailMachine(carried))
  const [isOpen, setOpen] = useState(typeof carried === 'string')
  const { list } = state
  const open = (key: string) => {
    sendDetail({ is: 'open', key })
    setOpen(true)
  }
  return (
    <Page title={t('people.title')} lead={t('people.lead')} layout="fill">
      <Filters filter={state.filter} sources={sources} send={send} />
      <Split
        label={t('people.detail')}
        isOpen={isOpen}
        onBack={() => setOpen(false)}
        chosenKey={detail.key}
        list={
          <>
            <ul className="items" aria-label={t('people.list')}>
              {list.rows.map((row) => (
                <Item
                  key={row.key}
                  row={row}
                  isChosen={row.key === detail.key}
                  onOpen={() => open(row.key)}
                />
              ))}
            </ul>
            {isEmpty(list) && (
              <Empty icon="people" title={t('lists.noneInSources')}>
                {t('people.empty.text')}
              </Empty>
            )}
            <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
          </>
        }
        chosen={detail.key === null ? null : <Identifier state={detail} sources={sources} retry={open} />}
      />
    </Page>
  )
}

function Item({
  row,
  isChosen,
  onOpen,
}: {
  readonly row: WireIdentifier
  readonly isChosen: boolean
  readonly onOpen: () => void
}) {
  return (
    <li>
      <button type="button" className="item" aria-current={isChosen} onClick={onOpen}>
        <span className="item-title">
          <Text value={row.text} oneLine limit={80} />
          <span className="numeric small">{t('lists.records', { count: row.records })}</span>
        </span>
        {row.names.length > 0 && <Text value={row.names.slice(0, 3).join(' · ')} oneLine limit={80} />}
        <span className="item-meta">
          <span className="tag">{identifierKindLabel(row.kind)}</span>
          {row.hub && (
            <span className="tag tag-warn">
              <Icon name="hub" />
              {t('people.hub')}
            </span>
          )}
          <span>{t('lists.sources', { count: row.sources.length })}</span>
          <TimeSpan first={row.firstUtc} last={row.lastUtc} />
        </span>
      </button>
    </li>
  )
}

function Filters({
  filter,
  sources,
  send,
}: {
  readonly filter: PeopleFilter
  readonly sources: Sources
  readonly send: (event: PeopleEvent) => void
}) {
  return (
    <search className="filter-row">
      <label className="field field-wide">
        <span>{t('people.find')}</span>
        <input
          type="search"
          dir="auto"
          maxLength={200}
          placeholder={t('people.findHint')}
          value={filter.text}
          onChange={(event) => send({ is: 'filter', part: { text: event.target.value }, isTyped: true })}
        />
      </label>
      <label className="field">
        <span>{t('lists.kindLabel')}</span>
        <select
          value={filter.kind}
          onChange={(event) => send({ is: 'filter', part: { kind: event.target.value } })}
        >
          <option value="">{t('lists.anyKind')}</option>
          {IDENTIFIER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {identifierKindLabel(kind)}
            </option>
          ))}
        </select>
      </label>
      <SourceSelect
        sources={sources.list}
        value={filter.sourceId}
        onChoose={(sourceId) => send({ is: 'filter', part: { sourceId } })}
      />
      <label className="field">
        <span>{t('people.order')}</span>
        <select
          value={filter.order}
          onChange={(event) =>
            send({ is: 'filter', part: { order: event.target.value as PeopleFilter['order'] } })
          }
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`people.order.${order}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}
