// A choice of one source, or of none in particular.

import { t } from '../messages/message.ts'
import type { Sources } from './sources.ts'

export interface SourceSelectProps {
  readonly sources: Sources
  readonly value: number | null
  readonly onChoose: (sourceId: number | null) => void
}

export const SourceSelect = ({ sources, value, onChoose }: SourceSelectProps) => (
  <label className="field">
    <span>{t('lists.sourceLabel')}</span>
    <select
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : Number(event.target.value))}
    >
      <option value="">{t('lists.anySource')}</option>
      {sources.list.map(({ id }) => (
        <option key={id} value={id}>
          {sources.nameOf(id)}
        </option>
      ))}
    </select>
  </label>
)
