// What was done, by whom, when.

import type { Result, Utc } from '@manumit/base'
import type { JsonValue, Page } from './page.ts'

export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number
  readonly at: Utc
  readonly actor: string
  /** `domain.verb`: `source.added`, `view.timeline`, `export.csv`. */
  readonly action: string
  readonly subject: string
  readonly data: JsonValue
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prevHash: string
  /** SHA-256 of the canonical JSON (RFC 8785) of {action, actor, at, data, prevHash, seq, subject}. */
  readonly hash: string
}

export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: AuditHead }
  /** The first entry that does not follow from those before it, and what is wrong with it. */
  | {
      readonly intact: false
      readonly seq: number
      readonly problem: 'hash' | 'link' | 'gap' | 'unreadable' | 'head'
    }

/** Hash-chained and append-only: whoever changes an entry must change each later one and the head somebody wrote down. */
export interface AuditLog {
  append(action: string, subject: string, data?: JsonValue): Promise<AuditEntry>
  /** The last entry; seq 0 and 64 zeros for none. To be printed, and kept elsewhere. */
  head(): Promise<AuditHead>
  /** So many of the last entries, the newest first. */
  latest(limit: number): Promise<readonly AuditEntry[]>
  /**
   * Recomputes the chain from its first entry. `expected`, a head kept elsewhere, must be an entry of it: a log cut short,
   * or rewritten as a whole, is then found as well.
   */
  verify(expected?: AuditHead): Promise<AuditVerdict>
  list(query: {
    readonly action?: string
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<AuditEntry>>>
}
