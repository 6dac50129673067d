// npm start: makes the invented demo case where there is no workspace yet, and opens the desk on it. --workspace names another
// one, which is made where it is not there; --no-demo leaves the demo out; all else is for `manumit serve`.

import { DEMO_WORKSPACE, isDemoWhole } from './demo-mark.ts'
import { untilInterrupted } from './interruption.ts'
import { runCommand } from './run-command.ts'
import { DEFAULT_WORKSPACE } from './workspaces.ts'

const signal = untilInterrupted()
const args = process.argv.slice(2).filter((arg) => arg !== '--no-demo')
const isDemo = !process.argv.includes('--no-demo') && !namesWorkspace(args)
process.exitCode = (isDemo && (await demo())) || (await serve())

async function demo(): Promise<number> {
  if (isDemoWhole(process.env)) return 0
  // Loaded only where it is needed: the makers are half of the program.
  const { prepareDemoWorkspace } = await import('./demo-workspace.ts')
  return prepareDemoWorkspace(process.env)
}

function serve(): Promise<number> {
  const workspace = isDemo ? DEMO_WORKSPACE : DEFAULT_WORKSPACE
  return runCommand(['serve', ...(namesWorkspace(args) ? [] : ['--workspace', workspace]), ...args], {
    signal,
  })
}

function namesWorkspace(given: readonly string[]): boolean {
  return Boolean(process.env.MANUMIT_WORKSPACE) || given.some((arg) => /^--workspace(=|$)/.test(arg))
}
