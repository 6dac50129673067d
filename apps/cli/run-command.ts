// One command line, run: parsed, executed, its outcome turned into an exit code. The one place that catches what is thrown.

import { VERSION } from '@manumit/casework'
import { machineRefusal } from '@manumit/store'
import { textValue } from './command.ts'
import { commands } from './commands.ts'
import { parseCommandLine } from './parse.ts'
import { refusalText } from './sentences.ts'
import { makeTerminal, shown, type Terminal } from './terminal.ts'
import { workspaceOpener } from './workspaces.ts'

const USAGE = 64
const FAULT = 70
const STOPPED = 130

export interface RunOptions {
  readonly terminal?: Terminal
  readonly signal?: AbortSignal
}

/** @returns the exit code, as EXIT_CODES lists them */
export async function runCommand(
  args: readonly string[],
  { terminal = processTerminal(), signal = new AbortController().signal }: RunOptions = {},
): Promise<number> {
  const parsed = parseCommandLine(args, commands, VERSION)
  if (parsed.kind === 'shown') {
    await terminal.line(parsed.text)
    return 0
  }
  if (parsed.kind === 'misunderstood') {
    // It quotes what was typed, line by line.
    terminal.note(parsed.text.split('\n').map(shown).join('\n'))
    return USAGE
  }
  const { command, values, shared } = parsed
  try {
    const outcome = await command.run(values, {
      terminal,
      workspaces: workspaceOpener(textValue(shared, 'workspace'), process.env),
      env: process.env,
      json: shared.json === true,
      signal,
    })
    terminal.progress(null)
    if (outcome.ok) return outcome.value
    terminal.note(refusalText(outcome.error))
    return outcome.error.code === 'E_STOPPED' ? STOPPED : 2
  } catch (error) {
    const refusal = machineRefusal(error)
    if (refusal) {
      terminal.note(refusalText(refusal))
      return 2
    }
    terminal.note(
      `A fault of this program, not of your files: ${shown(error instanceof Error ? error.message : String(error))}`,
    )
    terminal.note('Nothing that was acknowledged is lost. Run with MANUMIT_TRACE=1 to see where it happened.')
    if (process.env.MANUMIT_TRACE && error instanceof Error) terminal.note(error.stack ?? '')
    return FAULT
  }
}

export const processTerminal = (): Terminal =>
  makeTerminal({ stdout: process.stdout, stderr: process.stderr, now: () => performance.now() })
