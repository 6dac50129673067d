// What the newest judgement says of a candidate, in words.

import type { WireCandidate } from '@manumit/contract'
import { t } from '../../messages/message.ts'

const STATE_TAGS = {
  open: 'tag',
  accepted: 'tag tag-good',
  rejected: 'tag tag-bad',
  unknowable: 'tag tag-warn',
} as const

export const CandidateState = ({ state }: { readonly state: WireCandidate['state'] }) => (
  <span className={STATE_TAGS[state]}>{t(`candidates.state.${state}`)}</span>
)
