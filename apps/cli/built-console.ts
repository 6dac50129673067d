// The console as files a browser reads: built again where its sources are newer than what was built. Where there are no
// sources, as in a release, what was built is all there is.

import { existsSync, globSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleFolder } from '@manumit/console'

const SOURCES = fileURLToPath(new URL('../../', import.meta.url))
/** What the console is bundled from; and the tables of codes, whose sentences it holds. */
const FOLDERS = ['apps/console', 'packages/base', 'packages/contract', 'packages/model', 'packages/linkage']
const CODES = '{packages,shell,apps}/*/{,*/}errors.ts'
const NOT_SOURCES = new Set(['dist', 'node_modules'])

/** @returns the folder of the built console; null where there is neither one nor sources */
export async function builtConsole(say: (text: string) => void): Promise<string | null> {
  const index = join(consoleFolder, 'index.html')
  const built = existsSync(index) ? statSync(index).mtimeMs : null
  if (!existsSync(join(dirname(join(consoleFolder, '.')), 'vite.config.ts')))
    return built === null ? null : consoleFolder
  if (built !== null && newestSource() <= built) return consoleFolder
  say('Building the console …')
  const { buildConsole } = await import('@manumit/console')
  await buildConsole()
  return consoleFolder
}

function newestSource(): number {
  const codes = globSync(CODES, { cwd: SOURCES }).map((path) => statSync(join(SOURCES, path)).mtimeMs)
  return Math.max(newestOf(FOLDERS.map((each) => join(SOURCES, each))), ...codes)
}

/** Newest change of a source under these folders, in milliseconds. */
function newestOf(folders: readonly string[]): number {
  let newest = 0
  for (const folder of folders.filter(existsSync))
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (NOT_SOURCES.has(entry.name) || entry.name.includes('.test.')) continue
      const path = join(folder, entry.name)
      newest = Math.max(newest, entry.isDirectory() ? newestOf([path]) : statSync(path).mtimeMs)
    }
  return newest
}
