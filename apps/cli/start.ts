// npm start: makes the invented demo case where it is not there yet, reads it into a workspace, scans its pictures, and
// shows what can be done with it. Run again it only shows. --no-demo leaves the demo out; --no-open is taken and means
// nothing yet, since there is no screen to open.

import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DEMO_PHONE_A, DEMO_PHONE_B, makeDemoCase } from '@manumit/makers'
import { defaultWorkspaceFolder } from '@manumit/store'
import { processTerminal, runCommand } from './run-command.ts'
import type { Terminal } from './terminal.ts'
import { workspaceOpener } from './workspaces.ts'

const WORKSPACE = 'demo'
const workspace = defaultWorkspaceFolder({ name: WORKSPACE, env: process.env })
const demo = join(dirname(dirname(workspace)), 'demo-case')

/** What the steps print is for whoever runs them by hand; here only what they say to the person counts. */
const quiet: Terminal = { ...processTerminal(), line: async () => {} }

const code = process.argv.includes('--no-demo') ? 0 : await prepareDemo()
await runCommand(['--help'])
if (existsSync(workspace))
  console.log(`
The invented demo case is in workspace "${WORKSPACE}"; its files are in ${demo}

  npx manumit timeline --workspace ${WORKSPACE} --kind message
  npx manumit matches --workspace ${WORKSPACE}
  npx manumit search bridge --workspace ${WORKSPACE}`)
process.exitCode = code

/** Each step is whole or not there, so a start that was broken off goes on where it stood. */
async function prepareDemo(): Promise<number> {
  if (!existsSync(demo)) {
    console.error('Making the invented demo case …')
    const partial = `${demo}.partial`
    rmSync(partial, { recursive: true, force: true })
    await makeDemoCase(partial)
    renameSync(partial, demo)
  }
  if (!existsSync(join(workspace, 'workspace.db')))
    await runCommand(['workspace', 'create', WORKSPACE], { terminal: quiet })
  for (const { isDone, args } of steps(await whatIsThere())) {
    const code = isDone ? 0 : await runCommand([...args, '--workspace', WORKSPACE], { terminal: quiet })
    if (code !== 0) return code
  }
  return 0
}

interface There {
  readonly sources: readonly string[]
  readonly hasBank: boolean
  readonly hasScan: boolean
}

async function whatIsThere(): Promise<There> {
  const opened = await workspaceOpener(WORKSPACE, process.env).open({ access: 'read' })
  if (!opened.ok) return { sources: [], hasBank: false, hasScan: false }
  const { sources, banks, scans } = opened.value
  const there = {
    sources: (await sources.list())
      .filter((source) => source.state === 'complete')
      .map((source) => source.declaration.name),
    hasBank: (await banks.list()).length > 0,
    hasScan: (await scans.list()).some((scan) => scan.finishedAt !== null),
  }
  await opened.value.close()
  return there
}

function steps({
  sources,
  hasBank,
  hasScan,
}: There): { readonly isDone: boolean; readonly args: readonly string[] }[] {
  const phone = (name: string, folder: string) => ({
    isDone: sources.includes(name),
    args: ['add', join(demo, folder), '--name', name, '--authority', 'Invented: demo case'],
  })
  return [
    phone('Phone A', DEMO_PHONE_A),
    phone('Phone B', DEMO_PHONE_B),
    {
      isDone: hasBank,
      args: ['bank', 'import', join(demo, 'bank.csv'), '--name', 'demo', '--material', 'demonstration'],
    },
    { isDone: hasScan, args: ['scan', join(demo, 'pictures'), '--bank', 'demo'] },
  ]
}
