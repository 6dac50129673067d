// What our own areas (accounts, jobs, media) need beside what each handler gets.

import type { Result, Utc } from '@manumit/base'
import type { Role, RouteId } from '@manumit/contract'
import type { AccessStore } from '@manumit/store'
import type { Attempts } from './attempts.ts'
import type { CallContext } from './handler.ts'
import type { Passkeys } from './passkeys.ts'
import type { RandomBytes } from './secrets.ts'
import type { Uploads } from './uploads.ts'
import type { Visitor } from './visitor.ts'

/** What the desk needs from outside. */
export interface DeskPowers {
  now(): Utc
  readonly randomBytes: RandomBytes
  randomId(): string
  /** One line of the server's own log: ids and counts, never content. */
  log(event: string, data: Readonly<Record<string, string | number>>): void
}

export interface DeskContext extends CallContext {
  readonly access: AccessStore
  /** `http://localhost:7377` */
  readonly origin: string
  readonly visitor: Visitor
  readonly attempts: Attempts
  readonly passkeys: Passkeys
  readonly uploads: Uploads
  readonly powers: DeskPowers
  /** Work that looks before it writes, one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Pictures are decoded one after the other: a hundred at a time take the memory of one. */
  drawInTurn<T>(work: () => Promise<T>): Promise<T>
  /** Does what a route does, in somebody's name, after somebody else approved it. */
  perform(route: RouteId, input: unknown, by: Requester): Promise<Result<unknown>>
}

export interface Requester {
  readonly actor: string
  readonly role: Role
}
