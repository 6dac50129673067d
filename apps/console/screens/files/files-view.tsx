// Draws files with size, type, who read them, and their digests.

import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { ListEnd } from '../../lists/list-end.tsx'
import { isEmpty } from '../../lists/paged-list.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { useSources } from '../../lists/sources.ts'
import { number, t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import { carriedSource, type FileRow, filesMachine } from './files.ts'
import '../../lists/lists.css'
import './files.css'

export function FilesView({ carried }: ScreenProps) {
  const [{ filter, list }, send] = useMachine(() => filesMachine(carriedSource(carried)))
  const sources = useSources()
  return (
    <Page title={t('files.title')} lead={t('files.lead')}>
      <search className="filter-row">
        <SourceSelect
          sources={sources.list}
          value={filter.sourceId}
          onChoose={(sourceId) => send({ is: 'filter', part: { sourceId } })}
        />
        <Choice
          label={t('files.read')}
          value={filter.read === null ? 'any' : filter.read ? 'yes' : 'no'}
          options={[
            ['any', t('files.read.any')],
            ['yes', t('files.read.yes')],
            ['no', t('files.read.no')],
          ]}
          onChoose={(value) =>
            send({ is: 'filter', part: { read: value === 'any' ? null : value === 'yes' } })
          }
        />
      </search>
      {list.rows.length > 0 && (
        <ScrolledTable label={t('files.table')}>
          <caption className="visually-hidden">{t('files.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('files.column.path')}</th>
              <th scope="col" className="numeric">
                {t('files.column.size')}
              </th>
              <th scope="col">{t('files.column.type')}</th>
              <th scope="col">{t('files.column.readBy')}</th>
              <th scope="col">{t('files.column.digests')}</th>
              <th scope="col">{t('files.column.source')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <Row key={row.id} row={row} source={sources.nameOf(row.sourceId)} />
            ))}
          </tbody>
        </ScrolledTable>
      )}
      {isEmpty(list) && <Empty icon="record" title={t('files.none')} />}
      <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
    </Page>
  )
}

const Row = ({ row, source }: { readonly row: FileRow; readonly source: string }) => (
  <tr>
    <td className="files-path">
      <Text value={row.onPhone === '' ? row.path : row.onPhone} limit={300} />
      {row.onPhone !== '' && row.onPhone !== row.path && (
        <div className="muted small">
          <Text value={t('files.inSource', { path: row.path })} limit={300} />
        </div>
      )}
    </td>
    <td className="numeric">{number(row.sizeBytes)}</td>
    <td title={row.typeReason === null ? undefined : visibleText(row.typeReason)}>
      {row.type !== null && <Text value={row.type} oneLine limit={40} />}
    </td>
    <td>
      {row.readBy.length === 0 ? (
        <span className="muted">{t('files.notRead')}</span>
      ) : (
        <span className="code">{row.readBy.join(', ')}</span>
      )}
    </td>
    <td>
      <Digests row={row} />
    </td>
    <td>{source}</td>
  </tr>
)

function Digests({ row }: { readonly row: FileRow }) {
  const known = [
    ['SHA-256', row.sha256],
    ['SHA-1', row.sha1],
    ['MD5', row.md5],
  ].filter((digest): digest is [string, string] => digest[1] !== null)
  if (known.length === 0) return <span className="muted">{t('files.noDigest')}</span>
  return (
    <dl className="files-digests">
      {known.map(([name, digest]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="code">{digest}</dd>
        </div>
      ))}
    </dl>
  )
}
