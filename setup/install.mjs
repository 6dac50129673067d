// Run before `npm start` and `npm test`: installs what the lock file names when node_modules is absent or older than it.
// Plain JavaScript that Node 18 reads; needs nothing but npm.

import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pinned-node.mjs'

const modified = (path) => {
  try {
    return statSync(join(root, path)).mtimeMs
  } catch {
    return 0
  }
}

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.error('Installing what Manumit needs (once, and again when its lock file changes) …')
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm tells the scripts it runs where it is; started by its path, no shell stands between.
  const npm = process.env.npm_execpath
  const run = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (run.status !== 0) {
    console.error(
      'Installing failed (npm ci). Is there a network, or a filled npm cache? Nothing else was changed.',
    )
    process.exit(run.status ?? 1)
  }
}
