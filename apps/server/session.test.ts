import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAuthenticator } from './authenticator-fixture.ts'
import {
  type Browser,
  claim,
  ORIGIN,
  openTestDesk,
  PASSWORD,
  type TestDesk,
  tokenOf,
} from './desk-fixture.ts'
import { SESSION_LIMITS } from './visitor.ts'

let test: TestDesk
beforeEach(async () => {
  test = await openTestDesk()
})
afterEach(() => test.close())

const code = async (reply: ReturnType<Browser['call']>): Promise<string> =>
  ((await reply).body as { code?: string }).code ?? 'done'
const startToken = async (): Promise<string> => tokenOf((await test.desk.links.start())?.address ?? '')
const byPassword = (name: string, password = PASSWORD) => ({ name, by: { kind: 'password', password } })
const actions = async (): Promise<string[]> => {
  const page = await test.workspace.audit.list({ limit: 1000 })
  return page.ok ? page.value.rows.map(({ action, actor }) => `${actor}: ${action}`) : []
}

describe('the link of the start', () => {
  it('makes the owner once, and the cookie is for this origin alone', async () => {
    const browser = test.browser()
    expect(await browser.must('session.status', {})).toEqual({ state: 'unclaimed' })
    const token = await startToken()
    expect(await browser.must('session.link', { token })).toMatchObject({
      purpose: 'owner',
      role: 'owner',
      name: null,
    })
    const { headers } = await browser.call('session.claim', { token, ...byPassword('Ada') })
    expect(headers.get('set-cookie')).toMatch(
      /^manumit-7377=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )

    expect(await browser.must('session.status', {})).toMatchObject({
      state: 'signed-in',
      name: 'Ada',
      role: 'owner',
      atRest: 'unencrypted',
    })
    expect(await code(test.browser().call('session.claim', { token, ...byPassword('Eve') }))).toBe(
      'E_LINK_UNKNOWN',
    )
    expect(await actions()).toContain('Ada: account.made')
  })

  it('lapses after ten minutes, and when a newer one is printed', async () => {
    const first = await startToken()
    const second = await startToken()
    expect(await code(test.browser().call('session.link', { token: first }))).toBe('E_LINK_UNKNOWN')
    test.clock.micros += 599_000_000
    expect(await code(test.browser().call('session.link', { token: second }))).toBe('done')
    test.clock.micros += 1_000_000
    expect(await code(test.browser().call('session.claim', { token: second, ...byPassword('Ada') }))).toBe(
      'E_LINK_UNKNOWN',
    )
  })

  it('signs in the owner it was made for, and nobody else', async () => {
    await test.as('owner')
    await test.as('analyst')
    const token = await startToken()
    const signIn = (name: string) =>
      code(test.browser().call('session.signIn', { name, by: { kind: 'link', token } }))
    expect(await test.browser().must('session.link', { token })).toMatchObject({ name: 'the owner' })
    expect(await signIn('the analyst')).toBe('E_LINK_UNKNOWN')
    expect(await code(test.browser().call('session.claim', { token, ...byPassword('Eve') }))).toBe(
      'E_LINK_UNKNOWN',
    )
    expect(await signIn('the owner')).toBe('done')
    expect(await signIn('the owner')).toBe('E_LINK_UNKNOWN')
  })

  it('no token, password or recovery code stands in a file of the workspace', async () => {
    const browser = test.browser()
    const token = await startToken()
    const recovery = await claim(browser, { token, name: 'Ada' })
    await test.restart()
    for (const name of ['access.db', 'workspace.db', 'access.db-wal', 'workspace.db-wal']) {
      let bytes = Buffer.alloc(0)
      try {
        bytes = readFileSync(join(test.folder, name))
      } catch {}
      for (const secret of [token, PASSWORD, recovery, browser.cookie.split('=')[1] ?? '', browser.csrf])
        expect(bytes.includes(secret)).toBe(false)
    }
    expect(test.log.join('\n')).toBe('')
  })
})

describe('passwords', () => {
  it('sign in, and a wrong one is refused as an unknown name is', async () => {
    await test.as('owner')
    expect(await code(test.browser().call('session.signIn', byPassword('THE  owner')))).toBe('done')
    const wrong = await test.browser().call('session.signIn', byPassword('the owner', 'wrong'))
    const unknown = await test.browser().call('session.signIn', byPassword('nobody', 'wrong'))
    expect(wrong.status).toBe(401)
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    expect(await actions()).toContain('nobody signed in: session.refused')
  })

  it('that are tried first are refused', async () => {
    const token = await startToken()
    for (const password of [
      'password1234',
      'Ada Lovelace 1',
      'aaaaaaaaaaaaaa',
      '123456789012',
      'qwertyuiopas',
    ])
      expect(
        await code(
          test
            .browser()
            .call('session.claim', { token, name: 'Ada Lovelace', by: { kind: 'password', password } }),
        ),
      ).toBe('E_PASSWORD_WEAK')
    expect(await code(test.browser().call('session.claim', { token, ...byPassword('Ada Lovelace') }))).toBe(
      'done',
    )
  })

  it('are guessed ever more slowly, and the right one has to wait too', async () => {
    await test.as('owner')
    const tries = async (password: string) =>
      test.browser().call('session.signIn', byPassword('the owner', password))
    for (let i = 0; i < 5; i++) expect((await tries('wrong')).status).toBe(401)
    const refused = await tries(PASSWORD)
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'E_TOO_MANY_REQUESTS', data: { seconds: 1 } },
    })
    test.clock.micros += 1_000_000
    expect((await tries('wrong')).status).toBe(401)
    expect(await tries(PASSWORD)).toMatchObject({ status: 429, body: { data: { seconds: 2 } } })
    test.clock.micros += 2_000_000
    expect((await tries(PASSWORD)).status).toBe(200)
    expect((await tries('wrong')).status).toBe(401)
  })

  it('are recovered once by each code, which ends what was open', async () => {
    const browser = test.browser()
    const recoveryCode = await claim(browser, { token: await startToken(), name: 'Ada' })
    const password = 'a green kettle on the stove'
    const recover = (by: string) =>
      test.browser().call('session.recover', { name: 'ada', recoveryCode: by, password })
    expect(await code(recover('0000-0000'))).toBe('E_SIGN_IN')
    const { status, body } = await recover(recoveryCode.toLowerCase().replaceAll('-', ' '))
    expect(status).toBe(200)
    expect((body as { recoveryCode: string }).recoveryCode).not.toBe(recoveryCode)
    expect(await code(recover(recoveryCode))).toBe('E_SIGN_IN')
    expect(await browser.must('session.status', {})).toEqual({ state: 'signed-out' })
    expect(await code(test.browser().call('session.signIn', byPassword('Ada')))).toBe('E_SIGN_IN')
    expect(await code(test.browser().call('session.signIn', byPassword('Ada', password)))).toBe('done')
  })
})

describe('passkeys', () => {
  const claimBy = async (authenticator = makeAuthenticator(ORIGIN)) => {
    const browser = test.browser()
    const token = await startToken()
    const { options } = await browser.must('session.passkeyOptions', { purpose: 'make', token, name: 'Ada' })
    expect(options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none' })
    const response = authenticator.make(options)
    const reply = await browser.call('session.claim', {
      token,
      name: 'Ada',
      by: { kind: 'passkey', response },
    })
    return { authenticator, reply, token, response }
  }
  const use = async (
    respond: (options: Record<string, unknown>) => Record<string, unknown>,
    name = 'Ada',
  ) => {
    const browser = test.browser()
    const { options } = await browser.must('session.passkeyOptions', { purpose: 'use', name })
    const response = respond(options)
    return {
      response,
      status: (await browser.call('session.signIn', { name, by: { kind: 'passkey', response } })).status,
    }
  }

  it('make an account and sign in', async () => {
    const { authenticator, reply } = await claimBy()
    expect(reply.status).toBe(200)
    expect((await use((options) => authenticator.use(options))).status).toBe(200)
    expect((await use((options) => authenticator.use(options))).status).toBe(200)
  })

  it('answered before, made for another page, or by another key are refused', async () => {
    const { authenticator } = await claimBy()
    const { response } = await use((options) => authenticator.use(options))
    expect((await use(() => response)).status).toBe(401)
    expect((await use((options) => authenticator.use(options, 'http://localhost:7378'))).status).toBe(401)
    expect(
      (await use((options) => ({ ...makeAuthenticator(ORIGIN).use(options), id: response.id }))).status,
    ).toBe(401)
    expect((await use((options) => authenticator.use({ ...options, challenge: 'AAAA' }))).status).toBe(401)
    expect((await use(() => ({}))).status).toBe(401)
    expect((await use((options) => authenticator.use(options), 'Eve')).status).toBe(401)
  })

  it('need the challenge that this link gave, within five minutes', async () => {
    const { reply, response, token } = await claimBy(makeAuthenticator('http://example.org'))
    expect(reply.body).toMatchObject({ code: 'E_PASSKEY_REFUSED' })
    expect(
      await code(
        test.browser().call('session.claim', { token, name: 'Ada', by: { kind: 'passkey', response } }),
      ),
    ).toBe('E_PASSKEY_REFUSED')
    const authenticator = makeAuthenticator(ORIGIN)
    const { options } = await test
      .browser()
      .must('session.passkeyOptions', { purpose: 'make', token, name: 'Ada' })
    test.clock.micros += 300_000_000
    const late = { token, name: 'Ada', by: { kind: 'passkey', response: authenticator.make(options) } }
    expect(await code(test.browser().call('session.claim', late))).toBe('E_PASSKEY_REFUSED')
  })
})

describe('sessions', () => {
  it('end after an hour without a call, and after half a day in any case', async () => {
    const idle = await test.as('owner')
    test.clock.micros += SESSION_LIMITS.idle
    expect(await code(idle.call('accounts.list', {}))).toBe('E_SIGNED_OUT')
    const busy = await test.as('owner')
    for (let i = 0; i < 23; i++) {
      test.clock.micros += SESSION_LIMITS.idle / 2
      expect(await code(busy.call('accounts.list', {}))).toBe('done')
    }
    test.clock.micros += SESSION_LIMITS.idle / 2
    expect(await code(busy.call('accounts.list', {}))).toBe('E_SIGNED_OUT')
  })

  it('end with the desk', async () => {
    const owner = await test.as('owner')
    await test.restart()
    expect(await owner.must('session.status', {})).toEqual({ state: 'signed-out' })
    expect(await code(owner.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
  })

  it('end when a role changes or an account is let out', async () => {
    const owner = await test.as('owner')
    const analyst = await test.as('analyst')
    expect(await code(analyst.call('jobs.list', {}))).toBe('done')
    await owner.must('accounts.change', { name: 'the analyst', role: 'read-only' })
    expect(await code(analyst.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
    expect(await code(analyst.call('session.signIn', byPassword('the analyst')))).toBe('done')

    expect(await code(analyst.call('matches.judge', { id: 1, decision: 'same', reason: 'x' }))).toBe(
      'E_NOT_PERMITTED',
    )
    await owner.must('accounts.change', { name: 'the analyst', state: 'disabled' })
    expect(await code(analyst.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
    expect(await code(analyst.call('session.signIn', byPassword('the analyst')))).toBe('E_SIGN_IN')
  })

  it('are signed out one or all', async () => {
    const [here, there] = [await test.as('owner'), await test.as('owner')]
    await here.must('session.signOut', {})
    expect(await code(here.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
    expect(await code(there.call('jobs.list', {}))).toBe('done')
    const again = await test.as('owner')
    await again.must('session.signOut', { everywhere: true })
    expect(await code(there.call('jobs.list', {}))).toBe('E_SIGNED_OUT')
  })
})

describe('accounts', () => {
  it('keep an active owner', async () => {
    const owner = await test.as('owner')
    expect(await code(owner.call('accounts.change', { name: 'the owner', role: 'analyst' }))).toBe(
      'E_LAST_OWNER',
    )
    expect(await code(owner.call('accounts.change', { name: 'THE OWNER', state: 'disabled' }))).toBe(
      'E_LAST_OWNER',
    )
    await test.as('owner', 'second')
    expect(await code(owner.call('accounts.change', { name: 'the owner', role: 'analyst' }))).toBe('done')
    expect(await code(owner.call('accounts.change', { name: 'nobody', role: 'analyst' }))).toBe(
      'E_SIGNED_OUT',
    )
  })

  it('come by invitation, with the role of the invitation and a name nobody has', async () => {
    const owner = await test.as('owner')
    const { link } = await owner.must('accounts.invite', { role: 'reviewer' })
    const { invitations } = await owner.must('accounts.list', {})
    expect(invitations).toMatchObject([{ role: 'reviewer', invitedBy: 'the owner' }])
    const guest = test.browser()
    const token = tokenOf(link)
    expect(await guest.must('session.link', { token })).toMatchObject({
      purpose: 'invitation',
      role: 'reviewer',
    })
    expect(await code(guest.call('session.claim', { token, ...byPassword('The\u200b Owner') }))).toBe(
      'E_ACCOUNT_EXISTS',
    )
    await claim(guest, { token, name: 'Rea' })
    expect(await guest.must('session.status', {})).toMatchObject({ name: 'Rea', role: 'reviewer' })
    expect((await owner.must('accounts.list', {})).invitations).toEqual([])
    expect(await actions()).toEqual(
      expect.arrayContaining(['the owner: account.invited', 'Rea: account.made']),
    )
  })
})
