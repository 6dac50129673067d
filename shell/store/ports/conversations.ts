// Message records by the threads they name.

import type { Result, Utc } from '@manumit/base'
import type { StoredObservation } from './observations.ts'
import type { Page } from './page.ts'

/** A thread as the message records of one file name it. */
export interface Conversation {
  readonly sourceId: number
  readonly fileId: number
  readonly thread: string
  /** Identifiers that its records name, most often first, at most PARTIES_SHOWN; and how many there are. */
  readonly parties: readonly string[]
  readonly partyCount: number
  readonly messages: number
  /** Of these, rows that stand in an earlier state of the file only. */
  readonly superseded: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Its newest record; of those without a UTC where it has no other. */
  readonly last: StoredObservation
}

export interface ConversationStore {
  /** The one with the newest record first, those without a UTC last. Refuses E_CURSOR. */
  page(query: {
    readonly sourceId?: number
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<Conversation>>>
  /**
   * Records of one thread: `newer` from the oldest on, those without a UTC last; `older` the other way round. A cursor goes
   * on in either direction. Refuses E_CURSOR.
   */
  messages(query: {
    readonly sourceId: number
    readonly fileId: number
    readonly thread: string
    readonly direction: 'older' | 'newer'
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredObservation>>>
}
