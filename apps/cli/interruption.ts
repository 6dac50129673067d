// Ctrl-C: the first one asks work to stop at a safe point; the second one ends the program.

const STOPPED = 130

/** Aborted by the first interruption. */
export function untilInterrupted(): AbortSignal {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(STOPPED)
      interruption.abort()
    })
  return interruption.signal
}
