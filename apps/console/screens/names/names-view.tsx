// Draws new names as a table: what the name is, how many sources and persons name it, how it was reached.

import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { ListEnd } from '../../lists/list-end.tsx'
import { isEmpty } from '../../lists/paged-list.ts'
import { RecordLinks } from '../../lists/record-links.tsx'
import { type Sources, useSources } from '../../lists/sources.ts'
import { TimeSpan } from '../../lists/span-text.tsx'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import { type NameRow, namesMachine } from './names.ts'
import '../../lists/lists.css'

export function NamesView() {
  const sources = useSources()
  const [state, send] = useMachine(namesMachine, { name: 'names', resume: { is: 'ask' } })
  const { list } = state
  return (
    <Page
      title={t('names.title')}
      lead={t('names.lead')}
      tools={
        <Choice
          label={t('names.which')}
          value={state.filter.newOnly ? 'new' : 'each'}
          options={[
            ['new', t('names.new')],
            ['each', t('names.each')],
          ]}
          onChoose={(which) => send({ is: 'filter', part: { newOnly: which === 'new' } })}
        />
      }
    >
      {list.rows.length > 0 && (
        <ScrolledTable isWide label={t('names.table')}>
          <thead>
            <tr>
              <th scope="col">{t('names.column.name')}</th>
              <th scope="col" className="numeric">
                {t('names.column.sources')}
              </th>
              <th scope="col" className="numeric">
                {t('names.column.persons')}
              </th>
              <th scope="col">{t('names.column.seen')}</th>
              <th scope="col">{t('names.column.reached')}</th>
              <th scope="col">{t('names.column.list')}</th>
              <th scope="col">{t('names.records')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={`${row.kind} ${row.name}`} row={row} sources={sources} />
            ))}
          </tbody>
        </ScrolledTable>
      )}
      {isEmpty(list) && (
        <Empty icon="names" title={t('names.empty')}>
          {t('names.empty.text')}
        </Empty>
      )}
      <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
    </Page>
  )
}

function Row({ row, sources }: { readonly row: NameRow; readonly sources: Sources }) {
  return (
    <tr>
      <th scope="row">
        <Text value={row.name} limit={120} /> <span className="tag">{t(`names.kind.${row.kind}`)}</span>
        {row.looksLike !== null && (
          <div className="small">
            <span className="tag tag-warn">
              <Icon name="warning" />
              {t('names.looksLike', { name: visibleText(row.looksLike) })}
            </span>
          </div>
        )}
      </th>
      <td className="numeric" title={row.sources.map(sources.nameOf).join(', ')}>
        {t('names.of', {
          count: row.sources.length,
          whole: Math.max(sources.list.length, row.sources.length),
        })}
      </td>
      <td className="numeric">{number(row.persons)}</td>
      <td>
        <TimeSpan first={row.firstUtc} last={row.lastUtc} />
      </td>
      <td>
        <ul>
          {Object.entries(row.reached).map(([how, count]) => (
            <li key={how}>{t('names.reached', { how: visibleText(how), count })}</li>
          ))}
        </ul>
      </td>
      <td>
        {row.absentFrom === null ? (
          <span className="muted">{t('names.listed')}</span>
        ) : (
          <span>{t('names.absent', { list: visibleText(row.absentFrom) })}</span>
        )}
      </td>
      <td>
        <RecordLinks ids={row.records} most={3} />
      </td>
    </tr>
  )
}
