// A workspace is one matter's data: what is said of it, how it is opened, and the ports it offers, with no engine in sight.
// SQLite implements all of them; PGlite passes the same suite and offers no search yet. Times are integer microseconds
// (`Utc`); whatever may be refused is a `Result`, with a code from errors.ts.

import type { Result, Utc } from '@manumit/base'
import type { AuditLog } from './audit.ts'
import type { BankStore } from './banks.ts'
import type { ConversationStore } from './conversations.ts'
import type { IngestStore } from './ingest.ts'
import type { IssueStore } from './issues.ts'
import type { JudgementLog } from './judgements.ts'
import type { LinkingStore } from './linking.ts'
import type { ObservationStore } from './observations.ts'
import type { PeopleStore } from './people.ts'
import type { ScanStore } from './scans.ts'
import type { SearchPort } from './search.ts'
import type { FileStore, SourceStore } from './sources.ts'

/** What a workspace is about. Kinds never mix: a case's phones and an audit's ledgers do not meet in one file. */
export const WORKSPACE_KINDS = ['case', 'audit', 'directory'] as const
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number]

/** What the store needs from outside: the time, who is acting, and chance for the workspace's own id. */
export interface StorePowers {
  now(): Utc
  /** Who acts, as it shall stand in the log: a name or an account. */
  readonly actor: string
  /** A fresh, unguessable name, such as a UUID. It names the workspace and never enters the dump. */
  randomId(): string
}

export interface WorkspaceInfo {
  readonly id: string
  readonly kind: WorkspaceKind
  readonly name: string
  readonly createdAt: Utc
  readonly schemaVersion: number
  readonly engine: 'sqlite' | 'postgres'
  /** `read` takes no writer's lock: ingest, banks and scans refuse, judgements and the log still accept entries. */
  readonly access: WorkspaceAccess
}

export type WorkspaceAccess = 'write' | 'read'

export interface OpenRequest {
  /** The workspace's own folder, mode 0700; it holds `workspace.db`, mode 0600. */
  readonly folder: string
  /** Makes the workspace; absent: it must be there. Refuses E_WORKSPACE_EXISTS where one is. */
  readonly create?: { readonly kind: WorkspaceKind; readonly name: string }
  /** Refuses E_WORKSPACE_KIND where the workspace is of another kind. */
  readonly expect?: WorkspaceKind
  /** Default `write`. */
  readonly access?: WorkspaceAccess
  /** Another thread of this process holds the writer's lock, and answers for this connection. */
  readonly isLockHeld?: true
  readonly powers: StorePowers
}

/**
 * Opens or makes a workspace. Refusals: E_WORKSPACE_ABSENT, _EXISTS, _FORMAT (another kind of file), _DAMAGED, _NEWER (made
 * by a later version), _KIND, _LOCKED (another writer), _NOT_PRIVATE (others on this machine may read it).
 */
export type OpenWorkspace = (request: OpenRequest) => Promise<Result<Workspace>>

export interface Workspace {
  readonly info: WorkspaceInfo
  readonly sources: SourceStore
  readonly files: FileStore
  readonly ingest: IngestStore
  readonly observations: ObservationStore
  readonly conversations: ConversationStore
  readonly issues: IssueStore
  readonly judgements: JudgementLog
  readonly audit: AuditLog
  readonly banks: BankStore
  readonly scans: ScanStore
  /** null where the engine has no full text (PGlite so far). */
  readonly search: SearchPort | null
  readonly linking: LinkingStore
  readonly people: PeopleStore
  /** Sources, files, units, observations and issues as lines of JSON in the order of their keys; no clock, no chance. */
  dump(): AsyncIterable<string>
  /** The same workspace, acting in somebody's name: what is added, judged or logged through it carries that name. */
  asActor(actor: string): Workspace
  close(): Promise<void>
}
