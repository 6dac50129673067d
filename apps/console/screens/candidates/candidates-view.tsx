// Draws the queue of candidates and the one in view.

import type { WireCandidate } from '@manumit/contract'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Queue, reasonQuestion } from '../../lists/queue.tsx'
import { useSources } from '../../lists/sources.ts'
import { t } from '../../messages/message.ts'
import { Empty } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import { CandidateView } from './candidate.tsx'
import { CandidateState } from './candidate-state.tsx'
import { candidateId, candidatesMachine } from './candidates.ts'
import { bitsText } from './waterfall.ts'
import './candidates.css'

/** @param carried  id of a candidate to begin with. */
export function CandidatesView({ carried }: ScreenProps) {
  const sources = useSources()
  const [state, send] = useMachine(() => candidatesMachine(carried))
  return (
    <Queue
      state={state}
      send={send}
      idOf={candidateId}
      isJudged={(candidate) => candidate.state !== 'open'}
      isChosenAtFirst={typeof carried === 'string'}
      words={{
        title: t('candidates.title'),
        lead: t('candidates.lead'),
        which: t('candidates.which'),
        open: t('candidates.open'),
        judged: t('candidates.judged'),
        list: t('candidates.list'),
        detail: t('candidates.detail'),
      }}
      acts={[
        { decision: 'accept', key: 'a', label: t('candidates.accept') },
        { decision: 'reject', key: 'r', label: t('candidates.reject') },
        { decision: 'cannot-know', key: 'c', label: t('candidates.cannot-know') },
      ]}
      undoLabel={t('candidates.undo')}
      ask={({ left, right }, decision) =>
        reasonQuestion({
          title: t(`candidates.ask.${decision}`),
          text: t('candidates.ask.text', { left: visibleText(left.label), right: visibleText(right.label) }),
          act: t(`candidates.${decision}`),
        })
      }
      item={(candidate) => <Item candidate={candidate} />}
      detail={(candidate) => <CandidateView candidate={candidate} sources={sources} />}
      empty={
        <Empty icon="candidates" title={t(`candidates.empty.${state.which}`)}>
          {t('candidates.empty.text')}
        </Empty>
      }
    />
  )
}

function Item({ candidate }: { readonly candidate: WireCandidate }) {
  const { left, right, reasons, totalBits, state } = candidate
  const against = reasons.filter(({ bits }) => bits < 0).length
  return (
    <>
      <span className="item-title">
        <span className="candidate-pair">
          <Text value={left.label} oneLine limit={60} />
          <Text value={right.label} oneLine limit={60} />
        </span>
        <span className="numeric small">{t('candidates.bits', { bits: bitsText(totalBits) })}</span>
      </span>
      <span className="item-meta">
        <CandidateState state={state} />
        <span>
          {t('candidates.for')}: {reasons.length - against}
        </span>
        <span>
          {t('candidates.against')}: {against}
        </span>
      </span>
    </>
  )
}
