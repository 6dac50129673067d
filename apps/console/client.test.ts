import { expect, it } from 'vitest'
import { type Fetch, makeCall } from './client.ts'

const storage = { getItem: () => 'the other half', setItem: () => {} }
const answering = (status: number, body: string) => {
  const sent: { address: string; init: RequestInit }[] = []
  const fetch: Fetch = async (address, init) => {
    sent.push({ address, init })
    return new Response(body, { status })
  }
  return { call: makeCall({ fetch, storage }), sent }
}

it('posts JSON with the session’s other half, and keeps what is asked out of the address', async () => {
  const { call, sent } = answering(200, '{"purpose":"owner"}')
  expect(await call('session.link', { token: 'secret' })).toEqual({ ok: true, value: { purpose: 'owner' } })
  expect(sent[0]!.address).toBe('/api/session.link')
  expect(sent[0]!.init.headers).toMatchObject({ 'x-manumit-csrf': 'the other half' })
  expect(sent[0]!.init.body).toBe('{"token":"secret"}')
})

it('a refusal is a code with its data', async () =>
  expect(
    await answering(404, '{"code":"E_RECORD_UNKNOWN","data":{"record":7}}').call('records.get', { id: 7 }),
  ).toEqual({
    ok: false,
    error: { code: 'E_RECORD_UNKNOWN', data: { record: 7 } },
  }))

it.each([
  ['not JSON', 502, '<html>'],
  ['JSON of another form', 500, '[]'],
])('an answer that is %s says its status', async (_, status, body) =>
  expect(await answering(status, body).call('jobs.list', {})).toEqual({
    ok: false,
    error: { code: 'unreadable', data: { status } },
  }))

it('a line that is down is a refusal, not an exception', async () => {
  const call = makeCall({ fetch: () => Promise.reject(new TypeError('failed')), storage })
  expect(await call('jobs.list', {})).toEqual({ ok: false, error: { code: 'unreachable' } })
})
