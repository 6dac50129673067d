// What could not be read, or was found odd.

import type { Issue, Result, Severity } from '@manumit/base'
import type { Page } from './page.ts'

export interface StoredIssue {
  readonly id: number
  readonly sourceId: number
  readonly path: string | null
  readonly artifact: { readonly id: string; readonly version: number }
  readonly ordinal: number
  readonly issue: Issue
}

export interface IssueStore {
  /** By source, file, artifact and ordinal. */
  page(query: {
    readonly sourceId?: number
    readonly code?: string
    readonly severity?: Severity
    readonly after?: string
    readonly limit: number
  }): Promise<Result<Page<StoredIssue>>>
  countByCode(filter?: { readonly sourceId?: number }): Promise<Readonly<Record<string, number>>>
}
