// A list beside what is chosen in it. Where there is no room for both, the chosen one takes the list's place, with a way
// back.

import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../messages/message.ts'
import { Icon } from '../parts/icon.tsx'

export interface SplitProps {
  readonly list: ReactNode
  /** What is chosen; null: nothing. */
  readonly chosen: ReactNode | null
  /** Changes when another one is chosen: then its top comes into view. */
  readonly chosenKey: string | null
  /** Whether a person opened it: on a narrow screen the list is shown until then. */
  readonly isOpen: boolean
  readonly onBack: () => void
  readonly label: string
}

export function Split({ list, chosen, chosenKey, isOpen, onBack, label }: SplitProps) {
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (pane.current === null || chosenKey === null) return
    pane.current.scrollTop = 0
    // The list has gone from sight: the reader is taken to what replaced it.
    if (isOpen && matchMedia('(max-width: 900px)').matches) pane.current.focus()
  }, [chosenKey, isOpen])
  return (
    <div className={isOpen ? 'split split-open' : 'split'}>
      <div className="split-list">{list}</div>
      <section className="split-pane" ref={pane} tabIndex={-1} aria-label={label}>
        <button type="button" className="button split-back" onClick={onBack}>
          <Icon name="left" />
          {t('lists.back')}
        </button>
        {chosen ?? <p className="muted split-none">{t('lists.none')}</p>}
      </section>
    </div>
  )
}
