// Adds evidence to a case: finds or makes its source, reads it in a thread, indexes what was read and links it. Killed at any
// moment and run again with the same path and name, it goes on where it stood.

import { join, resolve } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'
import type { Scope, SourceDeclaration } from '@manumit/model'
import type { IndexProgress, LinkProgress, Source, SourceFacts, Workspace } from '@manumit/store'
import { readInThread } from './evidence-thread.ts'
import { storeWriter } from './evidence-writer.ts'
import { linkPending } from './link-records.ts'
import { namedPath } from './named-path.ts'
import { privateFolder } from './private-folder.ts'
import type { ReadProgress, ReadTotals } from './read-request.ts'
import { TOOL_VERSION } from './tool-version.ts'

export type AddProgress =
  | ReadProgress
  | ({ readonly stage: 'indexing' } & IndexProgress)
  | ({ readonly stage: 'linking' } & LinkProgress)

export interface AddRequest {
  readonly workspace: Workspace
  /** The workspace's folder: inflated evidence is spooled in it, private, and removed. */
  readonly folder: string
  readonly path: string
  readonly declaration: SourceDeclaration
  readonly signal?: AbortSignal
  onProgress(progress: AddProgress): void
}

export interface Added {
  readonly source: Source
  readonly totals: ReadTotals
  readonly resumed: boolean
}

/** Refusals: those of the store, of opening and of namedPath; E_SOURCE_COMPLETE, E_SOURCE_DIFFERS, E_STOPPED. */
export async function addEvidence(request: AddRequest): Promise<Result<Added>> {
  const { workspace, declaration } = request
  const named = namedPath(request.path)
  if (!named.ok) return named
  const path = resolve(request.path)
  const known = (await workspace.sources.list()).find(
    (source) => source.facts.path === path && source.declaration.name === declaration.name,
  )
  if (known?.state === 'complete') return refuse('E_SOURCE_COMPLETE', { id: known.id, path })
  if (known && !isSameDeclaration(known.declaration, declaration))
    return refuse('E_SOURCE_DIFFERS', { id: known.id, path })
  return readSource(request, path, known)
}

/** Reads a source again after it was widened: what was read stays, what is now in scope comes in. */
export async function readAgain(
  request: Omit<AddRequest, 'path' | 'declaration'> & { readonly source: Source },
): Promise<Result<Added>> {
  const { source } = request
  return readSource(
    { ...request, declaration: source.declaration, path: source.facts.path },
    source.facts.path,
    source,
  )
}

async function readSource(
  request: AddRequest,
  path: string,
  known: Source | undefined,
): Promise<Result<Added>> {
  const { workspace, folder, declaration, signal, onProgress } = request
  let source = known
  const sourceOf = async (facts: Pick<SourceFacts, 'treeKind' | 'reason'>) => {
    if (!source) {
      const added = await workspace.sources.add(declaration, { path, toolVersion: TOOL_VERSION, ...facts })
      if (!added.ok) return added
      source = added.value
    }
    return ok({ id: source.id, scope: source.declaration.scope })
  }
  const spool = privateFolder(join(folder, 'spool'))
  const read = await readInThread({
    path,
    spoolFolder: spool,
    writer: storeWriter(workspace, sourceOf),
    onProgress,
    ...(signal && { signal }),
  })
  if (!read.ok) return read
  const finished = await workspace.ingest.finishSource(source!.id)
  if (!finished.ok) return finished
  await workspace.search?.indexPending({
    onProgress: (progress) => onProgress({ stage: 'indexing', ...progress }),
    ...(signal && { signal }),
  })
  const linked = await linkPending(workspace, {
    onProgress: (progress) => onProgress({ stage: 'linking', ...progress }),
    ...(signal && { signal }),
  })
  if (!linked.ok) return linked
  return ok({ source: finished.value, totals: read.value, resumed: known !== undefined })
}

function isSameDeclaration(a: SourceDeclaration, b: SourceDeclaration): boolean {
  return (
    a.authority === b.authority && a.holderRole === b.holderRole && scopeText(a.scope) === scopeText(b.scope)
  )
}

const scopeText = ({ kinds, from, to }: Scope): string =>
  JSON.stringify([kinds ? [...kinds].sort() : null, from ?? null, to ?? null])
