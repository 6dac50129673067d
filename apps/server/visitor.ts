// Who sends a request: the session its cookie names, if it has not ended. The cookie's name holds the port, since browsers
// send cookies of one host to each of its ports; and so it is worth nothing without the header that only our pages send.

import { ok, type Result, refuse } from '@manumit/base'
import type { Role } from '@manumit/contract'
import { ROLES } from '@manumit/contract'
import type { AccessStore, SessionLimits } from '@manumit/store'
import { csrfOf, hashOf, isSame, makeToken, type RandomBytes } from './secrets.ts'

/** An hour without a call, half a day in any case. */
export const SESSION_LIMITS: SessionLimits = { idle: 3_600_000_000, absolute: 43_200_000_000 }

/** Who the log names where nobody is signed in. */
export const NOBODY = 'nobody signed in'
/** Carries the other half of a session: with each call, and with the answer that opened it. */
export const SESSION_HEADER = 'x-manumit-csrf'

export interface Visitor {
  /** null where nobody is signed in. */
  readonly session: VisitorSession | null
  /** Whether the session's other half came too. Without it the cookie may have come from anybody who was sent it. */
  readonly isOurs: boolean
  /** Signs in: a new session, whose cookie goes out with the answer. What was open before ends. */
  signIn(account: string): void
  /** Ends the session, and takes its cookie back. */
  signOut(): void
  /** What the answer has to carry of a session that was opened or ended. */
  headers(): Readonly<Record<string, string>>
}

export interface VisitorSession {
  readonly actor: string
  readonly role: Role
  readonly expiresAt: number
  readonly csrf: string
  readonly tokenHash: string
}

export interface VisitorDesk {
  readonly access: AccessStore
  readonly origin: string
  readonly limits: SessionLimits
  readonly randomBytes: RandomBytes
  /** What csrfOf takes. */
  readonly secret: Uint8Array
}

export function visitorOf(request: Request, desk: VisitorDesk): Visitor {
  const name = cookieName(desk.origin)
  const token = cookieOf(request, name)
  const session = token === null ? null : sessionOf(token, desk)
  let headers: Readonly<Record<string, string>> = {}
  const end = (): void => {
    if (session) desk.access.sessions.end(session.tokenHash)
  }
  return {
    session,
    isOurs: session !== null && isSame(request.headers.get(SESSION_HEADER) ?? '', session.csrf),
    signIn(account) {
      end()
      const fresh = makeToken(desk.randomBytes)
      desk.access.sessions.open(hashOf(fresh), account, desk.limits)
      const seconds = desk.limits.absolute / 1_000_000
      headers = {
        'set-cookie': cookieText(name, { token: fresh, seconds, origin: desk.origin }),
        [SESSION_HEADER]: csrfOf(fresh, desk.secret),
      }
    },
    signOut() {
      end()
      headers = { 'set-cookie': cookieText(name, { token: '', seconds: 0, origin: desk.origin }) }
    },
    headers: () => headers,
  }
}

/** Both halves of a session: the second one no other site, and no other port of this host, has or can make a browser send. */
export function requireOurs({ session, isOurs }: Visitor): Result<void> {
  if (!session) return refuse('E_SIGNED_OUT')
  return isOurs ? ok(undefined) : refuse('E_ORIGIN')
}

function sessionOf(token: string, { access, limits, secret }: VisitorDesk): VisitorSession | null {
  const tokenHash = hashOf(token)
  const session = access.sessions.use(tokenHash, limits)
  const role = ROLES.find((each) => each === session?.role)
  if (!session || !role) return null
  return {
    actor: session.account,
    role,
    expiresAt: session.expiresAt,
    csrf: csrfOf(token, secret),
    tokenHash,
  }
}

/** `manumit-7377`; with TLS `__Host-manumit-443`, which no other host and no plain page can set. */
export function cookieName(origin: string): string {
  const { protocol, port } = new URL(origin)
  return protocol === 'https:' ? `__Host-manumit-${port || 443}` : `manumit-${port || 80}`
}

function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))
  return found === undefined ? null : found.slice(name.length + 1)
}

function cookieText(
  name: string,
  { token, seconds, origin }: { readonly token: string; readonly seconds: number; readonly origin: string },
): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.round(seconds)}${secure}`
}
