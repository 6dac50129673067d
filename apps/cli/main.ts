// manumit: the program. Its exit code is that of the one command it runs.

import { runCommand } from './run-command.ts'

const FAULT = 70
const STOPPED = 130

// `manumit … | head` closes our output: that is no fault of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`Standard output could not be written: ${error.code}.\n`)
  process.exit(FAULT)
})

// The first Ctrl-C asks work to stop at a safe point; the second one ends the program.
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(STOPPED)
    interruption.abort()
  })

process.exitCode = await runCommand(process.argv.slice(2), { signal: interruption.signal })
