// To the one before and the next of a queue.

import { t } from '../messages/message.ts'
import { Icon } from '../parts/icon.tsx'

export const StepButtons = ({ step }: { readonly step: (by: 1 | -1) => void }) => (
  <span className="step-buttons">
    <button
      type="button"
      className="button button-quiet"
      aria-label={t('lists.previous')}
      onClick={() => step(-1)}
    >
      <Icon name="up" />
      <span className="key" aria-hidden="true">
        k
      </span>
    </button>
    <button
      type="button"
      className="button button-quiet"
      aria-label={t('lists.next')}
      onClick={() => step(1)}
    >
      <Icon name="down" />
      <span className="key" aria-hidden="true">
        j
      </span>
    </button>
  </span>
)
