// A crash of the server at any moment loses no acknowledged work: it is killed (SIGKILL) while it imports, takes judgements,
// takes an upload and writes a report, and started again; what was answered is there, and the import ends as if nothing had been.

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sha256, Utc } from '@manumit/base'
import { linkToken, type WireJob } from '@manumit/contract'
import { makeMessageDatabase } from '@manumit/makers'
import { openWorkspace, type Workspace } from '@manumit/store'
import { afterAll, beforeAll, expect, it } from 'vitest'

const isFull = !['', '0', 'false'].includes(process.env.CI ?? '')
const KILLS = isFull ? 30 : 2
const ROWS = isFull ? 60_000 : 5_000
const PORT = 18_377 + (process.pid % 1000)
const ORIGIN = `http://localhost:${PORT}`
const CHILD = fileURLToPath(new URL('./desk-child.ts', import.meta.url))
const PASSWORD = 'seven blue teapots on a bridge'
const MD5 = 'd41d8cd98f00b204e9800998ecf8427e'

const home = mkdtempSync(join(tmpdir(), 'manumit-desk-kill-'))
const folder = join(home, 'workspace')
const evidence = join(home, 'mmssms.db')
let child: ChildProcess | null = null

const open = async (path: string, isNew = false): Promise<Workspace> => {
  const powers = { now: () => (Date.now() * 1000) as Utc, actor: 'test', randomId: randomUUID }
  const opened = await openWorkspace({
    folder: path,
    powers,
    ...(isNew && { create: { kind: 'case', name: 'Kill' } as const }),
  })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

beforeAll(async () => {
  makeMessageDatabase(evidence, { rows: ROWS, kind: 'android', seed: 'desk' })
  const workspace = await open(folder, true)
  await workspace.banks.import({ name: 'b', material: 'demonstration', source: 'x' }, [
    { kind: 'md5', hash: MD5 },
  ])
  const scan = await workspace.scans.start({ paths: ['/x'], bank: 'b', thresholds: {} })
  if (!scan.ok) throw new Error(scan.error.code)
  const sha256 = createHash('sha256').digest('hex') as Sha256
  const file = { path: '/x/a', sha256, sizeBytes: 0, digests: { md5: MD5, sha1: 'x', sha256 } } as never
  const match = { file, kind: 'md5', hash: MD5, bank: 'b', entry: 0, distance: 0, threshold: 0 }
  const found = { ...match, thresholdSource: 'x', orientation: null, quality: null }
  await workspace.scans.record(scan.value.id, [{ path: '/x/a', sha256, matches: [found] }])
  await workspace.close()
})
afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

it(`killed ${KILLS} times, it lost nothing it had answered`, async () => {
  const acknowledged: string[] = []
  let received = 0
  let jobId = ''
  for (let i = 0; ; i++) {
    const call = await startAndSignIn()
    const jobs = (await call('jobs.list', {})).jobs as WireJob[]
    if (jobId === '') jobId = (await call('jobs.start', { request: adding })).id
    else {
      expect(jobs.find(({ id }) => id === jobId)?.state).toMatch(/stopped|finished/)
      if (jobs.find(({ id }) => id === jobId)?.state === 'stopped') await call('jobs.resume', { id: jobId })
    }
    const { uploadId, received: stands } = await call('uploads.begin', { name: 'u', sizeBytes: 1 << 20 })
    expect(stands).toBeGreaterThanOrEqual(received)
    received = stands
    if (i === KILLS) break
    await call('jobs.start', { request: { kind: 'report', format: 'jsonl', filter: {} } })
    const dead = killAfter(Math.random() * (isFull ? 3000 : 800))
    try {
      for (let n = 0; ; n++) {
        const reason = `${i}.${n}`
        await call('matches.judge', { id: 1, decision: 'same', reason })
        acknowledged.push(reason)
        received = (await call(`uploads/${uploadId}`, Buffer.alloc(100, n), received)).received
      }
    } catch (error) {
      if (!(await dead)) throw error
    }
  }
  const call = current
  for (;;) {
    const job = ((await call('jobs.list', {})).jobs as WireJob[]).find(({ id }) => id === jobId)
    if (job?.state === 'finished') break
    expect(job?.state).toMatch(/waiting|running/)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await killAfter(0)

  const workspace = await open(folder)
  expect(await workspace.audit.verify()).toMatchObject({ intact: true })
  const [match] = await Promise.all([workspace.scans.match(1)])
  const page = await workspace.judgements.list({ limit: 100_000 })
  const kept = new Set(page.ok ? page.value.rows.map(({ reason }) => reason) : [])
  expect(match).not.toBe(null)
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(acknowledged.filter((reason) => !kept.has(reason))).toEqual([])
  const [source] = await workspace.sources.list()
  expect(source).toMatchObject({ state: 'complete', addedBy: 'Ada' })
  expect(source?.counts.observations.message).toBe(ROWS)
  expect(await workspace.search?.progress()).toMatchObject({ pending: 0 })
  await workspace.close()
}, 900_000)

const adding = {
  kind: 'add',
  origin: { from: 'path', path: evidence },
  name: 'Phone',
  authority: null,
  holderRole: 'unknown',
  scope: {},
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the test alone
type Call = (id: string, input: unknown, offset?: number) => Promise<any>
let current: Call

/** Starts the server and comes in by the link it prints. */
async function startAndSignIn(): Promise<Call> {
  const args = [CHILD, folder, String(PORT)]
  const env = { ...process.env, NODE_COMPILE_CACHE: join(home, 'compiled') }
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  child = started
  const { link, purpose } = await new Promise<{ link: string; purpose: string }>((resolve, reject) => {
    let said = ''
    started.stdout.on('data', (piece) => {
      said += piece
      if (said.includes('\n')) resolve(JSON.parse(said.slice(0, said.indexOf('\n'))))
    })
    started.on('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
  let cookie = ''
  let csrf = ''
  current = async (id, input, offset) => {
    const isUpload = offset !== undefined
    const response = await fetch(`${ORIGIN}/api/${id}`, {
      method: isUpload ? 'PUT' : 'POST',
      body: isUpload ? (input as Buffer<ArrayBuffer>) : JSON.stringify(input),
      headers: {
        origin: ORIGIN,
        cookie,
        'x-manumit-csrf': csrf,
        ...(isUpload ? { 'x-manumit-offset': String(offset) } : { 'content-type': 'application/json' }),
      },
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    csrf = response.headers.get('x-manumit-csrf') ?? csrf
    const body = await response.json()
    if (!response.ok) throw new Error(`${id}: ${JSON.stringify(body)}`)
    return body
  }
  const token = linkToken(link) ?? ''
  const by = purpose === 'owner' ? { kind: 'password', password: PASSWORD } : { kind: 'link', token }
  if (purpose === 'owner') await current('session.claim', { token, name: 'Ada', by })
  else await current('session.signIn', { name: 'Ada', by })
  return current
}

/** Resolves to true when the server is gone. */
function killAfter(milliseconds: number): Promise<boolean> {
  const dying = child
  return new Promise((resolve) => {
    dying?.once('close', () => resolve(true))
    setTimeout(() => dying?.kill('SIGKILL'), milliseconds)
  })
}
