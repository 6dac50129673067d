// Reads the evidence of a source again, compares each file's digests with those recorded when it was added, and logs the
// outcome. Finds what changed, what is gone and what is new; repairs nothing.

import { join } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'
import { openEvidence } from '@manumit/intake'
import { digestSource, makeIntakePowers } from '@manumit/io'
import type { Source, StoredFile, Workspace } from '@manumit/store'
import { evidenceInput } from './evidence-input.ts'
import { privateFolder } from './private-folder.ts'

export interface Verified {
  readonly source: Source
  readonly unchanged: number
  readonly changed: readonly string[]
  readonly missing: readonly string[]
  readonly added: readonly string[]
  /** Set where the evidence could not be opened at all: then each file counts as missing. */
  readonly refusal?: string
}

export interface VerifyRequest {
  readonly workspace: Workspace
  readonly folder: string
  readonly source: Source
  readonly signal?: AbortSignal
  onProgress(progress: { readonly done: number; readonly total: number }): void
}

/** Refusals: those of the store; E_STOPPED. Evidence that cannot be opened is an outcome, not a refusal. */
export async function verifySource(request: VerifyRequest): Promise<Result<Verified>> {
  const { workspace, source } = request
  const recorded = await recordedFiles(workspace, source.id)
  if (!recorded.ok) return recorded
  const found = await digestsNow(request)
  if (!found.ok && found.error.code === 'E_STOPPED') return found
  const known = new Set(recorded.value.map(pathOf))
  const now = found.ok ? found.value : new Map<string, string | null>()
  const outcome: Verified = {
    source,
    unchanged: recorded.value.filter((file) => now.has(file.path) && now.get(file.path) === sha256Of(file))
      .length,
    changed: recorded.value
      .filter((file) => now.has(file.path) && now.get(file.path) !== sha256Of(file))
      .map(pathOf),
    missing: recorded.value.filter((file) => !now.has(file.path)).map(pathOf),
    added: [...now.keys()].filter((path) => !known.has(path)),
    ...(found.ok ? {} : { refusal: found.error.code }),
  }
  await workspace.audit.append('source.verified', `source:${source.id}`, {
    unchanged: outcome.unchanged,
    changed: outcome.changed.length,
    missing: outcome.missing.length,
    added: outcome.added.length,
  })
  return ok(outcome)
}

const sha256Of = (file: StoredFile): string | null => file.digests?.sha256 ?? null
const pathOf = (file: StoredFile): string => file.path

async function recordedFiles(workspace: Workspace, sourceId: number): Promise<Result<readonly StoredFile[]>> {
  const files: StoredFile[] = []
  let after: string | undefined
  do {
    const page = await workspace.files.page({ sourceId, limit: 5_000, ...(after !== undefined && { after }) })
    if (!page.ok) return page
    files.push(...page.value.rows)
    after = page.value.next ?? undefined
  } while (after !== undefined)
  return ok(files)
}

/** SHA-256 of each file as it is now, by path; null where it cannot be opened. */
async function digestsNow({
  source,
  folder,
  signal,
  onProgress,
}: VerifyRequest): Promise<Result<Map<string, string | null>>> {
  const held = evidenceInput(source.facts.path)
  if (!held.ok) return held
  const powers = makeIntakePowers({ spoolFolder: privateFolder(join(folder, 'spool')) })
  try {
    const opened = await openEvidence(held.value.input, powers)
    if (!opened.ok) return opened
    const tree = opened.value
    const listed = [...tree.entries, ...tree.containers]
    const total = listed.reduce((sum, entry) => sum + entry.sizeBytes, 0)
    const digests = new Map<string, string | null>()
    let done = 0
    for (const entry of listed) {
      if (signal?.aborted) return refuse('E_STOPPED')
      const { bytes, close } = await entry.open()
      digests.set(
        entry.path,
        bytes
          ? digestSource(bytes, { onRead: (read) => onProgress({ done: done + read, total }) }).digests.sha256
          : null,
      )
      close()
      done += entry.sizeBytes
      onProgress({ done, total })
    }
    tree.close()
    return ok(digests)
  } finally {
    held.value.close()
    powers.close()
  }
}
