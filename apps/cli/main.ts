// manumit: reads the command line, runs one command, and turns its outcome into an exit code. The one place that catches
// what is thrown.

import { VERSION } from '@manumit/casework'
import { textValue } from './command.ts'
import { commands } from './commands.ts'
import { parseCommandLine } from './parse.ts'
import { refusalText } from './sentences.ts'
import { makeTerminal } from './terminal.ts'
import { workspaceOpener } from './workspaces.ts'

const USAGE = 64
const FAULT = 70
const STOPPED = 130

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const terminal = makeTerminal({
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
  })
  // `manumit … | head` closes our output: that is no fault of anybody.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : FAULT)
  })
  const parsed = parseCommandLine(args, commands, VERSION)
  if (parsed.kind === 'shown') {
    await terminal.line(parsed.text)
    return 0
  }
  if (parsed.kind === 'misunderstood') {
    terminal.note(parsed.text)
    return USAGE
  }
  const { command, values, shared } = parsed
  try {
    const outcome = await command.run(values, {
      terminal,
      workspaces: workspaceOpener(textValue(shared, 'workspace'), process.env),
      env: process.env,
      json: shared.json === true,
      signal: interruption(),
    })
    terminal.progress(null)
    if (outcome.ok) return outcome.value
    terminal.note(refusalText(outcome.error))
    return outcome.error.code === 'E_STOPPED' ? STOPPED : 2
  } catch (error) {
    terminal.note(
      `A fault of this program, not of your files: ${error instanceof Error ? error.message : String(error)}`,
    )
    terminal.note('Nothing that was acknowledged is lost. Run with MANUMIT_TRACE=1 to see where it happened.')
    if (process.env.MANUMIT_TRACE && error instanceof Error) terminal.note(error.stack ?? '')
    return FAULT
  }
}

/** The first Ctrl-C asks work to stop at a safe point; the second one ends the program. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(STOPPED)
      controller.abort()
    })
  return controller.signal
}
