// A crash at any moment loses no acknowledged work: the whole line, from the command to the store, is killed (SIGKILL) at
// random moments and run again, and what the workspace then holds is byte-identical to an uninterrupted run.

import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Utc } from '@manumit/base'
import { makeDemoCase, makeMessageDatabase } from '@manumit/makers'
import { openWorkspace } from '@manumit/store'
import { afterAll, beforeAll, expect, it } from 'vitest'

const isFull = !['', '0', 'false'].includes(process.env.CI ?? '')
const KILLS = isFull ? 200 : 20
const ROWS = isFull ? 12_000 : 5_000
const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'manumit-kill-'))
const evidence = join(folder, 'evidence')
let whole = { text: '', seconds: 0 }

beforeAll(async () => {
  mkdirSync(evidence)
  await makeDemoCase(join(evidence, 'demo'))
  await makeMessageDatabase(join(evidence, 'mmssms.db'), { rows: ROWS, kind: 'android', seed: 'kill' })
  const started = performance.now()
  expect(await add(join(folder, 'whole'))).toBe(0)
  whole = { text: await dumpOf(join(folder, 'whole')), seconds: (performance.now() - started) / 1000 }
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it(`killed at ${KILLS} random moments and run again, it holds the same as an uninterrupted run`, async () => {
  let kills = 0
  let runs = 0
  while (kills < KILLS) {
    const workspace = join(folder, `killed-${runs++}`)
    for (;;) {
      // Somewhat less than a whole run, so that most runs are killed at work and few after it.
      const after = Math.random() * whole.seconds * 700
      const code = await add(workspace, after)
      if (code === 'killed') kills++
      else break
      if (kills >= KILLS) {
        await add(workspace)
        break
      }
    }
    expect(await dumpOf(workspace)).toBe(whole.text)
    rmSync(workspace, { recursive: true })
  }
}, 1_800_000)

/** Runs `manumit add`; killed after so many milliseconds where that comes before its end. */
function add(workspace: string, killAfterMs?: number): Promise<number | 'killed'> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
    const child = spawn(process.execPath, [MAIN, 'add', evidence, '--workspace', workspace], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.on('close', (code) => {
      clearTimeout(timer)
      // A run that was killed after its last write has finished its source: there is nothing to go on with.
      if (code === null) resolve('killed')
      else if (code === 0 || said.includes('E_SOURCE_COMPLETE')) resolve(0)
      else reject(new Error(`manumit add ended with ${code}: ${said}`))
    })
  })
}

/** SHA-256 of the key-ordered dump; the audit log must verify too. */
async function dumpOf(path: string): Promise<string> {
  const powers = { now: () => 0 as Utc, actor: 'test', randomId: randomUUID }
  const opened = await openWorkspace({ folder: path, access: 'read', powers })
  if (!opened.ok) throw new Error(opened.error.code)
  const digest = createHash('sha256')
  for await (const line of opened.value.dump()) digest.update(`${line}\n`)
  expect(await opened.value.audit.verify()).toMatchObject({ intact: true })
  expect((await opened.value.sources.list()).map((source) => source.state)).toEqual(['complete'])
  await opened.value.close()
  return digest.digest('hex')
}
