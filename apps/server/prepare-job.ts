// From what a job was asked for to what it works on: the upload or path found, the source or bank known, and a name for people.

import { basename } from 'node:path'
import { ok, type Result } from '@manumit/base'
import type { JobRequest } from '@manumit/contract'
import type { Workspace } from '@manumit/store'
import { namedPath } from './evidence-paths.ts'
import type { JobTask } from './run-job.ts'
import type { Uploads } from './uploads.ts'

export interface JobPlaces {
  readonly workspace: Workspace
  readonly folder: string
  readonly uploads: Uploads
}

export interface PreparedJob {
  readonly task: JobTask
  readonly subject: string
}

/** Refusals: E_PATH_UNKNOWN, E_UPLOAD_UNKNOWN, E_UPLOAD_UNFINISHED, E_BANK_UNKNOWN, E_SOURCE_UNKNOWN. */
export async function prepareJob(request: JobRequest, places: JobPlaces): Promise<Result<PreparedJob>> {
  switch (request.kind) {
    case 'add':
    case 'import-bank': {
      const path = pathOf(request.origin, places)
      return path.ok ? ok({ task: { ...request, path: path.value }, subject: request.name }) : path
    }
    case 'read-again':
    case 'verify': {
      const source = await places.workspace.sources.get(request.sourceId)
      return source.ok ? ok({ task: request, subject: source.value.declaration.name }) : source
    }
    case 'scan':
      return prepareScan(request, places)
    case 'report':
      return ok({ task: request, subject: request.title ?? request.format })
  }
}

async function prepareScan(
  request: Extract<JobRequest, { readonly kind: 'scan' }>,
  { workspace, folder }: JobPlaces,
): Promise<Result<PreparedJob>> {
  const bank = await workspace.banks.get(request.bank)
  if (!bank.ok) return bank
  const paths: string[] = []
  for (const path of request.paths) {
    const named = namedPath(path, folder)
    if (!named.ok) return named
    paths.push(named.value)
  }
  return ok({ task: { ...request, paths }, subject: paths.map((path) => basename(path)).join(', ') })
}

type Origin = Extract<JobRequest, { readonly kind: 'add' }>['origin']

const pathOf = (origin: Origin, { folder, uploads }: JobPlaces): Result<string> =>
  origin.from === 'upload' ? uploads.pathOf(origin.uploadId) : namedPath(origin.path, folder)
