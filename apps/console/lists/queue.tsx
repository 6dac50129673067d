// A queue in which a person decides one thing after another: the list, the one in view, its buttons and their keys. What is
// decided, and in which words it is asked for, is the screen's.

import { type ReactNode, useState } from 'react'
import { type Question, useFrame } from '../frame/frame-context.ts'
import { t } from '../messages/message.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Refused } from '../parts/states.tsx'
import { Choice } from './choice.tsx'
import { chosenOf, type JudgingEvent, type JudgingState } from './judging.ts'
import { ListEnd } from './list-end.tsx'
import { isEmpty } from './paged-list.ts'
import { Split } from './split.tsx'
import { StepButtons } from './step-buttons.tsx'
import { useQueueKeys } from './use-queue-keys.ts'
import './lists.css'

export interface QueueProps<Row, Decision extends string> {
  readonly state: JudgingState<Row>
  readonly send: (event: JudgingEvent<Row, Decision | 'undo'>) => void
  readonly idOf: (row: Row) => string
  readonly isJudged: (row: Row) => boolean
  readonly words: {
    readonly title: string
    readonly lead: string
    readonly which: string
    readonly open: string
    readonly judged: string
    readonly list: string
    readonly detail: string
  }
  /** What may be decided, beside taking it back: the key, and what the button says. */
  readonly acts: readonly { readonly decision: Decision; readonly key: string; readonly label: string }[]
  readonly undoLabel: string
  readonly ask: (row: Row, decision: Decision | 'undo') => Question
  /** Whether one was chosen before the list came. */
  readonly isChosenAtFirst?: boolean
  readonly item: (row: Row) => ReactNode
  readonly detail: (row: Row) => ReactNode
  /** What stands where nothing is listed. */
  readonly empty: ReactNode
}

export function Queue<Row, Decision extends string>(props: QueueProps<Row, Decision>) {
  const { state, send, idOf, words } = props
  const { confirm, may } = useFrame()
  const [isOpen, setOpen] = useState(props.isChosenAtFirst ?? false)
  const chosen = chosenOf(state, idOf)
  const { list } = state

  const judge = async (decision: Decision | 'undo') => {
    if (chosen === null || !may('judge') || state.isSending) return
    if (decision === 'undo' && !props.isJudged(chosen)) return
    const reason = await confirm(props.ask(chosen, decision))
    if (reason !== null) send({ is: 'judge', id: idOf(chosen), decision, reason })
  }
  const step = (by: 1 | -1) => send({ is: 'step', by })
  const onKeyDown = useQueueKeys({
    j: () => step(1),
    k: () => step(-1),
    u: () => judge('undo'),
    ...Object.fromEntries(props.acts.map(({ key, decision }) => [key, () => judge(decision)])),
  })

  return (
    <Page
      title={words.title}
      lead={words.lead}
      layout="fill"
      tools={
        <Choice
          label={words.which}
          value={state.which}
          options={[
            ['open', words.open],
            ['judged', words.judged],
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
          label={words.detail}
          isOpen={isOpen}
          onBack={() => setOpen(false)}
          chosenKey={state.chosen}
          list={
            <>
              <ul className="items" aria-label={words.list}>
                {list.rows.map((row) => (
                  <li key={idOf(row)}>
                    <button
                      type="button"
                      className="item"
                      aria-current={idOf(row) === state.chosen}
                      onClick={() => {
                        send({ is: 'choose', id: idOf(row) })
                        setOpen(true)
                      }}
                    >
                      {props.item(row)}
                    </button>
                  </li>
                ))}
              </ul>
              {isEmpty(list) && props.empty}
              <ListEnd list={list} onMore={() => send({ is: 'more' })} onRetry={() => send({ is: 'ask' })} />
            </>
          }
          chosen={
            chosen && (
              <>
                {state.refusal && <Refused refusal={state.refusal} />}
                {props.detail(chosen)}
                <div className="bar-fixed">
                  {may('judge') && (
                    <>
                      {props.acts.map(({ decision, key, label }) => (
                        <button
                          key={decision}
                          type="button"
                          className="button"
                          disabled={state.isSending}
                          onClick={() => judge(decision)}
                        >
                          {label} <Key name={key} />
                        </button>
                      ))}
                      <button
                        type="button"
                        className="button button-quiet"
                        disabled={state.isSending || !props.isJudged(chosen)}
                        onClick={() => judge('undo')}
                      >
                        <Icon name="undo" />
                        {props.undoLabel} <Key name="u" />
                      </button>
                    </>
                  )}
                  <span className="spring" />
                  <StepButtons step={step} />
                </div>
              </>
            )
          }
        />
      </div>
    </Page>
  )
}

const Key = ({ name }: { readonly name: string }) => (
  <span className="key" aria-hidden="true">
    {name}
  </span>
)

/** A question for a reason, which is what a judgement needs. */
export const reasonQuestion = (question: Pick<Question, 'title' | 'text' | 'act'>): Question => ({
  ...question,
  reasonLabel: t('frame.reason'),
})
