// Short notices at the foot of the window, read out as they come.

import type { Notice } from '../frame/frame.ts'
import { t } from '../messages/message.ts'
import { Icon } from './icon.tsx'

export const Notices = ({
  notices,
  dismiss,
}: {
  readonly notices: readonly Notice[]
  readonly dismiss: (id: number) => void
}) => (
  <section className="notices" aria-label={t('frame.notices')} aria-live="polite">
    {notices.map(({ id, text, tone }) => (
      <div key={id} className={`notice notice-${tone}`}>
        <span>{text}</span>
        <button
          type="button"
          className="button button-quiet button-icon"
          onClick={() => dismiss(id)}
          aria-label={t('frame.dismiss')}
        >
          <Icon name="close" />
        </button>
      </div>
    ))}
  </section>
)
