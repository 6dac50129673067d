import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok, refuse } from '@manumit/base'
import type { WireJob } from '@manumit/contract'
import { makeMessageDatabase } from '@manumit/makers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openTestDesk, runHere, signIn, type TestDesk } from './desk-fixture.ts'
import { jobFilesFolder } from './job-queue.ts'
import type { JobRunner } from './job-thread.ts'

let test: TestDesk
let evidence = ''
beforeEach(() => {
  evidence = mkdtempSync(join(tmpdir(), 'manumit-evidence-'))
})
afterEach(async () => {
  await test.close()
  rmSync(evidence, { recursive: true, force: true })
})

const start = async (browser: Browser, request: object) => browser.call('jobs.start', { request })
const startOk = async (browser: Browser, request: object): Promise<WireJob> => {
  const { status, body } = await start(browser, request)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as WireJob
}
const jobOf = async (browser: Browser, id: string): Promise<WireJob> => {
  const job = (await browser.must('jobs.list', {})).jobs.find((each) => each.id === id)
  if (!job) throw new Error(`no job ${id}`)
  return job
}
async function ended(browser: Browser, id: string): Promise<WireJob> {
  for (;;) {
    const job = await jobOf(browser, id)
    if (!['waiting', 'running', 'stopping'].includes(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const adding = (path: string, name = 'Phone') => ({
  kind: 'add',
  origin: { from: 'path', path },
  name,
  authority: 'Invented',
  holderRole: 'unknown',
  scope: {},
})

describe('work', () => {
  it('in a thread of its own adds evidence in the name of who asked, and is told on its way', async () => {
    test = await openTestDesk()
    const examiner = await test.as('examiner')
    const path = join(evidence, 'mmssms.db')
    makeMessageDatabase(path, { rows: 300, kind: 'android', seed: 'jobs' })
    const job = await startOk(examiner, adding(path))
    expect(job).toMatchObject({ kind: 'add', subject: 'Phone', startedBy: 'the examiner' })
    expect(await ended(examiner, job.id)).toMatchObject({ state: 'finished', refusal: null })
    const [source] = await test.workspace.sources.list()
    expect(source).toMatchObject({ addedBy: 'the examiner', state: 'complete' })
    expect(source?.counts.observations.message).toBe(300)
    expect((await jobOf(examiner, job.id)).progress?.stage).toBeTypeOf('string')
  })

  it('goes on after its last record, and finds evidence that is not there any more', async () => {
    test = await openTestDesk({ runJob: runHere(() => test.workspace) })
    const examiner = await test.as('examiner')
    const path = join(evidence, 'mmssms.db')
    makeMessageDatabase(path, { rows: 30, kind: 'android', seed: 'jobs' })
    // Twice: as a job that was cut off after its last record and before that was noted.
    for (let i = 0; i < 2; i++) {
      const job = await startOk(examiner, adding(path))
      expect(await ended(examiner, job.id)).toMatchObject({ state: 'finished' })
    }
    const [source] = await test.workspace.sources.list()
    const verify = await startOk(examiner, { kind: 'verify', sourceId: source?.id })
    expect(await ended(examiner, verify.id)).toMatchObject({
      state: 'finished',
      counts: { unchanged: 1, changed: 0 },
    })
    rmSync(path)
    const gone = await startOk(examiner, { kind: 'verify', sourceId: source?.id })
    expect(await ended(examiner, gone.id)).toMatchObject({
      state: 'failed',
      refusal: { code: 'E_EVIDENCE_MISSING', data: { path } },
    })
  })

  it('imports a bank that was uploaded, forgets the upload, and scans with it', async () => {
    test = await openTestDesk({ runJob: runHere(() => test.workspace) })
    const owner = await test.as('owner')
    const text = Buffer.from('d41d8cd98f00b204e9800998ecf8427e\n')
    const { uploadId } = await owner.must('uploads.begin', { name: 'bank.txt', sizeBytes: text.length })
    const request = {
      kind: 'import-bank',
      origin: { from: 'upload', uploadId },
      name: 'bank',
      material: 'demonstration',
    }
    expect((await start(owner, request)).body).toMatchObject({ code: 'E_UPLOAD_UNFINISHED' })
    await owner.fetch(`/api/uploads/${uploadId}`, { method: 'PUT', body: text }, { 'x-manumit-offset': '0' })
    const job = await startOk(owner, request)
    expect(await ended(owner, job.id)).toMatchObject({
      state: 'finished',
      counts: { entries: 1, setAside: 0 },
    })
    expect(existsSync(join(test.folder, 'uploads', uploadId))).toBe(false)
    writeFileSync(join(evidence, 'empty'), '')
    const scanned = await startOk(owner, { kind: 'scan', paths: [evidence], bank: 'bank' })
    expect(await ended(owner, scanned.id)).toMatchObject({
      state: 'finished',
      counts: { files: 1, matches: 1 },
    })
    const report = await startOk(owner, { kind: 'report', format: 'jsonl', filter: {} })
    const written = await ended(owner, report.id)
    expect(written).toMatchObject({ state: 'finished' })
    for (const { name, sizeBytes, sha256 } of written.files) {
      const response = await owner.fetch(`/api/jobs/${report.id}/files/${encodeURIComponent(name)}`)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([sizeBytes, sha256])
    }
    expect(written.files.length).toBeGreaterThan(0)
  })
})

/** Work that a test ends, and that stops when it is asked to. */
function heldWork(): { readonly run: JobRunner; end(): void; readonly begun: string[] } {
  const begun: string[] = []
  const ends: (() => void)[] = []
  return {
    begun,
    end: () => ends.shift()?.(),
    run: ({ task, signal, onStep }) => {
      begun.push(task.kind)
      onStep({ stage: 'hashing', done: 1, total: 4, unit: 'bytes', detail: '' })
      return new Promise((resolve) => {
        const end = (): void => resolve(ok({ files: [], counts: { items: 1 } }))
        ends.push(end)
        signal.addEventListener('abort', () => {
          ends.splice(ends.indexOf(end), 1)
          resolve(refuse('E_STOPPED'))
        })
      })
    },
  }
}

describe('the queue', () => {
  it('does what writes one after the other, and what reads beside it', async () => {
    const work = heldWork()
    test = await openTestDesk({ runJob: work.run })
    const owner = await test.as('owner')
    const [first, second] = [
      await startOk(owner, adding(evidence, 'A')),
      await startOk(owner, adding(evidence, 'B')),
    ]
    const report = await startOk(owner, { kind: 'report', format: 'html', filter: {} })
    await new Promise((resolve) => setImmediate(resolve))
    expect(work.begun).toEqual(['add', 'report'])
    expect(await jobOf(owner, second.id)).toMatchObject({ state: 'waiting' })
    expect(await jobOf(owner, first.id)).toMatchObject({ state: 'running', progress: { done: 1, total: 4 } })
    work.end()
    expect(await ended(owner, first.id)).toMatchObject({ state: 'finished', counts: { items: 1 } })
    expect(work.begun).toEqual(['add', 'report', 'add'])
    work.end()
    work.end()
    for (const { id } of [second, report]) expect(await ended(owner, id)).toMatchObject({ state: 'finished' })
  })

  it('stops, goes on, and after a restart shows as stopped what was under way', async () => {
    const work = heldWork()
    test = await openTestDesk({ runJob: work.run })
    const owner = await test.as('owner')
    const { id } = await startOk(owner, adding(evidence))
    expect((await owner.call('jobs.resume', { id })).body).toMatchObject({ code: 'E_JOB_RUNNING' })
    expect((await owner.call('jobs.stop', { id })).body).toMatchObject({ state: 'stopping' })
    expect(await ended(owner, id)).toMatchObject({ state: 'stopped', refusal: null })
    expect((await owner.call('jobs.stop', { id })).body).toMatchObject({ code: 'E_JOB_ENDED' })
    await owner.must('jobs.resume', { id })
    const waiting = await startOk(owner, adding(evidence, 'B'))
    await test.restart()
    await signIn(owner, 'the owner')
    for (const each of [id, waiting.id]) expect(await jobOf(owner, each)).toMatchObject({ state: 'stopped' })
    await owner.must('jobs.resume', { id })
    await new Promise((resolve) => setImmediate(resolve))
    work.end()
    expect(await ended(owner, id)).toMatchObject({ state: 'finished' })
    expect((await owner.call('jobs.resume', { id })).body).toMatchObject({ code: 'E_JOB_ENDED' })
    expect((await owner.call('jobs.resume', { id: 'none' })).body).toMatchObject({ code: 'E_JOB_UNKNOWN' })
  })

  it('a fault of ours fails the job, with an id and no content in the log', async () => {
    test = await openTestDesk({
      runJob: async () => {
        throw new TypeError('a secret text of the case')
      },
    })
    const owner = await test.as('owner')
    const { id } = await startOk(owner, adding(evidence))
    expect(await ended(owner, id)).toMatchObject({ state: 'failed', refusal: { code: 'E_FAULT' } })
    expect(test.log).toHaveLength(1)
    expect(test.log[0]).toContain('TypeError')
    expect(test.log[0]).not.toContain('secret')
  })

  it.each([
    ['analyst', 'add', false],
    ['analyst', 'scan', true],
    ['analyst', 'report', true],
    ['reviewer', 'report', false],
    ['reviewer', 'verify', true],
    ['read-only', 'scan', false],
    ['read-only', 'import-bank', false],
    ['examiner', 'import-bank', true],
  ] as const)('the role %s and the work %s: %s', async (role, kind, may) => {
    const work = heldWork()
    test = await openTestDesk({ runJob: work.run })
    const requests = {
      add: adding(evidence),
      scan: { kind, paths: [evidence], bank: 'none' },
      report: { kind, format: 'csv', filter: {} },
      verify: { kind, sourceId: 9 },
      'import-bank': { kind, origin: { from: 'path', path: '/none' }, name: 'x', material: 'other' },
    }
    const browser = await test.as(role)
    const { body } = await start(browser, requests[kind])
    expect((body as { code?: string }).code === 'E_NOT_PERMITTED').toBe(!may)
    const owner = await test.as('owner')
    const job = await startOk(owner, adding(evidence, 'other'))
    const stop = await browser.call('jobs.stop', { id: job.id })
    expect(stop.status).toBe(role === 'examiner' ? 200 : 403)
  })

  it('is told as it changes, to who listens and is still signed in', async () => {
    const work = heldWork()
    test = await openTestDesk({ runJob: work.run })
    const owner = await test.as('owner')
    const response = await owner.fetch('/api/jobs.events')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hear = async (text: string): Promise<void> => {
      while (!heard.includes(text)) {
        const { value, done } = await reader.read()
        if (done) throw new Error('it ended')
        heard += value
      }
    }
    await hear('event: ping')
    const { id } = await startOk(owner, adding(evidence))
    await hear('"state":"running"')
    work.end()
    await hear('"state":"finished"')
    expect(heard).toContain(id)
    await owner.must('session.signOut', {})
    const other = await test.as('owner')
    await startOk(other, adding(evidence, 'later'))
    for (;;) if ((await reader.read()).done) break
  })
})

describe('files of jobs', () => {
  it('come as downloads under the names the job gave, and no other path does', async () => {
    const content = '<script>alert(1)</script>'
    test = await openTestDesk({
      runJob: async ({ filesFolder }) => {
        mkdirSync(filesFolder, { recursive: true })
        writeFileSync(join(filesFolder, 'report “é”.html'), content)
        return ok({
          files: [{ name: 'report “é”.html', sizeBytes: content.length, sha256: 'x' }],
          counts: {},
        })
      },
    })
    const owner = await test.as('owner')
    const { id } = await startOk(owner, { kind: 'report', format: 'html', filter: {} })
    await ended(owner, id)
    const response = await owner.fetch(`/api/jobs/${id}/files/${encodeURIComponent('report “é”.html')}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(content)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="report____.html"; filename*=UTF-8''report%20%E2%80%9C%C3%A9%E2%80%9D.html`,
    )
    for (const name of ['..%2F..%2Faccess.db', '..%5Caccess.db', 'access.db', '%00', '%ZZ', ''])
      expect((await owner.fetch(`/api/jobs/${id}/files/${name}`)).status).toBe(404)
    const reviewer = await test.as('reviewer')
    expect((await reviewer.fetch(`/api/jobs/${id}/files/x`)).status).toBe(403)
    rmSync(jobFilesFolder(test.folder, id), { recursive: true })
    expect((await owner.fetch(`/api/jobs/${id}/files/${encodeURIComponent('report “é”.html')}`)).status).toBe(
      404,
    )
  })
})

describe('uploads', () => {
  const put = async (browser: Browser, id: string, offset: string, bytes: Uint8Array<ArrayBuffer>) => {
    const response = await browser.fetch(
      `/api/uploads/${id}`,
      { method: 'PUT', body: bytes },
      { 'x-manumit-offset': offset },
    )
    return { status: response.status, body: await response.json() }
  }

  it('come in pieces, go on where they stood, and lie in a private file', async () => {
    test = await openTestDesk()
    const owner = await test.as('owner')
    const wanted = { name: '../../ev\u202eil\0\n.tar', sizeBytes: 10 }
    const { uploadId } = await owner.must('uploads.begin', wanted)
    expect((await put(owner, uploadId, '0', new Uint8Array(4).fill(1))).body).toEqual({ received: 4 })
    await test.restart()
    await signIn(owner, 'the owner')
    expect(await owner.must('uploads.begin', wanted)).toMatchObject({ uploadId, received: 4 })
    expect(await put(owner, uploadId, '0', new Uint8Array(4))).toMatchObject({
      status: 409,
      body: { code: 'E_UPLOAD_OFFSET', data: { expected: 4 } },
    })
    expect((await put(owner, uploadId, 'x', new Uint8Array(4))).status).toBe(400)
    expect((await put(owner, uploadId, '4', new Uint8Array(7))).status).toBe(413)
    const racing = await Promise.all(
      [4, 4].map((at) => put(owner, uploadId, String(at), new Uint8Array(6).fill(2))),
    )
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409])
    const path = join(test.folder, 'uploads', uploadId, 'ev_il__.tar')
    expect([...readFileSync(path)]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    const examiner = await test.as('examiner')
    expect((await put(examiner, uploadId, '10', new Uint8Array(0))).body).toMatchObject({
      code: 'E_UPLOAD_UNKNOWN',
    })
    expect((await examiner.must('uploads.begin', wanted)).uploadId).not.toBe(uploadId)
  })

  it('are refused where the disk has no room, and in pieces that are too long', async () => {
    test = await openTestDesk()
    const owner = await test.as('owner')
    expect((await owner.call('uploads.begin', { name: 'x', sizeBytes: 2 ** 52 })).body).toMatchObject({
      code: 'E_NO_ROOM',
    })
    const { uploadId, chunkBytes } = await owner.must('uploads.begin', { name: 'x', sizeBytes: 2 ** 24 + 1 })
    expect((await put(owner, uploadId, '0', new Uint8Array(chunkBytes + 1))).status).toBe(413)
  })
})

describe('paths of this machine', () => {
  it('are listed, folders first; the workspace’s own folder is none of them', async () => {
    test = await openTestDesk({ runJob: async () => refuse('E_STOPPED') })
    const owner = await test.as('owner')
    mkdirSync(join(evidence, 'z-folder'))
    writeFileSync(join(evidence, 'a-file'), 'xyz')
    expect(await owner.must('folders.list', { path: evidence })).toEqual({
      path: evidence,
      parent: tmpdir(),
      entries: [
        { name: 'z-folder', isFolder: true, sizeBytes: null },
        { name: 'a-file', isFolder: false, sizeBytes: 3 },
      ],
    })
    for (const path of ['relative', join(evidence, 'none'), test.folder, join(test.folder, 'uploads'), '/\0'])
      expect((await owner.call('folders.list', { path })).body).toMatchObject({ code: 'E_PATH_UNKNOWN' })
    for (const name of ['access.db', 'workspace.db', ''])
      expect((await start(owner, adding(join(test.folder, name)))).body).toMatchObject({
        code: 'E_PATH_UNKNOWN',
      })
  })
})

describe('calls', () => {
  it('that are too long, no JSON, or not said to be JSON are refused', async () => {
    test = await openTestDesk()
    const owner = await test.as('owner')
    const post = (body: BodyInit, type = 'application/json') =>
      owner.fetch('/api/jobs.list', { method: 'POST', body, headers: { 'content-type': type } })
    expect((await post(`"${'x'.repeat(1 << 20)}"`)).status).toBe(413)
    expect((await post('{')).status).toBe(400)
    expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400)
    expect((await post('{}', 'text/plain')).status).toBe(400)
    expect((await post('{}', 'application/jsonp')).status).toBe(400)
    expect((await post('{}', 'application/json; charset=utf-8')).status).toBe(200)
  })

  it('that meet a fault are answered with its id, and the log has no content', async () => {
    test = await openTestDesk()
    const owner = await test.as('owner')
    await test.workspace.close()
    const { status, body } = await owner.call('audit.page', { limit: 1 })
    expect({ status, body }).toMatchObject({ status: 500, body: { code: 'E_FAULT' } })
    expect(test.log.join()).toContain((body as { data: { fault: string } }).data.fault)
  })
})
