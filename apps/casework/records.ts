// Stored observations, page by page, with the name of their source: what a timeline, a search and an export print.

import { ok, type Result } from '@manumit/base'
import type { ReportRecord } from '@manumit/report'
import type { ObservationFilter, Page, StoredObservation, Workspace } from '@manumit/store'

const PAGE_ROWS = 1_000

/** Gives source names to stored observations. */
export async function reportRecords(
  workspace: Pick<Workspace, 'sources'>,
): Promise<(stored: StoredObservation) => ReportRecord> {
  const names = new Map(
    (await workspace.sources.list()).map((source) => [source.id, source.declaration.name]),
  )
  return ({ id, sourceId, artifact, observation }) => ({
    id,
    source: { id: sourceId, name: names.get(sourceId) ?? '' },
    artifact,
    observation,
  })
}

/**
 * Records in timeline order, up to `limit`, a page at a time in memory. `take` may return false to end early.
 *
 * @returns the cursor from which to go on, null at the end
 */
export async function eachRecord(
  workspace: Pick<Workspace, 'sources' | 'observations'>,
  query: ObservationFilter & { readonly after?: string; readonly limit?: number },
  take: (record: ReportRecord) => Promise<void>,
): Promise<Result<string | null>> {
  const asRecord = await reportRecords(workspace)
  let after = query.after
  let left = query.limit ?? Number.POSITIVE_INFINITY
  while (left > 0) {
    const page: Result<Page<StoredObservation>> = await workspace.observations.page({
      ...query,
      ...(after !== undefined && { after }),
      limit: Math.min(PAGE_ROWS, left),
    })
    if (!page.ok) return page
    for (const row of page.value.rows) await take(asRecord(row))
    left -= page.value.rows.length
    if (page.value.next === null) return ok(null)
    after = page.value.next
  }
  return ok(after ?? null)
}
