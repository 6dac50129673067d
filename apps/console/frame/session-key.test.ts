import { expect, it } from 'vitest'
import { keepSession, sessionHeaders } from './session-key.ts'

it('keeps what an answer opened, sends it with each call, and forgets it for nothing an answer leaves out', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
  expect(sessionHeaders(storage)).toEqual({})
  keepSession(new Response('{}', { headers: { 'x-manumit-csrf': 'half' } }), storage)
  expect(sessionHeaders(storage)).toEqual({ 'x-manumit-csrf': 'half' })
  keepSession(new Response('{}'), storage)
  expect(sessionHeaders(storage)).toEqual({ 'x-manumit-csrf': 'half' })
})
