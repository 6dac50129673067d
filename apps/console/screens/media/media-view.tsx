// Draws the media queue: matches as text first, the one in view, and the keys by which it is decided.

import type { WireMatch } from '@manumit/contract'
import { useState } from 'react'
import { useDesk } from '../../frame/console-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { chosenOf } from '../../lists/judging.ts'
import { ListEnd } from '../../lists/list-end.tsx'
import { Split } from '../../lists/split.tsx'
import { StepButtons } from '../../lists/step-buttons.tsx'
import { useQueueKeys } from '../../lists/use-queue-keys.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { visibleText } from '../../parts/visible.ts'
import { lastPart } from '../add/add.ts'
import { MatchView } from './match.tsx'
import { MatchState } from './match-state.tsx'
import { distanceText, type MatchDecision, matchId, mediaMachine } from './media.ts'
import { useLooks } from './use-looks.ts'
import '../../lists/lists.css'
import './media.css'

export function MediaView() {
  const { confirm, may } = useDesk()
  const [state, send] = useMachine(mediaMachine, { name: 'media', resume: { is: 'ask' } })
  const [looks, look] = useLooks()
  const [isOpen, setOpen] = useState(false)
  const chosen = chosenOf(state, matchId)
  const { list } = state
  const which = state.which === 'open' ? 'undecided' : 'decided'

  const judge = async (decision: MatchDecision) => {
    if (chosen === null || !may('judge') || state.isSending) return
    if (decision === 'undo' && chosen.state === 'undecided') return
    const reason = await confirm({
      title: t(`media.ask.${decision}`),
      text: t('media.ask.text', { path: visibleText(chosen.path), bank: visibleText(chosen.bank) }),
      act: t(ACT_LABELS[decision]),
      reasonLabel: t('frame.reason'),
    })
    if (reason !== null) send({ is: 'judge', id: matchId(chosen), decision, reason })
  }
  const step = (by: 1 | -1) => send({ is: 'step', by })
  const onKeyDown = useQueueKeys({
    j: () => step(1),
    k: () => step(-1),
    s: () => judge('same'),
    d: () => judge('different'),
    c: () => judge('cannot-say'),
    u: () => judge('undo'),
  })

  return (
    <Page
      title={t('media.title')}
      lead={t('media.lead')}
      layout="fill"
      tools={
        <Choice
          label={t('media.which')}
          value={state.which}
          options={[
            ['open', t('media.undecided')],
            ['judged', t('media.decided')],
          ]}
          onChoose={(next) => {
            setOpen(false)
            send({ is: 'which', which: next })
          }}
        />
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of the buttons inside, which say them */}
      <div className="queue" onKeyDown={onKeyDown}>
        <Split
          label={t('media.detail')}
          isOpen={isOpen}
          onBack={() => setOpen(false)}
          chosenKey={state.chosen}
          list={
            <>
              <ul className="items" aria-label={t('media.list')}>
                {list.rows.map((row) => (
                  <Item
                    key={row.id}
                    row={row}
                    isChosen={matchId(row) === state.chosen}
                    onOpen={() => {
                      send({ is: 'choose', id: matchId(row) })
                      setOpen(true)
                    }}
                  />
                ))}
              </ul>
              {!list.isAsking && list.rows.length === 0 && !list.refusal && (
                <Empty icon="media" title={t(`media.empty.${which}`)}>
                  <p>{t('media.empty.text')}</p>
                  {may('scan') && <Link to="/add">{t('media.scan')}</Link>}
                </Empty>
              )}
              <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
            </>
          }
          chosen={
            chosen && (
              <>
                {state.refusal && <Refused refusal={state.refusal} />}
                <MatchView key={chosen.id} match={chosen} looks={looks} look={look} mayLook={may('judge')} />
                <Acts
                  match={chosen}
                  isSending={state.isSending}
                  mayJudge={may('judge')}
                  judge={judge}
                  step={step}
                />
              </>
            )
          }
        />
      </div>
    </Page>
  )
}

const ACT_LABELS = {
  same: 'media.sameDecision',
  different: 'media.different',
  'cannot-say': 'media.cannot-say',
  undo: 'media.undo',
} as const

const Item = ({
  row,
  isChosen,
  onOpen,
}: {
  readonly row: WireMatch
  readonly isChosen: boolean
  readonly onOpen: () => void
}) => (
  <li>
    <button type="button" className="item" aria-current={isChosen} onClick={onOpen}>
      <span className="item-title">
        <Text value={lastPart(row.path)} oneLine limit={120} />
      </span>
      <Text value={row.path.slice(0, row.path.length - lastPart(row.path).length)} oneLine limit={160} />
      <span className="item-meta">
        <span>
          {row.kind}: {distanceText(row)}
        </span>
        <Text value={row.bank} oneLine limit={60} />
        {row.material === 'unlawful' && <span className="tag tag-bad">{t('media.material.unlawful')}</span>}
        {row.state !== 'undecided' && <MatchState state={row.state} />}
      </span>
    </button>
  </li>
)

function Acts({
  match,
  isSending,
  mayJudge,
  judge,
  step,
}: {
  readonly match: WireMatch
  readonly isSending: boolean
  readonly mayJudge: boolean
  readonly judge: (decision: MatchDecision) => void
  readonly step: (by: 1 | -1) => void
}) {
  const button = (decision: MatchDecision, key: string, className: string, isOff = false) => (
    <button
      type="button"
      className={`button ${className}`}
      disabled={isSending || isOff}
      onClick={() => judge(decision)}
    >
      {decision === 'undo' && <Icon name="undo" />}
      {t(ACT_LABELS[decision])}{' '}
      <span className="key" aria-hidden="true">
        {key}
      </span>
    </button>
  )
  return (
    <div className="bar-fixed">
      {mayJudge && (
        <>
          {button('same', 's', '')}
          {button('different', 'd', '')}
          {button('cannot-say', 'c', '')}
          {button('undo', 'u', 'button-quiet', match.state === 'undecided')}
        </>
      )}
      <span className="spring" />
      <StepButtons step={step} />
    </div>
  )
}
