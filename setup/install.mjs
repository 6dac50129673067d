// Run before `npm start` and `npm test`: installs what the lock file names when node_modules is absent or older than it.
// Plain JavaScript that Node 18 reads; needs nothing but npm.

import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './pinned-node.mjs'

const QUIETLY = ['--no-audit', '--no-fund', '--loglevel=error']

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.error('Installing what Manumit needs (once, and again when its lock file changes) …')
  runNpm(process.execPath, ['ci', ...QUIETLY])
  // npm leaves out optional packages whose `engines` its own Node does not meet, such as a picture decoder on Node 18.
  // The pinned Node is there by now, so npm runs once more on that and adds them.
  const pinned = pinnedNode()
  if (pinned && pinned !== process.execPath && Number(process.versions.node.split('.')[0]) < 24)
    runNpm(pinned, ['install', '--no-save', ...QUIETLY])
}

function modified(path) {
  try {
    return statSync(join(root, path)).mtimeMs
  } catch {
    return 0
  }
}

/** npm tells the scripts it runs where it is; started by its path, no shell stands between, and any Node can run it. */
function runNpm(node, args) {
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_NO_WARNINGS: '1' } }
  const run = npm
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (run.status === 0) return
  console.error(
    `Installing failed (npm ${args[0]}). Is there a network, or a filled npm cache? Nothing else was changed.`,
  )
  process.exit(run.status ?? 1)
}
