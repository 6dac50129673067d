// Every route, by everybody: allowed and refused. The table is the contract itself, so a new route is in it by being there.

import { fileRoutes, mayDo, ROLES, type Route, routes } from '@manumit/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTestDesk, type TestDesk } from './desk-fixture.ts'

/** Runs each call up to its handler, with input that each schema refuses: what is permitted is then E_INPUT. */
const NONSENSE = { nonsense: true }
const KNOWN_ORIGIN_ONLY = { origin: 'http://localhost:7378' }

let test: TestDesk
const browsers = new Map<string, Browser>()

beforeAll(async () => {
  test = await openTestDesk()
  for (const role of ROLES) browsers.set(role, await test.as(role))
  browsers.set('nobody', test.browser())
})
afterAll(() => test.close())

const by = (name: string): Browser => {
  const browser = browsers.get(name)
  if (!browser) throw new Error(name)
  return browser
}
const cases = routes.map((route): [string, Route] => [route.id, route])

describe.each(cases)('%s', (id, route) => {
  it.each(ROLES)('by the role %s', async (role) => {
    const { status, body } = await by(role).call(id, NONSENSE)
    if (mayDo(role, route.permission))
      expect({ status, body }).toMatchObject({ status: 400, body: { code: 'E_INPUT' } })
    else
      expect({ status, body }).toEqual({
        status: 403,
        body: { code: 'E_NOT_PERMITTED', data: { role, permission: route.permission } },
      })
  })

  it('by nobody signed in', async () => {
    const { status, body } = await by('nobody').call(id, NONSENSE)
    if (route.permission === 'open')
      expect({ status, body }).toMatchObject({ status: 400, body: { code: 'E_INPUT' } })
    else expect({ status, body }).toEqual({ status: 401, body: { code: 'E_SIGNED_OUT', data: {} } })
  })

  it('with a session that has ended', async () => {
    const stale = test.browser()
    stale.cookie = 'manumit-7377=a-token-that-no-session-has'
    const { status } = await stale.call(id, NONSENSE)
    expect(status).toBe(route.permission === 'open' ? 400 : 401)
  })

  it.each([
    ['from another origin', KNOWN_ORIGIN_ONLY],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from another port of this host', { 'sec-fetch-site': 'same-site' }],
    ['without saying where from', { origin: null, 'sec-fetch-site': null }],
    ['under another name', { host: 'evil.example' }],
    ['under the bare address', { host: '127.0.0.1:7377' }],
    ['under another port', { host: 'localhost:7378' }],
  ])('%s', async (_, more) => {
    const { status, body } = await by('owner').call(id, NONSENSE, more)
    expect({ status, body }).toEqual({ status: 403, body: { code: 'E_ORIGIN', data: {} } })
  })

  it.each([
    ['without the session’s token', { 'x-manumit-csrf': null }],
    ['with another session’s token', { 'x-manumit-csrf': 'x'.repeat(43) }],
  ])('%s', async (_, more) => {
    const { status, body } = await by('owner').call(id, NONSENSE, more)
    const code = route.permission === 'open' ? 'E_INPUT' : 'E_ORIGIN'
    expect({ status, body }).toMatchObject({
      status: route.permission === 'open' ? 400 : 403,
      body: { code },
    })
  })

  it('is never kept by a cache, and is no page', async () => {
    const { headers } = await by('owner').call(id, NONSENSE)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await by('owner').fetch(`/api/${id}`)).status).toBe(404)
  })
})

const PATHS: Readonly<Record<keyof typeof fileRoutes, string>> = {
  jobEvents: '/api/jobs.events',
  jobFile: '/api/jobs/none/files/none',
  upload: '/api/uploads/none',
  matchPicture: '/api/matches/1/picture',
}

describe.each(Object.entries(fileRoutes))('the file route %s', (name, { method, permission }) => {
  const path = PATHS[name as keyof typeof fileRoutes]
  const ask = async (
    browser: Browser,
    more: Readonly<Record<string, string | null>> = {},
  ): Promise<number> => {
    const body = method === 'PUT' ? { body: new Uint8Array(1) } : {}
    const response = await browser.fetch(path, { method, ...body }, { 'x-manumit-offset': '0', ...more })
    await response.body?.cancel()
    return response.status
  }

  it.each(ROLES)('by the role %s', async (role) => {
    const status = await ask(by(role))
    if (mayDo(role, permission)) expect([200, 404]).toContain(status)
    else expect(status).toBe(403)
  })

  it('by nobody, and from elsewhere', async () => {
    expect(await ask(by('nobody'))).toBe(401)
    expect(await ask(by('owner'), { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask(by('owner'), { 'sec-fetch-site': 'none' })).toBe(403)
    expect(await ask(by('owner'), { 'sec-fetch-site': null, origin: null })).toBe(403)
    expect(await ask(by('owner'), { host: 'evil.example' })).toBe(403)
    expect(await ask(by('owner'), { 'x-manumit-csrf': null })).toBe(403)
  })
})

it('what is no route is not found, for whoever asks', async () => {
  expect((await by('owner').call('no.route', {})).status).toBe(404)
  expect((await by('owner').call('__proto__', {})).status).toBe(404)
  expect((await by('nobody').fetch('/api/constructor')).status).toBe(404)
})
