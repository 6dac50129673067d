// What the desk keeps beside a workspace, in a file of its own: accounts, links, sessions, approvals, jobs, uploads. Apart
// from workspace.db, so that a workspace that is sealed or handed over holds no credentials. Secrets come in hashed; this
// package neither makes nor checks them. Calls are synchronous: rows are few, and each is one short statement.

import type { Result, Utc } from '@manumit/base'
import type { JsonValue } from './ports/page.ts'

export interface AccessRequest {
  /** The workspace's folder; `access.db` in it is made where it is not there, mode 0600. */
  readonly folder: string
  now(): Utc
}

export interface AccessStore {
  readonly accounts: AccountStore
  readonly links: LinkStore
  readonly sessions: SessionStore
  readonly approvals: ApprovalStore
  readonly jobs: JobStore
  readonly uploads: UploadStore
  close(): void
}

export interface Account {
  /** As its owner typed it. Two names that differ in case, width or invisible characters alone are one. */
  readonly name: string
  /** A role's name; which there are is the contract's affair. */
  readonly role: string
  readonly state: 'active' | 'disabled'
  readonly createdAt: Utc
  readonly lastSeenAt: Utc | null
  /** A hash in PHC form; null where the account comes in by passkey alone. */
  readonly passwordHash: string | null
  /** SHA-256, in hexadecimal, of the recovery code that counts. */
  readonly recoveryHash: string
  readonly passkeys: readonly Passkey[]
}

export interface Passkey {
  /** base64url */
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

export type NewAccount = Pick<Account, 'name' | 'role' | 'passwordHash' | 'recoveryHash' | 'passkeys'>

export interface AccountStore {
  /** By the time they were made. */
  list(): readonly Account[]
  /** Refuses E_ACCOUNT_UNKNOWN. */
  get(name: string): Result<Account>
  /** Makes the account and uses up its link in one transaction. Refuses E_ACCOUNT_EXISTS, E_LINK_UNKNOWN. */
  claim(account: NewAccount, linkHash: string): Result<Account>
  /** Changes role or state, and ends each session of the account where something changed. Refuses E_ACCOUNT_UNKNOWN. */
  change(name: string, change: Partial<Pick<Account, 'role' | 'state'>>): Result<Account>
  /** Sets password and recovery code, and ends each session: the old recovery code must be the one that counts. */
  recover(
    name: string,
    secrets: { readonly passwordHash: string; readonly recoveryHash: string; readonly usedHash: string },
  ): Result<void>
  setPasswordHash(name: string, hash: string): void
  /** The authenticator's counter after a use. */
  setCounter(credentialId: string, counter: number): void
}

export interface Link {
  readonly hash: string
  readonly purpose: 'owner' | 'invitation' | 'sign-in'
  readonly role: string
  /** The account it opens, for `sign-in`. */
  readonly account: string | null
  readonly madeBy: string
  readonly expiresAt: Utc
}

/** One-time links, by the SHA-256 of their token. Expired and used ones are as if they were not there. */
export interface LinkStore {
  /** `inPlaceOf`: links of this purpose that wait are withdrawn first. */
  add(link: Link, options?: { readonly inPlaceOf?: Link['purpose'] }): void
  /** Refuses E_LINK_UNKNOWN. */
  get(hash: string): Result<Link>
  /** Uses it up. Refuses E_LINK_UNKNOWN. */
  use(hash: string): Result<Link>
  waiting(purpose: Link['purpose']): readonly Link[]
}

export interface Session {
  readonly account: string
  readonly role: string
  readonly createdAt: Utc
  /** When it ends, if nothing is done. */
  readonly expiresAt: Utc
}

export interface SessionLimits {
  /** Microseconds without a call after which a session ends. */
  readonly idle: number
  /** Microseconds after which it ends in any case. */
  readonly absolute: number
}

/** Sessions, by the SHA-256 of their token. */
export interface SessionStore {
  open(hash: string, account: string, limits: SessionLimits): Session
  /** The session, if it has not ended and its account is active. Counts as a use, noted at most each 30 s. */
  use(hash: string, limits: SessionLimits): Session | null
  /** As `use`, without counting as one: what only listens keeps no session alive. */
  look(hash: string, limits: SessionLimits): Session | null
  end(hash: string): void
  endAll(account: string): void
}

export interface Approval {
  readonly id: string
  readonly route: string
  readonly input: JsonValue
  readonly reason: string
  readonly requestedBy: string
  readonly requestedAt: Utc
  readonly state: 'waiting' | 'approved' | 'refused'
  readonly decidedBy: string | null
  readonly decidedAt: Utc | null
  readonly decisionReason: string | null
}

export interface ApprovalStore {
  request(approval: Pick<Approval, 'id' | 'route' | 'input' | 'reason' | 'requestedBy'>): Approval
  /** The newest first. */
  list(state?: 'waiting' | 'decided'): readonly Approval[]
  /** Refuses E_APPROVAL_UNKNOWN. */
  get(id: string): Result<Approval>
  /** Refuses E_APPROVAL_UNKNOWN, E_APPROVAL_DECIDED. */
  decide(
    id: string,
    decision: {
      readonly state: 'approved' | 'refused'
      readonly decidedBy: string
      readonly decisionReason: string
    },
  ): Result<Approval>
}

export const JOB_STATES = ['waiting', 'running', 'stopping', 'stopped', 'finished', 'failed'] as const
export type JobState = (typeof JOB_STATES)[number]

/** A job as kept. What its request and outcome look like is the server's affair. */
export interface JobRow {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly state: JobState
  readonly startedBy: string
  readonly startedAt: Utc
  readonly endedAt: Utc | null
  readonly request: JsonValue
  readonly progress: JsonValue
  readonly refusal: JsonValue
  readonly files: JsonValue
  readonly counts: JsonValue
}

export interface JobStore {
  add(job: Pick<JobRow, 'id' | 'kind' | 'subject' | 'startedBy' | 'request'>): JobRow
  /** Refuses E_JOB_UNKNOWN. */
  get(id: string): Result<JobRow>
  /** The newest first. */
  list(): readonly JobRow[]
  /** A change of state is on disk when this returns. */
  update(
    id: string,
    change: Partial<
      Pick<JobRow, 'state' | 'subject' | 'endedAt' | 'progress' | 'refusal' | 'files' | 'counts'>
    >,
  ): JobRow
  /** After a crash: what was waiting or under way has stopped. */
  stopUnfinished(): void
}

export interface Upload {
  readonly id: string
  /** As the browser named it. */
  readonly name: string
  readonly sizeBytes: number
  /** When the file was last modified, as the browser said it; null where it did not. */
  readonly modifiedAt: number | null
  readonly by: string
  readonly startedAt: Utc
}

/** What makes an upload the same one, as far as can be told before its bytes are there. */
export type UploadKey = Pick<Upload, 'name' | 'sizeBytes' | 'modifiedAt' | 'by'>

export interface UploadStore {
  add(upload: UploadKey & Pick<Upload, 'id'>): Upload
  /** Refuses E_UPLOAD_UNKNOWN. */
  get(id: string): Result<Upload>
  /** The newest of somebody's uploads with this name, size and time of modification. */
  find(upload: UploadKey): Upload | null
  remove(id: string): void
}
