import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const CHILD = fileURLToPath(new URL('../../testing/ingest-child.ts', import.meta.url))
const KILLS = process.env.CI ? 50 : 5
/** Chooses the moments; another number tries others. */
const SEED = Number(process.env.SEED ?? 7)

describe('an ingest killed at any moment', () => {
  it(`ends with the bytes of an uninterrupted one, and an intact log (${KILLS} kills)`, async () => {
    const parent = mkdtempSync(join(tmpdir(), 'manumit-kill-'))
    const whole = await run(join(parent, 'whole'))
    expect(whole.result).toMatchObject({ intact: true, found: expect.any(Number) })
    const chance = chances(SEED)
    let kills = 0
    for (let workspace = 0; kills < KILLS; workspace++) {
      const folder = join(parent, `killed-${workspace}`)
      for (;;) {
        // Moments from the start to the end of a whole run; later in a run that goes on from an earlier kill.
        const killAfter = kills < KILLS ? whole.milliseconds * chance() : undefined
        const { result } = await run(folder, killAfter)
        if (result) {
          expect(result).toEqual(whole.result)
          break
        }
        kills++
      }
    }
    rmSync(parent, { recursive: true })
  }, 600_000)
})

/** Runs the child; kills it, where asked, so many milliseconds after it opened its workspace or, early on, before. */
function run(
  folder: string,
  killAfter?: number,
): Promise<{ result: Record<string, unknown> | null; milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    let start = 0
    child.stderr.on('data', (data) => (errors += data))
    child.stdout.on('data', (data) => {
      out += data
      if (start !== 0) return
      start = performance.now()
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line !== undefined) resolve({ result: JSON.parse(line), milliseconds: performance.now() - start })
      else if (signal === 'SIGKILL') resolve({ result: null, milliseconds: 0 })
      else reject(new Error(`The child ended with ${code}: ${errors}`))
    })
  })
}

/** A small deterministic generator (mulberry32), 0 ≤ x < 1. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
