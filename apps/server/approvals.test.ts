import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openTestDesk, signIn, type TestDesk } from './desk-fixture.ts'

let test: TestDesk
beforeEach(async () => {
  test = await openTestDesk()
  await test.workspace.banks.import({ name: 'gone', material: 'other', source: 'invented' }, [
    { kind: 'md5', hash: 'd41d8cd98f00b204e9800998ecf8427e' },
  ])
})
afterEach(() => test.close())

const remove = (browser: Browser) => browser.call('banks.remove', { name: 'gone', reason: 'not needed' })
const decide = (browser: Browser, id: string, decision = 'approved') =>
  browser.call('approvals.decide', { id, decision, reason: 'seen' })
const banks = async (): Promise<number> => (await test.workspace.banks.list()).length
async function waiting(browser: Browser): Promise<string> {
  const { status, body } = await remove(browser)
  expect({ status, body }).toMatchObject({ status: 409, body: { code: 'E_WAITS_FOR_APPROVAL' } })
  return (body as { data: { approval: string } }).data.approval
}

describe('an act that needs a second person', () => {
  it('is done at once where nobody else may approve', async () => {
    const owner = await test.as('owner')
    await test.as('analyst')
    expect((await remove(owner)).status).toBe(200)
    expect(await banks()).toBe(0)
  })

  it('waits, is done in the name of who asked, and the log has both', async () => {
    const owner = await test.as('owner')
    const reviewer = await test.as('reviewer')
    const id = await waiting(owner)
    expect(await banks()).toBe(1)
    expect((await reviewer.must('approvals.list', { state: 'waiting' })).approvals).toMatchObject([
      { id, route: 'banks.remove', input: { name: 'gone' }, reason: 'not needed', requestedBy: 'the owner' },
    ])
    expect((await decide(reviewer, id)).body).toMatchObject({ state: 'approved', decidedBy: 'the reviewer' })
    expect(await banks()).toBe(0)
    const log = await test.workspace.audit.list({ limit: 1000 })
    const acts = log.ok ? log.value.rows.map(({ actor, action }) => `${actor}: ${action}`) : []
    expect(acts.slice(-4)).toEqual([
      'the owner: approval.requested',
      'the reviewer: approval.approved',
      'the owner: bank.removed',
      'the owner: bank.removal-reason',
    ])
    expect(await test.workspace.audit.verify()).toMatchObject({ intact: true })
  })

  it('is not decided by who asked, nor twice, nor by who may not', async () => {
    const owner = await test.as('owner')
    const [second, analyst] = [await test.as('owner', 'second'), await test.as('analyst')]
    const id = await waiting(owner)
    expect((await decide(owner, id)).body).toMatchObject({ code: 'E_APPROVAL_OWN' })
    expect((await decide(analyst, id)).body).toMatchObject({ code: 'E_NOT_PERMITTED' })
    expect((await decide(second, 'none')).body).toMatchObject({ code: 'E_APPROVAL_UNKNOWN' })
    const both = await Promise.all([decide(second, id), decide(second, id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await decide(second, id, 'refused')).body).toMatchObject({
      code: 'E_APPROVAL_DECIDED',
      data: { by: 'second' },
    })
  })

  it('that was refused is not done', async () => {
    const owner = await test.as('owner')
    const reviewer = await test.as('reviewer')
    const id = await waiting(owner)
    expect((await decide(reviewer, id, 'refused')).body).toMatchObject({ state: 'refused' })
    expect(await banks()).toBe(1)
  })

  it('is not done for somebody who has lost the right meanwhile', async () => {
    const owner = await test.as('owner')
    const second = await test.as('owner', 'second')
    const id = await waiting(second)
    await owner.must('accounts.change', { name: 'second', role: 'analyst' })
    expect((await decide(owner, id)).body).toMatchObject({ code: 'E_NOT_PERMITTED' })
    expect(await banks()).toBe(1)
    const other = await test.as('owner', 'third')
    const lost = await waiting(other)
    await owner.must('accounts.change', { name: 'third', state: 'disabled' })
    expect((await decide(owner, lost)).body).toMatchObject({ code: 'E_ACCOUNT_UNKNOWN' })
    expect(await banks()).toBe(1)
  })

  it('still waits after a restart', async () => {
    const owner = await test.as('owner')
    const reviewer = await test.as('reviewer')
    const id = await waiting(owner)
    await test.restart()
    await signIn(reviewer, 'the reviewer')
    expect((await decide(reviewer, id)).status).toBe(200)
    expect(await banks()).toBe(0)
  })
})
