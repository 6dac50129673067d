// What is not JSON: uploads in, files and pictures out, and the stream of jobs. Same session, same permissions.

import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ok, type Result, refuse } from '@manumit/base'
import { type FileRoute, fileRoutes } from '@manumit/contract'
import type { SessionLimits } from '@manumit/store'
import { requireRole } from './call-route.ts'
import type { DeskContext } from './desk-context.ts'
import { jobEvents } from './job-events.ts'
import { jobFilesFolder } from './job-queue.ts'
import { matchPicture } from './match-picture.ts'
import { bodyOf } from './request-body.ts'
import { CHUNK_BYTES } from './uploads.ts'
import { requireOurs } from './visitor.ts'

export interface FileCall {
  readonly context: DeskContext
  readonly limits: SessionLimits
}

type Parameters = Readonly<Record<string, string>>
type FileHandler = (request: Request, parameters: Parameters, call: FileCall) => Promise<Result<Response>>

const HANDLERS: Readonly<Record<keyof typeof fileRoutes, FileHandler>> = {
  async jobEvents(_, __, call) {
    return ok(jobEvents(call))
  },
  async jobFile(_, { id = '', name = '' }, { context }) {
    const job = context.jobs.get(id)
    if (!job.ok) return job
    // Only a name that the job itself gave: nothing a caller types becomes a path.
    const file = job.value.files.find((each) => each.name === name)
    const path = file && join(jobFilesFolder(context.folder, id), file.name)
    const sizeBytes = path === undefined ? null : sizeOf(path)
    if (!file || path === undefined || sizeBytes === null) return refuse('E_FILE_ABSENT', { job: id })
    await context.workspace.audit.append('export.fetched', `job:${id}`, { name, sha256: file.sha256 })
    // Read as it is taken: a slow line holds one piece in memory.
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return ok(
      new Response(body, {
        headers: {
          'content-type': fileRoutes.jobFile.contentType,
          'content-length': String(sizeBytes),
          'content-disposition': `attachment; filename="${asciiOf(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
      }),
    )
  },
  async upload(request, { id = '' }, { context }) {
    const header = request.headers.get('x-manumit-offset') ?? ''
    if (!/^\d{1,15}$/.test(header)) return refuse('E_INPUT', { route: 'uploads', detail: 'x-manumit-offset' })
    const bytes = await bodyOf(request, CHUNK_BYTES)
    if (!bytes.ok) return bytes
    const piece = { id, by: context.actor, offset: Number(header), bytes: bytes.value }
    const appended = await context.uploads.append(piece)
    return appended.ok ? ok(Response.json(appended.value)) : appended
  },
  async matchPicture(request, { id = '' }, { context }) {
    if (!/^\d{1,15}$/.test(id)) return refuse('E_MATCH_UNKNOWN', { match: id })
    // Into a page of ours, never as a page of its own, which a browser would keep in its history.
    if (request.headers.get('sec-fetch-dest') === 'document') return refuse('E_ORIGIN')
    const picture = await context.drawInTurn(() => matchPicture(Number(id), context.workspace))
    if (!picture.ok) return picture
    await context.workspace.audit.append('view.picture', `match:${id}`)
    return ok(
      new Response(picture.value, { headers: { 'content-type': fileRoutes.matchPicture.contentType } }),
    )
  },
}

/** Refusals: E_NOT_FOUND, E_SIGNED_OUT, E_ORIGIN, E_NOT_PERMITTED, and those of the file route. */
export async function fileResponse(request: Request, call: FileCall): Promise<Result<Response>> {
  const { pathname } = new URL(request.url)
  for (const [name, route] of Object.entries(fileRoutes) as [keyof typeof fileRoutes, FileRoute][]) {
    const parameters = route.method === request.method ? parametersOf(route.path, pathname) : null
    if (!parameters) continue
    const ours = requireOurs(call.context.visitor)
    if (!ours.ok) return ours
    const permitted = requireRole(call.context.role, route.permission)
    return permitted.ok ? HANDLERS[name](request, parameters, call) : permitted
  }
  return refuse('E_NOT_FOUND')
}

/** `/api/jobs/:id/files/:name` over a path: the parts that stand for the names, decoded; null where it is another path. */
export function parametersOf(pattern: string, pathname: string): Parameters | null {
  const wanted = pattern.split('/')
  const found = pathname.split('/')
  if (wanted.length !== found.length) return null
  const parameters: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const given = found[i] ?? ''
    if (!part.startsWith(':')) {
      if (part !== given) return null
      continue
    }
    const decoded = decodedPart(given)
    if (decoded === null) return null
    parameters[part.slice(1)] = decoded
  }
  return parameters
}

function decodedPart(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size
  } catch {
    return null
  }
}

/** For browsers that do not read the other form: letters, digits and few signs. */
const asciiOf = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, '_')
