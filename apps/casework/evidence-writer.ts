// What reading evidence says to the workspace, as a port. The store stands behind it directly, or on the
// other side of a thread; the reader cannot tell.

import { ok, type Result } from '@manumit/base'
import type { Scope } from '@manumit/model'
import type { FileFacts, RowBatch, SourceFacts, UnitProgress, Workspace } from '@manumit/store'

/** One artifact over one file; `path` null is the source as a whole (intake's own issues). */
export interface ReadUnit {
  readonly path: string | null
  readonly artifact: { readonly id: string; readonly version: number }
}

export interface EvidenceWriter {
  /** The evidence was opened and is presented as this; gives the scope to encode under. */
  opened(facts: Pick<SourceFacts, 'treeKind' | 'reason'>): Promise<Result<Scope>>
  record(files: readonly FileFacts[]): Promise<Result<void>>
  begin(unit: ReadUnit): Promise<Result<UnitProgress>>
  commit(unitId: number, batch: RowBatch): Promise<Result<void>>
  finish(unitId: number, items: number): Promise<Result<void>>
  commitWhole(units: readonly { readonly unit: ReadUnit; readonly batch: RowBatch }[]): Promise<Result<void>>
  /** Resolves when everything handed over so far is written, or refused. */
  settled(): Promise<Result<void>>
}

/** The writer over an open workspace. `sourceOf` finds or adds the source once it is known what was opened. */
export function storeWriter(
  { ingest, files }: Pick<Workspace, 'ingest' | 'files'>,
  sourceOf: (
    facts: Pick<SourceFacts, 'treeKind' | 'reason'>,
  ) => Promise<Result<{ readonly id: number; readonly scope: Scope }>>,
): EvidenceWriter {
  let sourceId = -1
  return {
    async opened(facts) {
      const source = await sourceOf(facts)
      if (!source.ok) return source
      sourceId = source.value.id
      const started = await ingest.startSource(sourceId)
      return started.ok ? { ok: true, value: source.value.scope } : started
    },
    record: (facts) => files.record(sourceId, facts),
    begin: (unit) => ingest.begin({ sourceId, ...unit }),
    commit: (unitId, batch) => ingest.commit(unitId, batch),
    finish: (unitId, items) => ingest.finish(unitId, { items }),
    commitWhole: (units) =>
      ingest.commitWhole(units.map(({ unit, batch }) => ({ unit: { sourceId, ...unit }, batch }))),
    settled: async () => ok(undefined),
  }
}
