import { expect, it } from 'vitest'
import { type Approval, type ApprovalsEvent, approvalsMachine, updateApprovals } from './approvals.ts'

const waiting: Approval = {
  id: 'a1',
  route: 'banks.remove',
  input: { name: 'teapots' },
  reason: 'imported twice',
  requestedBy: 'ada',
  requestedAt: 0,
  state: 'waiting',
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
}
const listed: ApprovalsEvent = { is: 'listed', result: { ok: true, value: { approvals: [waiting] } } }
const [open] = updateApprovals(approvalsMachine().start()[0], listed)

it('sends one decision with its reason and shows it as decided where it stood', () => {
  const decide = { is: 'decide', id: 'a1', decision: 'approved', reason: 'seen' } as const
  const [sending, [command]] = updateApprovals(open, decide)
  expect(command).toMatchObject({
    route: 'approvals.decide',
    input: { id: 'a1', decision: 'approved', reason: 'seen' },
  })
  expect(updateApprovals(sending, decide)[1]).toEqual([])
  const [decided] = updateApprovals(sending, {
    is: 'decided',
    result: { ok: true, value: { ...waiting, state: 'approved' } },
  })
  expect(decided.approvals[0]!.state).toBe('approved')
})

it('keeps what waits in sight when the desk refuses a person’s own', () => {
  const [sending] = updateApprovals(open, { is: 'decide', id: 'a1', decision: 'approved', reason: 'mine' })
  const [refused] = updateApprovals(sending, {
    is: 'decided',
    result: { ok: false, error: { code: 'E_APPROVAL_OWN' } },
  })
  expect(refused).toMatchObject({ deciding: null, refusal: { code: 'E_APPROVAL_OWN' }, approvals: [waiting] })
})

it('asks for those decided when they are chosen', () => {
  const [state, commands] = updateApprovals(open, { is: 'which', which: 'decided' })
  expect(state.approvals).toEqual([])
  expect(commands).toMatchObject([{ route: 'approvals.list', input: { state: 'decided' } }])
})
