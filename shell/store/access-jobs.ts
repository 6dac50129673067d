// Long work and uploads, as rows: what was asked, by whom, and how it stands. The work itself keeps its place in the
// workspace, so that a job cut off by a crash goes on from there.

import type { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { JobRow, JobStore, Upload, UploadStore } from './access-ports.ts'

export function makeJobStore(database: DatabaseSync, now: () => Utc): JobStore {
  const get = (id: string): Result<JobRow> => {
    const row = database.prepare('select * from job where id = ?').get(id)
    return row ? ok(jobOf(row)) : refuse('E_JOB_UNKNOWN', { job: id })
  }
  const mustGet = (id: string): JobRow => {
    const found = get(id)
    if (!found.ok) throw new Error(`there is no job ${id}`)
    return found.value
  }
  return {
    add({ id, kind, subject, startedBy, request }) {
      database
        .prepare(`insert into job values (?, ?, ?, 'waiting', ?, ?, null, ?, 'null', 'null', '[]', '{}')`)
        .run(id, kind, subject, startedBy, now(), JSON.stringify(request))
      return mustGet(id)
    },
    get,
    list: () => database.prepare('select * from job order by started_at desc, rowid desc').all().map(jobOf),
    update(id, change) {
      const row = { ...mustGet(id), ...change }
      database
        .prepare(
          `update job set state = ?, subject = ?, ended_at = ?, progress = ?, refusal = ?, files = ?, counts = ?
           where id = ?`,
        )
        .run(
          row.state,
          row.subject,
          row.endedAt,
          JSON.stringify(row.progress),
          JSON.stringify(row.refusal),
          JSON.stringify(row.files),
          JSON.stringify(row.counts),
          id,
        )
      return row
    },
    stopUnfinished() {
      database
        .prepare(
          `update job set state = 'stopped', ended_at = ? where state in ('waiting', 'running', 'stopping')`,
        )
        .run(now())
    },
  }
}

const jobOf = (row: Readonly<Record<string, unknown>>): JobRow => ({
  id: String(row.id),
  kind: String(row.kind),
  subject: String(row.subject),
  state: row.state as JobRow['state'],
  startedBy: String(row.started_by),
  startedAt: row.started_at as Utc,
  endedAt: row.ended_at as Utc | null,
  request: JSON.parse(String(row.request)),
  progress: JSON.parse(String(row.progress)),
  refusal: JSON.parse(String(row.refusal)),
  files: JSON.parse(String(row.files)),
  counts: JSON.parse(String(row.counts)),
})

export function makeUploadStore(database: DatabaseSync, now: () => Utc): UploadStore {
  const get = (id: string): Result<Upload> => {
    const row = database.prepare('select * from upload where id = ?').get(id)
    return row ? ok(uploadOf(row)) : refuse('E_UPLOAD_UNKNOWN', { upload: id })
  }
  return {
    add(upload) {
      const startedAt = now()
      database
        .prepare('insert into upload values (?, ?, ?, ?, ?, ?)')
        .run(upload.id, upload.name, upload.sizeBytes, upload.by, startedAt, upload.modifiedAt)
      return { ...upload, startedAt }
    },
    get,
    find({ name, sizeBytes, modifiedAt, by }) {
      const row = database
        .prepare(
          `select * from upload where name = ? and size_bytes = ? and modified_at is ? and by = ?
           order by started_at desc, rowid desc`,
        )
        .get(name, sizeBytes, modifiedAt, by)
      return row ? uploadOf(row) : null
    },
    remove: (id) => database.prepare('delete from upload where id = ?').run(id),
  }
}

const uploadOf = (row: Readonly<Record<string, unknown>>): Upload => ({
  id: String(row.id),
  name: String(row.name),
  sizeBytes: Number(row.size_bytes),
  modifiedAt: row.modified_at as number | null,
  by: String(row.by),
  startedAt: row.started_at as Utc,
})
