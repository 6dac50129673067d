// How a row was had, as a mark that says so in words: superseded rows, and in which state of the file they stood.

import { type MessageKey, t } from '../messages/message.ts'
import { Icon } from './icon.tsx'

export interface HadProps {
  readonly state: 'live' | 'superseded' | null
  readonly via: string | null
  /** The whole sentence instead of the label. */
  readonly long?: boolean
}

/** In words; empty for a live row or a range of bytes. */
export function hadText(state: HadProps['state'], via: string | null): string {
  if (state !== 'superseded') return ''
  if (via === 'main') return t('state.superseded.main')
  const commit = /^commit:(\d+)$/.exec(via ?? '')?.[1]
  return commit === undefined ? t('state.superseded.other') : t('state.superseded.commit', { commit })
}

export function Had({ state, via, long = false }: HadProps) {
  if (state !== 'superseded') return null
  const said = hadText(state, via)
  const label: MessageKey = via === 'main' ? 'state.superseded.mainShort' : 'state.superseded'
  return (
    <span className="tag tag-warn" title={said}>
      <Icon name="undo" />
      {long ? said : t(label)}
      {!long && <span className="visually-hidden">: {said}</span>}
    </span>
  )
}
