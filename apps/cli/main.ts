// manumit: the program. Its exit code is that of the one command it runs.

import { untilInterrupted } from './interruption.ts'
import { runCommand } from './run-command.ts'

const FAULT = 70

// `manumit … | head` closes our output: that is no fault of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`Standard output could not be written: ${error.code}.\n`)
  process.exit(FAULT)
})

process.exitCode = await runCommand(process.argv.slice(2), { signal: untilInterrupted() })
