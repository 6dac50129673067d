// What is not JSON: bytes in and out, and the stream of jobs. Same session, same checks; each with its permission.

import type { Permission } from './permission.ts'

export interface FileRoute {
  readonly method: 'GET' | 'PUT'
  /** `:name` stands for a part of the path. */
  readonly path: string
  readonly summary: string
  readonly permission: Permission
  readonly contentType: string
}

export const fileRoutes = {
  /** Server-sent events: `job` with a WireJob as data at each change, `ping` each 15 s. */
  jobEvents: {
    method: 'GET',
    path: '/api/jobs.events',
    summary: 'Jobs as they change.',
    permission: 'read',
    contentType: 'text/event-stream',
  },
  /** A file that a job made. */
  jobFile: {
    method: 'GET',
    path: '/api/jobs/:id/files/:name',
    summary: 'A file that a job made, as a download.',
    permission: 'export',
    contentType: 'application/octet-stream',
  },
  /** The next bytes of an upload, at most `chunkBytes`; the header x-manumit-offset says where they begin. */
  upload: {
    method: 'PUT',
    path: '/api/uploads/:id',
    summary: 'The next bytes of an upload. Answers {received}.',
    permission: 'add',
    contentType: 'application/octet-stream',
  },
  /** A match’s picture, drawn small by the server. 403 unless the match may be shown. Never cached. */
  matchPicture: {
    method: 'GET',
    path: '/api/matches/:id/picture',
    summary: 'A small rendition of a matched picture, for demonstration banks only.',
    permission: 'judge',
    contentType: 'image/png',
  },
} as const satisfies Readonly<Record<string, FileRoute>>
