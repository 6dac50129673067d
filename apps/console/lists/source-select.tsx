// A choice of one source, or of none in particular.

import { t } from '../messages/message.ts'
import { visibleText } from '../parts/visible.ts'
import type { NamedSource } from './sources.ts'

export interface SourceSelectProps {
  readonly sources: readonly NamedSource[]
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
      {sources.map(({ id, name }) => (
        <option key={id} value={id}>
          {visibleText(name)}
        </option>
      ))}
    </select>
  </label>
)
