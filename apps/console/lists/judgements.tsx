// What people judged, the newest first: who, when, why. Appended, never changed.

import type { WireJudgement } from '@manumit/contract'
import { t } from '../messages/message.ts'
import { Text } from '../parts/text.tsx'
import { utcText } from '../parts/time.ts'

export interface JudgementsProps {
  readonly judgements: readonly WireJudgement[]
  /** A decision in words. */
  readonly words: (decision: string) => string
}

export function Judgements({ judgements, words }: JudgementsProps) {
  if (judgements.length === 0) return <p className="muted">{t('lists.noJudgement')}</p>
  return (
    <ol className="judgements">
      {judgements
        .toSorted((a, b) => b.at - a.at || b.id - a.id)
        .map((judgement) => (
          <li key={judgement.id} className="judgement">
            <strong>{words(judgement.decision)}</strong>{' '}
            <span className="muted small">
              <Text value={judgement.author} oneLine limit={80} /> · {utcText(judgement.at)}
            </span>
            <p>
              <Text value={judgement.reason} />
            </p>
          </li>
        ))}
    </ol>
  )
}
