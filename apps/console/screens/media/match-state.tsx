// What the newest decision says of a match, in words.

import type { WireMatch } from '@manumit/contract'
import { t } from '../../messages/message.ts'

const TAGS = {
  undecided: 'tag',
  same: 'tag tag-warn',
  different: 'tag tag-good',
  'cannot-say': 'tag',
} as const

export const MatchState = ({ state }: { readonly state: WireMatch['state'] }) => (
  <span className={TAGS[state]}>{t(`media.state.${state}`)}</span>
)
