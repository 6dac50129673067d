// What people decided.

import type { Result } from '@manumit/base'
import type { Judgement } from '@manumit/model'
import type { Page } from './page.ts'

export interface StoredJudgement extends Judgement {
  readonly id: number
}

/** Append-only: the database itself refuses to change or delete a row. */
export interface JudgementLog {
  /** Author and time come from the workspace's powers; logged as `judgement.appended`. */
  append(judgement: Pick<Judgement, 'subject' | 'decision' | 'reason'>): Promise<StoredJudgement>
  /** In the order they were made; the last one counts. */
  of(subject: string): Promise<readonly StoredJudgement[]>
  list(query: { readonly after?: string; readonly limit: number }): Promise<Result<Page<StoredJudgement>>>
}
