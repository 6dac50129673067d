// The workspace of the invented demo case: its files made, both phones read, its banks imported, its pictures scanned. Each
// step is whole or not there, so that a start which was broken off goes on where it stood.

import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DEMO_BANKS, DEMO_PHONE_A, DEMO_PHONE_B, makeDemoCase } from '@manumit/makers'
import type { HolderRole } from '@manumit/model'
import { defaultWorkspaceFolder, type Workspace } from '@manumit/store'
import { DEMO_WORKSPACE, demoMark } from './demo-mark.ts'
import { processTerminal, runCommand } from './run-command.ts'
import type { Terminal } from './terminal.ts'
import { workspaceOpener } from './workspaces.ts'

/** The steps print for whoever runs them by hand; here only what they say to the person counts. */
const quiet = (): Terminal => ({ ...processTerminal(), line: async () => {} })

/** @returns the exit code of the first step that could not be done; else 0 */
export async function prepareDemoWorkspace(
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const workspace = defaultWorkspaceFolder({ name: DEMO_WORKSPACE, env })
  const demo = join(dirname(dirname(workspace)), 'demo-case')
  const terminal = quiet()
  if (!existsSync(demo)) {
    terminal.note('Making the invented demo case …')
    const partial = `${demo}.partial`
    rmSync(partial, { recursive: true, force: true })
    await makeDemoCase(partial)
    renameSync(partial, demo)
  }
  const there = await whatIsThere(env)
  if (!there) {
    const code = await runCommand(['workspace', 'create', DEMO_WORKSPACE], { terminal })
    if (code !== 0) return code
  }
  for (const { isDone, args } of steps(demo, there ?? NOTHING)) {
    const code = isDone ? 0 : await runCommand([...args, '--workspace', DEMO_WORKSPACE], { terminal })
    if (code !== 0) return code
  }
  writeFileSync(demoMark(env), 'The demo case is in this workspace.\n', { mode: 0o600 })
  return 0
}

interface There {
  readonly sources: readonly string[]
  readonly banks: readonly string[]
  readonly scanned: readonly string[]
}

const NOTHING: There = { sources: [], banks: [], scanned: [] }

/** null where there is no workspace that could be opened: the first step then says why. */
async function whatIsThere(env: Readonly<Record<string, string | undefined>>): Promise<There | null> {
  const opened = await workspaceOpener(DEMO_WORKSPACE, env).open({ access: 'read' })
  if (!opened.ok) return null
  const there = await thingsIn(opened.value)
  await opened.value.close()
  return there
}

async function thingsIn({ sources, banks, scans }: Workspace): Promise<There> {
  const complete = (await sources.list()).filter((source) => source.state === 'complete')
  const finished = (await scans.list()).filter((scan) => scan.finishedAt !== null)
  return {
    sources: complete.map((source) => source.declaration.name),
    banks: (await banks.list()).map((bank) => bank.name),
    scanned: finished.map((scan) => scan.bank),
  }
}

interface Step {
  readonly isDone: boolean
  readonly args: readonly string[]
}

function steps(demo: string, { sources, banks, scanned }: There): Step[] {
  const phone = (name: string, folder: string, holder: HolderRole): Step => ({
    isDone: sources.includes(name),
    args: [
      'add',
      join(demo, folder),
      '--name',
      name,
      '--holder',
      holder,
      '--authority',
      'Invented: demo case',
    ],
  })
  return [
    phone('Phone A', DEMO_PHONE_A, 'person-harmed'),
    phone('Phone B', DEMO_PHONE_B, 'person-investigated'),
    ...DEMO_BANKS.flatMap(({ file, name, material }): Step[] => [
      {
        isDone: banks.includes(name),
        args: ['bank', 'import', join(demo, file), '--name', name, '--material', material],
      },
      { isDone: scanned.includes(name), args: ['scan', join(demo, 'pictures'), '--bank', name] },
    ]),
  ]
}
