// A kind of record: icon, colour and name. Kinds of another version are shown by their id.

import { en } from '../messages/en.ts'
import { Icon, kindIcon } from './icon.tsx'
import { visibleText } from './visible.ts'

const labelled = (prefix: 'kind' | 'kinds', kind: string): string => {
  const key = `${prefix}.${kind}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : visibleText(kind)
}

/** One record of it: Message. */
export const kindLabel = (kind: string): string => labelled('kind', kind)

/** Several: Messages. */
export const kindsLabel = (kind: string): string => labelled('kinds', kind)

/** Class by which style/parts.css colours a kind. */
export const kindClass = (kind: string): string => `kind-${kindIcon(kind) === 'record' ? 'other' : kind}`

export const Kind = ({ kind, short = false }: { readonly kind: string; readonly short?: boolean }) => (
  <span className={`kind ${kindClass(kind)}`} title={kindLabel(kind)}>
    <Icon name={kindIcon(kind)} />
    <span className={short ? 'visually-hidden' : undefined}>{kindLabel(kind)}</span>
  </span>
)
