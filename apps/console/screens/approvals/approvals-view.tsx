// Draws what waits for a second person, and what was decided.

import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { en } from '../../messages/en.ts'
import { t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { utcText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { type Approval, type ApprovalsEvent, approvalsMachine } from './approvals.ts'
import '../../lists/lists.css'

const TAGS = { waiting: 'tag tag-warn', approved: 'tag tag-good', refused: 'tag tag-bad' } as const

export function ApprovalsView() {
  const [state, send] = useMachine(approvalsMachine)
  return (
    <Page
      title={t('approvals.title')}
      lead={t('approvals.lead')}
      tools={
        <Choice
          label={t('approvals.which')}
          value={state.which}
          options={[
            ['waiting', t('approvals.waiting')],
            ['decided', t('approvals.decided')],
          ]}
          onChoose={(which) => send({ is: 'which', which })}
        />
      }
    >
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'ask' })} />}
      {state.isAsking && state.approvals.length === 0 && <Loading />}
      {!state.isAsking && state.approvals.length === 0 && !state.refusal && (
        <Empty icon="approvals" title={t(`approvals.empty.${state.which}`)} />
      )}
      <ul className="stack">
        {state.approvals.map((approval) => (
          <li key={approval.id}>
            <Card approval={approval} isDeciding={state.deciding === approval.id} send={send} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

/** What a route does, in words; one without words by its id. */
function actTitle(route: string): string {
  const key = `approvals.act.${route}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : route
}

function Card({
  approval,
  isDeciding,
  send,
}: {
  readonly approval: Approval
  readonly isDeciding: boolean
  readonly send: (event: ApprovalsEvent) => void
}) {
  const { confirm, may, session } = useFrame()
  const isOwn = session.state === 'signed-in' && session.name === approval.requestedBy
  const decide = async (decision: 'approved' | 'refused') => {
    const act = decision === 'approved' ? 'approve' : 'refuse'
    const reason = await confirm({
      title: t(`approvals.${act}.ask`),
      text: visibleText(actTitle(approval.route)),
      act: t(`approvals.${act}`),
      reasonLabel: t('frame.reason'),
      isDangerous: decision === 'approved',
    })
    if (reason !== null) send({ is: 'decide', id: approval.id, decision, reason })
  }
  return (
    <article className="card stack">
      <div className="row approval-head">
        <h2>
          <Text value={actTitle(approval.route)} limit={100} />
        </h2>
        <span className={TAGS[approval.state]}>{t(`approvals.state.${approval.state}`)}</span>
      </div>
      <dl className="facts">
        <dt>{t('approvals.reason')}</dt>
        <dd>
          <Text value={approval.reason} />
        </dd>
        <dt>{t('approvals.what')}</dt>
        <dd className="code">
          <Text value={JSON.stringify(approval.input, null, 1)} limit={2000} />
        </dd>
        <dt>{t('approvals.waiting')}</dt>
        <dd>
          {t('approvals.asked', {
            name: visibleText(approval.requestedBy),
            time: utcText(approval.requestedAt),
          })}
        </dd>
        {approval.decidedBy !== null && approval.decidedAt !== null && (
          <>
            <dt>{t(`approvals.state.${approval.state}`)}</dt>
            <dd>
              {t('approvals.by', {
                name: visibleText(approval.decidedBy),
                time: utcText(approval.decidedAt),
              })}
              {approval.decisionReason !== null && (
                <p>
                  <Text value={approval.decisionReason} />
                </p>
              )}
            </dd>
          </>
        )}
      </dl>
      {approval.state === 'waiting' && may('approve') && isOwn && (
        <p className="note">{t('approvals.own')}</p>
      )}
      {approval.state === 'waiting' && may('approve') && !isOwn && (
        <div className="actions">
          <button type="button" className="button" disabled={isDeciding} onClick={() => decide('refused')}>
            {t('approvals.refuse')}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={isDeciding}
            onClick={() => decide('approved')}
          >
            {t('approvals.approve')}
          </button>
        </div>
      )}
    </article>
  )
}
