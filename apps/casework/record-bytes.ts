// The bytes a record rests on, read again from the evidence, which is never written to. Shown only where the files are the
// ones that were read: their digests are compared with those recorded first.

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Result, refuse } from '@manumit/base'
import type { StoredObservation, Workspace } from '@manumit/store'
import { type LocatedBytes, type LocateRequest, locateBytes } from './locate-bytes.ts'
import { privateFolder } from './private-folder.ts'

/** Evidence that is listed and hashed sooner than a thread would have started. */
const FEW_FILES = 5_000
const FEW_BYTES = 8 * 1024 * 1024

export interface RecordBytesRequest {
  readonly workspace: Pick<Workspace, 'sources' | 'files'>
  /** The workspace's folder. */
  readonly folder: string
  readonly stored: StoredObservation
}

/** Refuses E_EVIDENCE_MISSING, and E_EVIDENCE_CHANGED where a file's SHA-256 is not the one recorded. */
export async function readRecordBytes({
  workspace,
  folder,
  stored,
}: RecordBytesRequest): Promise<Result<LocatedBytes>> {
  const source = await workspace.sources.get(stored.sourceId)
  if (!source.ok) return source
  const { file, place } = stored.observation.where
  const isSmall = source.value.counts.files <= FEW_FILES && file.sizeBytes <= FEW_BYTES
  const locate = isSmall && source.value.facts.treeKind !== 'tar' ? locateBytes : locateInThread
  const found = await locate({
    evidence: source.value.facts.path,
    path: file.path,
    place,
    spoolFolder: privateFolder(join(folder, 'spool')),
  })
  if (!found.ok) return found
  for (const { path, sha256 } of found.value.read) {
    const recorded =
      path === file.path ? file.sha256 : (await workspace.files.at(stored.sourceId, path))?.digests?.sha256
    if (sha256 !== recorded) return refuse('E_EVIDENCE_CHANGED', { path })
  }
  if (found.value.whole === 0) return refuse('E_EVIDENCE_MISSING', { path: file.path })
  return found
}

function locateInThread(request: LocateRequest): Promise<Result<LocatedBytes>> {
  const worker = new Worker(new URL('./record-bytes-thread-main.ts', import.meta.url), {
    workerData: request,
  })
  return new Promise<Result<LocatedBytes>>((resolve, reject) => {
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the thread that looks up bytes ended with ${code}`))
    })
  }).finally(() => worker.terminate())
}
