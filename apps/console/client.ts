// Calls to the desk: POST JSON to /api/<id>, the answer typed by the contract. Only types come from the contract, so that
// its schemas stay out of the bundle. A line that is down is a refusal too, whose code only the console says.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf, RefusalBody, RouteId } from '@manumit/contract'
import { keepSession, type SessionStorage, sessionHeaders } from './frame/session-key.ts'

export type Fetch = (address: string, init: RequestInit) => Promise<Response>

/** Calls one route. Never throws: what cannot be had is a refusal; `aborted` where the caller took its call back. */
export type Call = <Id extends RouteId>(
  id: Id,
  input: InputOf<Id>,
  signal?: AbortSignal,
) => Promise<Result<OutputOf<Id>>>

/** Codes that never come from the desk. */
export const UNREACHABLE = 'unreachable'
export const ABORTED = 'aborted'
export const UNREADABLE = 'unreadable'

/** @param storage  where the session's other half is kept: read at each call, as another tab may have signed in anew. */
export const makeCall =
  ({ fetch, storage }: { readonly fetch: Fetch; readonly storage: SessionStorage }): Call =>
  async <Id extends RouteId>(id: Id, input: InputOf<Id>, signal?: AbortSignal) => {
    let response: Response
    try {
      response = await fetch(`/api/${id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sessionHeaders(storage) },
        body: JSON.stringify(input),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        ...(signal && { signal }),
      })
    } catch {
      return refused(signal?.aborted ? ABORTED : UNREACHABLE)
    }
    try {
      keepSession(response, storage)
      const body: unknown = await response.json()
      if (response.ok) return { ok: true, value: body as OutputOf<Id> }
      return { ok: false, error: refusalOf(body) ?? { code: UNREADABLE, data: { status: response.status } } }
    } catch {
      return refused(signal?.aborted ? ABORTED : UNREADABLE, { status: response.status })
    }
  }

const refused = (code: string, data?: Refusal['data']): Result<never> => ({
  ok: false,
  error: data === undefined ? { code } : { code, data },
})

function refusalOf(body: unknown): Refusal | null {
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string')
    return null
  const { code, data = {} } = body as RefusalBody
  return {
    code,
    data: Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
    ),
  }
}
