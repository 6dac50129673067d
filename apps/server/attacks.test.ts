// What somebody would try who means harm: each was tried against a desk before it was refused.

import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAuthenticator } from './authenticator-fixture.ts'
import {
  type Browser,
  claim,
  ORIGIN,
  openTestDesk,
  PASSWORD,
  runHere,
  type TestDesk,
  tokenOf,
} from './desk-fixture.ts'

let test: TestDesk
beforeEach(async () => {
  test = await openTestDesk({ runJob: runHere(() => test.workspace) })
})
afterEach(() => test.close())

const code = async (reply: ReturnType<Browser['call']>): Promise<string> =>
  ((await reply).body as { code?: string }).code ?? 'done'
const entries = async () => {
  const page = await test.workspace.audit.list({ limit: 1000 })
  return page.ok ? page.value.rows : []
}
const byPassword = (name: string, password = PASSWORD) => ({ name, by: { kind: 'password', password } })

describe('guessing', () => {
  it('many at once is no faster than one after the other', async () => {
    await test.as('owner')
    const guesses = Array.from({ length: 20 }, (_, i) =>
      code(test.browser().call('session.signIn', byPassword('the owner', `guess ${i}`))),
    )
    const refused = await Promise.all(guesses)
    expect(refused.filter((each) => each === 'E_SIGN_IN').length).toBeLessThanOrEqual(5)
  })

  it('keeps nobody out who comes by passkey, by the start’s link, by an invitation or by a recovery code', async () => {
    const authenticator = makeAuthenticator(ORIGIN)
    const owner = await test.as('owner')
    const invited = async (role: string): Promise<string> =>
      tokenOf((await owner.must('accounts.invite', { role })).link)
    const token = await invited('analyst')
    const made = await test.browser().must('session.passkeyOptions', { purpose: 'make', token, name: 'Pia' })
    const first = { kind: 'passkey', response: authenticator.make(made.options) }
    await test.browser().must('session.claim', { token, name: 'Pia', by: first })
    const recoveryCode = await claim(test.browser(), { token: await invited('analyst'), name: 'Rea' })

    const { options } = await test.browser().must('session.passkeyOptions', { purpose: 'use', name: 'Pia' })
    for (const name of ['Pia', 'Rea', 'the owner', ...Array.from({ length: 61 }, (_, i) => `n${i}`)])
      for (let i = 0; i < 6; i++) {
        test.clock.micros += 1
        await test.browser().call('session.signIn', { name, by: { kind: 'passkey', response: { id: 'x' } } })
        await test.browser().call('session.link', { token: 'a token that nobody was ever given' })
        if (i === 0) await test.browser().call('session.signIn', byPassword(name, 'wrong'))
      }
    expect(await code(test.browser().call('session.signIn', byPassword('Rea')))).toBe('E_TOO_MANY_REQUESTS')
    const by = { kind: 'passkey', response: authenticator.use(options) }
    expect(await code(test.browser().call('session.signIn', { name: 'Pia', by }))).toBe('done')
    const password = 'a green kettle on the stove'
    expect(await code(test.browser().call('session.recover', { name: 'Rea', recoveryCode, password }))).toBe(
      'done',
    )
    await test.as('owner')
    await claim(test.browser(), { token: await invited('reviewer'), name: 'Late' })
  })

  it('a flood of questions for passkeys takes nobody’s challenge away', async () => {
    const authenticator = makeAuthenticator(ORIGIN)
    const token = tokenOf((await test.desk.links.start())?.address ?? '')
    const { options } = await test
      .browser()
      .must('session.passkeyOptions', { purpose: 'make', token, name: 'Ada' })
    for (let i = 0; i < 1_001; i++)
      await test.browser().must('session.passkeyOptions', { purpose: 'use', name: `n${i}` })
    const by = { kind: 'passkey', response: authenticator.make(options) }
    expect(await code(test.browser().call('session.claim', { token, name: 'Ada', by }))).toBe('done')
  })

  it('is in the log, for names nobody has and for recovery codes too', async () => {
    await test.as('owner')
    const password = 'a green kettle on the stove'
    await test.browser().call('session.signIn', byPassword('nobody', 'wrong'))
    await test.browser().call('session.recover', { name: 'the owner', recoveryCode: '0', password })
    const refused = (await entries()).filter(({ action }) => action === 'session.refused')
    expect(refused.map(({ subject, data }) => [subject, data])).toEqual([
      ['account', { by: 'password' }],
      ['account:the owner', { by: 'recovery code' }],
    ])
  })
})

describe('another program of this machine', () => {
  it('that is sent the cookie, as each port of this host is, gets nothing for it', async () => {
    const owner = await test.as('owner')
    const thief = test.browser()
    thief.cookie = owner.cookie
    const guess = createHmac('sha256', owner.cookie.split('=')[1] ?? '')
      .update('manumit csrf')
      .digest('base64url')
    for (const csrf of ['', guess]) {
      thief.csrf = csrf
      expect(await thief.must('session.status', {})).toEqual({ state: 'signed-out' })
      expect(await code(thief.call('jobs.list', {}))).toBe('E_ORIGIN')
      expect((await thief.fetch('/api/jobs.events')).status).toBe(403)
      expect((await thief.fetch('/api/jobs/x/files/y')).status).toBe(403)
      expect((await thief.fetch('/api/matches/1/picture')).status).toBe(403)
    }
    expect(await code(owner.call('jobs.list', {}))).toBe('done')
  })

  it('that took the port between two runs gets in with nothing it was sent', async () => {
    const owner = await test.as('owner')
    await test.restart()
    expect(await code(owner.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
  })
})

describe('somebody who is let out', () => {
  it('comes back by no invitation they made before', async () => {
    const owner = await test.as('owner')
    const leaving = await test.as('owner', 'Lea')
    const { link } = await leaving.must('accounts.invite', { role: 'owner' })
    await owner.must('accounts.change', { name: 'Lea', state: 'disabled' })
    const guest = test.browser()
    expect(await code(guest.call('session.link', { token: tokenOf(link) }))).toBe('E_LINK_UNKNOWN')
    expect(await code(guest.call('session.claim', { token: tokenOf(link), ...byPassword('Eve') }))).toBe(
      'E_LINK_UNKNOWN',
    )
    expect((await owner.must('accounts.list', {})).invitations).toEqual([])
  })
})

describe('an author’s name', () => {
  it.each([
    ['of nobody', 'Nobody  signed in', 'E_ACCOUNT_EXISTS'],
    ['of the program', 'the start of the program', 'E_ACCOUNT_EXISTS'],
    ['that looks like another’s', 'the \u043ewner', 'E_INPUT'],
    ['that turns the line round', 'Ada\u202e', 'E_INPUT'],
    ['in one script', '\u0410\u043d\u043d\u0430', 'done'],
  ])('%s', async (_, name, expected) => {
    const owner = await test.as('owner')
    const token = tokenOf((await owner.must('accounts.invite', { role: 'analyst' })).link)
    expect(await code(test.browser().call('session.claim', { token, ...byPassword(name) }))).toBe(expected)
  })
})

describe('a bank of unlawful material', () => {
  const importing = async (browser: Browser, material: string, text: string) => {
    const path = join(test.folder, '..', `${test.folder.split('/').at(-1)}-bank.csv`)
    writeFileSync(path, text)
    const job = await browser.must('jobs.start', {
      request: { kind: 'import-bank', origin: { from: 'path', path }, name: 'list', material },
    })
    return ended(browser, job.id)
  }

  it('does not become one that may be shown by being imported again', async () => {
    const examiner = await test.as('examiner')
    const list = `${'0'.repeat(31)}1\n`
    expect(await importing(examiner, 'unlawful', list)).toMatchObject({ state: 'finished' })
    for (const material of ['demonstration', 'other'])
      expect(await importing(examiner, material, list)).toMatchObject({
        state: 'failed',
        refusal: { code: 'E_BANK_MATERIAL' },
      })
    expect((await test.workspace.banks.list()).map(({ material }) => material)).toEqual(['unlawful'])
  })

  it('leaves no list lying in the workspace’s folder when its import fails', async () => {
    const examiner = await test.as('examiner')
    const { uploadId } = await examiner.must('uploads.begin', { name: 'list.csv', sizeBytes: 3 })
    const init = { method: 'PUT', body: 'a,b' }
    await examiner.fetch(`/api/uploads/${uploadId}`, init, { 'x-manumit-offset': '0' })
    const job = await examiner.must('jobs.start', {
      request: {
        kind: 'import-bank',
        origin: { from: 'upload', uploadId },
        name: 'list',
        material: 'unlawful',
      },
    })
    expect(await ended(examiner, job.id)).toMatchObject({ state: 'failed' })
    const resumed = await examiner.must('jobs.resume', { id: job.id })
    expect(await ended(examiner, resumed.id)).toMatchObject({ refusal: { code: 'E_UPLOAD_UNKNOWN' } })
  })
})

describe('an upload', () => {
  it('never goes on from, or stands for, another file of the same name and size', async () => {
    const examiner = await test.as('examiner')
    const begin = (modifiedAt: number) =>
      examiner.must('uploads.begin', { name: 'phone.zip', sizeBytes: 4, modifiedAt })
    const { uploadId } = await begin(1)
    const put = (bytes: string, offset: number) =>
      examiner.fetch(
        `/api/uploads/${uploadId}`,
        { method: 'PUT', body: bytes },
        { 'x-manumit-offset': `${offset}` },
      )
    await put('ab', 0)
    expect(await begin(1)).toMatchObject({ uploadId, received: 2 })
    expect(await begin(2)).toMatchObject({ received: 0 })
    await put('cd', 2)
    expect((await begin(2)).uploadId).not.toBe(uploadId)
  })
})

describe('the log', () => {
  it('names who stopped and who went on with another’s work, and who looked through folders', async () => {
    const owner = await test.as('owner')
    const examiner = await test.as('examiner')
    await examiner.must('folders.list', { path: '/' })
    const job = await examiner.must('jobs.start', { request: { kind: 'report', format: 'html', filter: {} } })
    await owner.call('jobs.stop', { id: job.id })
    await ended(owner, job.id)
    await owner.call('jobs.resume', { id: job.id })
    await ended(owner, job.id)
    const said = (await entries()).map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)
    expect(said).toEqual(
      expect.arrayContaining([
        'the examiner view.folder /',
        `the examiner job.started job:${job.id}`,
        `the owner job.stopped job:${job.id}`,
        `the owner job.resumed job:${job.id}`,
      ]),
    )
  })
})

async function ended(browser: Browser, id: string) {
  for (;;) {
    const job = (await browser.must('jobs.list', {})).jobs.find((each) => each.id === id)
    if (job && ['finished', 'failed', 'stopped'].includes(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
