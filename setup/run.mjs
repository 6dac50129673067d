// Starts a program of this repository on the pinned Node: `node setup/run.mjs scripts/test.ts …`. That Node's folder and
// the installed tools come first in PATH, so whatever the program starts runs on it too.

import { spawn } from 'node:child_process'
import { delimiter, dirname, join, resolve } from 'node:path'
import { MISSING, pinnedNode, root } from './pinned-node.mjs'

/** Runs `program` (path from the root, or absolute) with `args`; ends this process with its exit code. */
export function runOnPinnedNode(program, args) {
  const node = pinnedNode()
  if (!node) {
    console.error(MISSING)
    process.exit(69)
  }
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  // Stripped and compiled sources are kept: the second start takes half as long. Not writable is no harm.
  const compileCache = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compile')
  const child = spawn(node, [resolve(root, program), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: compileCache },
  })
  // The child decides how to end; this process only waits. A terminal's Ctrl-C reaches both.
  const forward = (signal) => () => child.kill(signal)
  process.on('SIGINT', () => {})
  process.on('SIGTERM', forward('SIGTERM'))
  process.on('SIGHUP', forward('SIGHUP'))
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal === 'SIGINT' ? 'SIGTERM' : signal)
    process.exit(code ?? 1)
  })
}

if (process.argv[1] && resolve(process.argv[1]) === join(root, 'setup', 'run.mjs')) {
  const [program, ...args] = process.argv.slice(2)
  if (!program) {
    console.error('usage: node setup/run.mjs <program.ts> [arguments]')
    process.exit(64)
  }
  runOnPinnedNode(program, args)
}
