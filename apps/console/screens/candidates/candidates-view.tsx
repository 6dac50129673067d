// Draws the queue of candidates and the one in view, with the keys by which it is judged.

import type { WireCandidate } from '@manumit/contract'
import { useState } from 'react'
import { useDesk } from '../../frame/console-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { chosenOf } from '../../lists/judging.ts'
import { ListEnd } from '../../lists/list-end.tsx'
import { useSources } from '../../lists/sources.ts'
import { Split } from '../../lists/split.tsx'
import { StepButtons } from '../../lists/step-buttons.tsx'
import { useQueueKeys } from '../../lists/use-queue-keys.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import type { ScreenProps } from '../../screens.ts'
import { CandidateView } from './candidate.tsx'
import { CandidateState } from './candidate-state.tsx'
import { type CandidateDecision, candidateId, candidatesMachine } from './candidates.ts'
import { bitsText } from './waterfall.ts'
import '../../lists/lists.css'
import './candidates.css'

/** @param carried  id of a candidate to begin with. */
export function CandidatesView({ carried }: ScreenProps) {
  const { confirm, may } = useDesk()
  const sources = useSources()
  const [state, send] = useMachine(() => candidatesMachine(carried))
  const [isOpen, setOpen] = useState(typeof carried === 'string')
  const chosen = chosenOf(state, candidateId)
  const { list } = state

  const judge = async (decision: CandidateDecision) => {
    if (chosen === null || !may('judge') || state.isSending) return
    if (decision === 'undo' && chosen.state === 'open') return
    const reason = await confirm({
      title: t(`candidates.ask.${decision}`),
      text: t('candidates.ask.text', {
        left: visibleText(chosen.left.label),
        right: visibleText(chosen.right.label),
      }),
      act: t(`candidates.${decision}`),
      reasonLabel: t('frame.reason'),
    })
    if (reason !== null) send({ is: 'judge', id: chosen.id, decision, reason })
  }
  const step = (by: 1 | -1) => send({ is: 'step', by })
  const onKeyDown = useQueueKeys({
    j: () => step(1),
    k: () => step(-1),
    a: () => judge('accept'),
    r: () => judge('reject'),
    c: () => judge('cannot-know'),
    u: () => judge('undo'),
  })

  return (
    <Page
      title={t('candidates.title')}
      lead={t('candidates.lead')}
      layout="fill"
      tools={
        <Choice
          label={t('candidates.which')}
          value={state.which}
          options={[
            ['open', t('candidates.open')],
            ['judged', t('candidates.judged')],
          ]}
          onChoose={(which) => {
            setOpen(false)
            send({ is: 'which', which })
          }}
        />
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of the buttons inside, which say them */}
      <div className="queue" onKeyDown={onKeyDown}>
        <Split
          label={t('candidates.detail')}
          isOpen={isOpen}
          onBack={() => setOpen(false)}
          chosenKey={state.chosen}
          list={
            <>
              <ul className="items" aria-label={t('candidates.list')}>
                {list.rows.map((row) => (
                  <Item
                    key={row.id}
                    row={row}
                    isChosen={row.id === state.chosen}
                    onOpen={() => {
                      send({ is: 'choose', id: row.id })
                      setOpen(true)
                    }}
                  />
                ))}
              </ul>
              {!list.isAsking && list.rows.length === 0 && !list.refusal && (
                <Empty icon="candidates" title={t(`candidates.empty.${state.which}`)}>
                  {t('candidates.empty.text')}
                </Empty>
              )}
              <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
            </>
          }
          chosen={
            chosen && (
              <>
                {state.refusal && <Refused refusal={state.refusal} />}
                <CandidateView candidate={chosen} sources={sources} />
                <Acts
                  candidate={chosen}
                  isSending={state.isSending}
                  judge={judge}
                  step={step}
                  mayJudge={may('judge')}
                />
              </>
            )
          }
        />
      </div>
    </Page>
  )
}

function Item({
  row,
  isChosen,
  onOpen,
}: {
  readonly row: WireCandidate
  readonly isChosen: boolean
  readonly onOpen: () => void
}) {
  const against = row.reasons.filter(({ bits }) => bits < 0).length
  return (
    <li>
      <button type="button" className="item" aria-current={isChosen} onClick={onOpen}>
        <span className="item-title">
          <span className="candidate-pair">
            <Text value={row.left.label} oneLine limit={60} />
            <Text value={row.right.label} oneLine limit={60} />
          </span>
          <span className="numeric small">{t('candidates.bits', { bits: bitsText(row.totalBits) })}</span>
        </span>
        <span className="item-meta">
          <CandidateState state={row.state} />
          <span>
            {t('candidates.for')}: {row.reasons.length - against}
          </span>
          <span>
            {t('candidates.against')}: {against}
          </span>
        </span>
      </button>
    </li>
  )
}

function Acts({
  candidate,
  isSending,
  mayJudge,
  judge,
  step,
}: {
  readonly candidate: WireCandidate
  readonly isSending: boolean
  readonly mayJudge: boolean
  readonly judge: (decision: CandidateDecision) => void
  readonly step: (by: 1 | -1) => void
}) {
  const button = (decision: CandidateDecision, key: string, className: string, isOff = false) => (
    <button
      type="button"
      className={`button ${className}`}
      disabled={isSending || isOff}
      onClick={() => judge(decision)}
    >
      {decision === 'undo' && <Icon name="undo" />}
      {t(`candidates.${decision}`)}{' '}
      <span className="key" aria-hidden="true">
        {key}
      </span>
    </button>
  )
  return (
    <div className="bar-fixed">
      {mayJudge && (
        <>
          {button('accept', 'a', '')}
          {button('reject', 'r', '')}
          {button('cannot-know', 'c', '')}
          {button('undo', 'u', 'button-quiet', candidate.state === 'open')}
        </>
      )}
      <span className="spring" />
      <StepButtons step={step} />
    </div>
  )
}
