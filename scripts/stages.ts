// A stage is a command with a name; stages run one after the other, each timed, and the first that fails is named.
// Shared by `npm run check` and `npm test`.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

export interface Stage {
  readonly name: string
  /** Program under node_modules, then its arguments. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Full runs (CI=1, or any other value but 0 and the empty one) do all kills, all generated databases, all of it. */
export const isFullRun = !['', '0', 'false'].includes(process.env.CI ?? '')

export const format: Stage = { name: 'format and lint', command: ['@biomejs/biome/bin/biome', 'check', '.'] }
export const types: Stage = { name: 'types', command: ['typescript/bin/tsc', '-p', '.'] }
export const vitest = (name: string, args: readonly string[], env: Stage['env'] = {}): Stage => ({
  name,
  command: ['vitest/vitest.mjs', 'run', ...args],
  env,
})

/** Runs the stages; prints what each took. @returns the exit code: 0, or that of the first stage that failed. */
export function runStages(stages: readonly Stage[]): number {
  for (const { name, command, env } of stages) {
    const [program, ...args] = command
    const started = performance.now()
    const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program!), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(status === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} failed after ${seconds} s`)
    if (status !== 0) return status ?? 1
  }
  return 0
}
