// Values as stored, by column, with the type they were stored in. Nothing is made nicer here.

import { type MessageKey, t } from '../../messages/message.ts'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Text } from '../../parts/text.tsx'
import type { RecordAnswer } from './record.ts'

type Raw = RecordAnswer['raw'][string]

const typeOf = (value: Raw): MessageKey => {
  if (value === null) return 'record.raw.null'
  if (typeof value === 'string') return 'record.raw.text'
  if (typeof value === 'number') return Number.isInteger(value) ? 'record.raw.integer' : 'record.raw.number'
  return 'integer' in value ? 'record.raw.integer' : 'record.raw.bytes'
}

function Value({ value }: { readonly value: Raw }) {
  if (value === null) return null
  if (typeof value === 'string') return <Text value={value} />
  if (typeof value === 'number') return <span className="numeric code">{value}</span>
  if ('integer' in value) return <span className="numeric code">{value.integer}</span>
  if ('hex' in value)
    return <span className="code record-breaks">{value.hex.replace(/..(?=.)/g, '$& ')}</span>
  return <span className="muted">{t('record.raw.blob', { count: value.blobBytes })}</span>
}

export const RawValues = ({ raw }: { readonly raw: RecordAnswer['raw'] }) => (
  <ScrolledTable label={t('record.raw')}>
    <thead>
      <tr>
        <th scope="col">{t('record.raw.column')}</th>
        <th scope="col">{t('record.raw.type')}</th>
        <th scope="col">{t('record.raw.value')}</th>
      </tr>
    </thead>
    <tbody>
      {Object.entries(raw).map(([column, value]) => (
        <tr key={column}>
          <th scope="row" className="code">
            <Text value={column} />
          </th>
          <td className="muted">{t(typeOf(value))}</td>
          <td>
            <Value value={value} />
          </td>
        </tr>
      ))}
    </tbody>
  </ScrolledTable>
)
