// What stands where there is nothing yet, nothing at all, or a refusal.

import type { Refusal } from '@manumit/base'
import type { ReactNode } from 'react'
import { t } from '../messages/message.ts'
import { refusalText } from '../messages/refusal.ts'
import { Icon, type IconName } from './icon.tsx'
import { visibleText } from './visible.ts'

/** Under way; read out once. */
export const Loading = ({ what }: { readonly what?: string }) => (
  <p className="loading" role="status">
    <span className="spinner" aria-hidden="true" />
    {what ?? t('frame.loading')}
  </p>
)

/** Nothing to show, and why; what to do next as children. */
export const Empty = ({
  icon = 'info',
  title,
  children,
}: {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
}) => (
  <div className="empty">
    <Icon name={icon} />
    <p className="empty-title">{title}</p>
    {children && <div>{children}</div>}
  </div>
)

/** A refusal in words with its code, and a way to try again where that may help. */
export const Refused = ({
  refusal,
  retry,
}: {
  readonly refusal: Refusal
  readonly retry?: (() => void) | undefined
}) => (
  <div className="refused" role="alert">
    <Icon name="warning" />
    <div>
      <p>{visibleText(refusalText(refusal))}</p>
      {refusal.code.startsWith('E_') && <p className="muted code">{refusal.code}</p>}
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {t('frame.retry')}
        </button>
      )}
    </div>
  </div>
)
