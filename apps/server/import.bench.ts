// How fast the server answers while it imports: `node apps/server/import.bench.ts [messages]`. One job adds a message
// database; meanwhile one caller asks for sessions, jobs, overview, a page of the timeline and the log, one after the other.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkToken, type WireJob } from '@manumit/contract'
import { makeMessageDatabase } from '@manumit/makers'

const TARGET_P99_MS = 200
const rows = Number(process.argv[2] ?? 1_000_000)
const port = 19_377
const origin = `http://localhost:${port}`
const home = mkdtempSync(join(tmpdir(), 'manumit-import-bench-'))
const evidence = join(home, 'mmssms.db')

console.log(`machine: ${cpus().length} × ${cpus()[0]?.model}; ${rows} messages, seed "bench"`)
makeMessageDatabase(evidence, { rows, kind: 'android', seed: 'bench' })
const child = spawn(
  process.execPath,
  [fileURLToPath(new URL('./desk-child.ts', import.meta.url)), join(home, 'workspace'), String(port)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  const { link } = JSON.parse(String(await new Promise((resolve) => child.stdout.once('data', resolve))))
  const call = await signIn(linkToken(link) ?? '')
  const quietUntil = performance.now() + 2_000
  const quiet = await ask(call, () => performance.now() > quietUntil)
  const started = performance.now()
  const { id } = await call('jobs.start', {
    request: {
      kind: 'add',
      origin: { from: 'path', path: evidence },
      name: 'Phone',
      authority: null,
      holderRole: 'unknown',
      scope: {},
    },
  })
  let job: WireJob | undefined
  const busy = await ask(call, (jobs) => {
    job = jobs.find((each) => each.id === id)
    return job !== undefined && !['waiting', 'running', 'stopping'].includes(job.state)
  })
  const seconds = (performance.now() - started) / 1000
  if (job?.state !== 'finished') throw new Error(JSON.stringify(job))
  console.log(`import of ${rows} messages with index and links: ${seconds.toFixed(1)} s`)
  for (const [name, times] of Object.entries(busy)) {
    const before = quiet[name] ?? []
    console.log(
      `${name} while importing: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, max ${at(times, 1)} ms, ${times.length} calls (target p99 ≤ ${TARGET_P99_MS} ms); idle p99 ${at(before, 0.99)} ms, ratio ${(at(times, 0.99) / at(before, 0.99)).toFixed(1)}`,
    )
  }
  const all = Object.values(busy).flat()
  console.log(`all calls while importing: p99 ${at(all, 0.99)} ms (target ≤ ${TARGET_P99_MS} ms)`)
} finally {
  child.kill('SIGTERM')
  rmSync(home, { recursive: true, force: true })
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into here alone
type Call = (id: string, input: unknown) => Promise<any>

async function signIn(token: string): Promise<Call> {
  let cookie = ''
  let csrf = ''
  const call: Call = async (id, input) => {
    const response = await fetch(`${origin}/api/${id}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { origin, cookie, 'x-manumit-csrf': csrf, 'content-type': 'application/json' },
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    csrf = response.headers.get('x-manumit-csrf') ?? csrf
    const body = await response.json()
    if (!response.ok) throw new Error(`${id}: ${JSON.stringify(body)}`)
    return body
  }
  await call('session.claim', {
    token,
    name: 'Bench',
    by: { kind: 'password', password: 'seven blue teapots' },
  })
  return call
}

/** Milliseconds of each call by route, until `isEnough` says so of the jobs. */
async function ask(
  call: Call,
  isEnough: (jobs: readonly WireJob[]) => boolean,
): Promise<Record<string, number[]>> {
  const calls: readonly (readonly [string, unknown])[] = [
    ['session.status', {}],
    ['jobs.list', {}],
    ['case.overview', {}],
    ['timeline.page', { filter: {}, limit: 100 }],
    ['audit.page', { limit: 50 }],
    ['sources.declare', { id: 1, name: 'Phone', reason: 'bench' }],
  ]
  const times: Record<string, number[]> = Object.fromEntries(calls.map(([id]) => [id, []]))
  for (;;) {
    for (const [id, input] of calls) {
      const began = performance.now()
      try {
        const answer = await call(id, input)
        times[id]?.push(performance.now() - began)
        if (id === 'jobs.list' && isEnough(answer.jobs)) return times
      } catch (error) {
        // There is no source to declare before the first batch.
        if (!String(error).includes('E_SOURCE_UNKNOWN')) throw error
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}
