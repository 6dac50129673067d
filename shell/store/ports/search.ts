// Full text, a port of its own: it is where engines differ most.

import type { Result, Utc } from '@manumit/base'
import type { StoredObservation } from './observations.ts'
import type { Page } from './page.ts'

export interface SearchQuery {
  readonly kinds?: readonly string[]
  readonly sourceId?: number
  readonly from?: Utc
  readonly to?: Utc
  readonly after?: string
  readonly limit: number
}

export interface SearchResult {
  readonly stored: StoredObservation
  /** Text around what was found, cut at words; `matches` are [start, end) in UTF-16 units of it. */
  readonly snippet: {
    readonly text: string
    readonly matches: readonly (readonly [start: number, end: number])[]
  }
}

export interface IndexProgress {
  readonly indexed: number
  readonly pending: number
}

/**
 * Full text over the fields their kinds mark as searched. A query is words, "phrases in quotes" and prefix*; each of them
 * must occur. Nothing a person types is a syntax error. Case and accents do not count.
 */
export interface SearchPort {
  /**
   * Indexes what was ingested since last time, in batches of a few dozen milliseconds that readers do not wait for.
   * Killed at any moment, it goes on from its last batch.
   */
  indexPending(options?: {
    readonly onProgress?: (progress: IndexProgress) => void
    readonly signal?: AbortSignal
  }): Promise<IndexProgress>
  /**
   * Newest-read last: by observation id. A page may hold fewer than asked for, even none, and yet go on: a look goes through
   * a bounded number of finds. Refuses E_QUERY_EMPTY (nothing searchable was typed), E_CURSOR.
   */
  query(text: string, query: SearchQuery): Promise<Result<Page<SearchResult>>>
  /** How much is indexed and how much is not: an incomplete index must be said beside a result. */
  progress(): Promise<IndexProgress>
}
